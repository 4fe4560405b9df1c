package dev.plimsoll.cli;

import dev.plimsoll.base.BoundedInput;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A file that {@code plimsoll init} writes: a copy of the one in {@code examples/ci} of the sources, which the build puts beside this class.
 *
 * @param path where it goes, below the user's directory
 * @param about what it is for, in a few words
 */
record InitFile(String path, String about) {
    /** All of them, in the order in which people will want to read them. */
    static final List<InitFile> ALL = List.of(
            new InitFile("plimsoll.yaml", "what is allowed"),
            new InitFile("plimsoll.mk", "make targets: put 'include plimsoll.mk' into the Makefile"),
            new InitFile("ci/install-plimsoll.sh", "installs one version by its checksum; the pipelines below call it"),
            new InitFile(".github/workflows/container-security.yml", "GitHub Actions"),
            new InitFile(".gitlab-ci.yml", "GitLab CI"),
            new InitFile("Jenkinsfile", "Jenkins"),
            new InitFile("ci/plimsoll.cron", "cron"),
            new InitFile("ci/plimsoll-gate.service", "systemd"),
            new InitFile("ci/plimsoll-gate.timer", "systemd"));

    private static final int LIMIT = 1 << 20;

    /** Whether it is to be run. */
    boolean executable() {
        return path.endsWith(".sh");
    }

    /** The text as it lies in the program. */
    String text() throws IOException {
        try (InputStream in = InitFile.class.getResourceAsStream("init/" + path)) {
            if (in == null) {
                throw new FileNotFoundException("init/" + path + " is missing in the program");
            }
            return new String(BoundedInput.readAll(in, LIMIT, path), StandardCharsets.UTF_8);
        }
    }
}
