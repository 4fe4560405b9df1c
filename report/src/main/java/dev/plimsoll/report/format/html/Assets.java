package dev.plimsoll.report.format.html;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.Digest;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The style sheet and the script, as they are written into the page, and their hashes, by which alone the page allows them. */
final class Assets {
    private static final int LARGEST = 1 << 18;

    private Assets() {}

    static String style() throws IOException {
        return read("report.css");
    }

    static String script() throws IOException {
        return read("report.js");
    }

    /**
     * How a Content-Security-Policy names an inline element of that content.
     *
     * @see <a href="https://www.w3.org/TR/CSP3/#grammardef-hash-source">CSP 3, hash-source</a>
     */
    static String hash(String content) {
        byte[] digest = Digest.Algorithm.SHA256.newMessageDigest().digest(content.getBytes(StandardCharsets.UTF_8));
        return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    }

    private static String read(String name) throws IOException {
        try (InputStream in = Assets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(name + " is missing beside " + Assets.class.getName());
            }
            // Browsers hash what they parsed, where every line ends in LF.
            return new String(BoundedInput.readAll(in, LARGEST, name), StandardCharsets.UTF_8).replace("\r\n", "\n");
        }
    }
}
