package dev.plimsoll.image.dockerfile;

import java.util.Objects;

/**
 * The place of one instruction in a Dockerfile.
 *
 * @param file as the Dockerfile is called; untrusted text
 * @param line its first line, from 1
 * @param endLine its last line, with continuations and here-documents
 * @param instruction its keyword in capitals, such as {@code RUN}
 */
public record DockerfileLine(String file, int line, int endLine, String instruction) {
    public DockerfileLine {
        Objects.requireNonNull(file, "file is null");
        Objects.requireNonNull(instruction, "instruction is null");
        if (line < 1 || endLine < line) {
            throw new IllegalArgumentException("no lines of a file: " + line + " to " + endLine);
        }
    }
}
