package dev.plimsoll.build.spec;

import dev.plimsoll.build.spec.ImageSpec.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Texts of specs. */
final class Specs {
    /** The least that a spec says. */
    static final String LEAST = """
            image: plimsoll/app:latest
            release: bookworm
            packages: [base-files]
            run: {user: "999:999", entrypoint: [/usr/bin/app]}
            """;

    private Specs() {}

    static Reading reading(String text) {
        try {
            return new SpecReader(Path.of("app.yaml"))
                    .read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The least with something more, or with something else in the place of a line that begins so. */
    static String with(String text) {
        String key = text.substring(0, text.indexOf(':') + 1);
        StringBuilder all = new StringBuilder();
        LEAST.lines()
                .filter(line -> !line.startsWith(key))
                .forEach(line -> all.append(line).append('\n'));
        return all.append(text).append('\n').toString();
    }
}
