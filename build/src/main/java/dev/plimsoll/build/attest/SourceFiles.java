package dev.plimsoll.build.attest;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.Digest.Algorithm;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.build.spec.AddedFile;
import dev.plimsoll.build.spec.ImageSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of the builder's machine that a spec takes: by their path in the image, since places on the machine are nobody's business. */
final class SourceFiles {
    private SourceFiles() {}

    /** Each with its digest. */
    static SortedMap<String, Digest> of(ImageSpec spec) {
        SortedMap<String, Digest> files = new TreeMap<>();
        for (AddedFile added : spec.files()) {
            if (added.content() instanceof AddedFile.Source source) {
                add(source.file(), added.path(), files);
            }
        }
        return files;
    }

    private static void add(Path source, String path, Map<String, Digest> files) {
        try (Stream<Path> all = Files.walk(source)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String below = source.relativize(file).toString().replace('\\', '/');
                files.put(below.isEmpty() ? path : path + "/" + below, digest(file));
            }
        } catch (IOException e) {
            throw new PlimsollException(ErrorCode.FILE_ACCESS, "could not read " + source + ": " + e.getMessage(), e);
        }
    }

    private static Digest digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Digest.of(Algorithm.SHA256, in);
        }
    }
}
