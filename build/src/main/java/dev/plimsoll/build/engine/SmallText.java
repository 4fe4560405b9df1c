package dev.plimsoll.build.engine;

import dev.plimsoll.base.BoundedInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads files that people write by hand. */
final class SmallText {
    private static final long MAX = 1 << 20;

    private SmallText() {}

    static List<String> lines(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(BoundedInput.readAll(in, MAX, file.toString()), StandardCharsets.UTF_8);
            return text.lines().toList();
        }
    }
}
