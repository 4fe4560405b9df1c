package dev.plimsoll.inventory.ecosystem.python;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.inventory.ExtractorInput;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Opens text files. */
final class TextFiles {
    private TextFiles() {}

    /**
     * The file's lines; the file as a whole is bounded, and with it each line. UTF-8, or UTF-16 if a byte order mark says so, as
     * Windows shells write the output of {@code pip freeze}. Close it.
     */
    static BufferedReader lines(ExtractorInput input) throws IOException {
        BufferedInputStream in = new BufferedInputStream(
                BoundedInput.of(
                        input.content().stream(),
                        input.limits().jsonBytes(),
                        input.entry().path()),
                1 << 16);
        try {
            return new BufferedReader(new InputStreamReader(in, charset(in)), 1 << 13);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static Charset charset(InputStream in) throws IOException {
        in.mark(3);
        int first = in.read();
        int second = in.read();
        int third = in.read();
        if (first == 0xEF && second == 0xBB && third == 0xBF) {
            return StandardCharsets.UTF_8;
        }
        in.reset();
        boolean utf16 = (first == 0xFF && second == 0xFE) || (first == 0xFE && second == 0xFF);
        return utf16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    }

    /** Whether the last part of {@code path} is {@code name}. */
    static boolean isNamed(String path, String name) {
        return path.endsWith(name)
                && (path.length() == name.length() || path.charAt(path.length() - name.length() - 1) == '/');
    }

    /** Whether {@code path} lies in installed packages: what source files lie there are not this tree's. */
    static boolean isInstalled(String path) {
        return path.contains("site-packages/") || path.contains("dist-packages/") || path.contains("node_modules/");
    }
}
