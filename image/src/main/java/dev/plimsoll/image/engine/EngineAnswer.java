package dev.plimsoll.image.engine;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.base.SafeText;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * An HTTP/1.1 answer read from a connection that carries only this one.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112, HTTP/1.1</a>
 */
public final class EngineAnswer implements AutoCloseable {
    private static final int MAX_HEAD = 64 * 1024;
    private static final int MAX_ERROR = 64 * 1024;

    private final int status;
    private final Map<String, String> headers;
    private final InputStream body;

    private EngineAnswer(int status, Map<String, String> headers, InputStream body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** Reads the head; the body is read by whoever wants it. {@code connection} is closed with the answer. */
    static EngineAnswer read(InputStream connection) throws IOException {
        InputStream in = new BufferedInputStream(connection, 64 * 1024);
        Head head = new Head(in);
        int status = status(head.line());
        while (status / 100 == 1) {
            head.skip();
            status = status(head.line());
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = head.line(); !line.isEmpty(); line = head.line()) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new IOException("the answer has a header without a name");
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            headers.put(name, line.substring(colon + 1).strip());
        }
        return new EngineAnswer(status, headers, body(in, headers));
    }

    private static int status(String line) throws IOException {
        boolean valid = line.startsWith("HTTP/1.")
                && line.length() >= 12
                && line.charAt(8) == ' '
                && line.substring(9, 12).chars().allMatch(c -> c >= '0' && c <= '9');
        if (!valid) {
            throw new IOException("this is no HTTP answer: is the socket a container engine's?");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private static InputStream body(InputStream in, Map<String, String> headers) throws IOException {
        String coding = headers.getOrDefault("transfer-encoding", "");
        if (!coding.isEmpty()) {
            if (!coding.equalsIgnoreCase("chunked")) {
                throw new IOException("the answer is coded in an unknown way");
            }
            return new ChunkedInput(in);
        }
        String length = headers.get("content-length");
        if (length == null) {
            return in;
        }
        if (length.isEmpty() || length.length() > 18 || !length.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IOException("the answer's Content-Length is no number");
        }
        return new FixedLengthInput(in, Long.parseLong(length));
    }

    /** The status. */
    public int status() {
        return status;
    }

    /** A header by its lower-case name, or empty. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The body; one that is cut off is an error, not an end. */
    public InputStream body() {
        return body;
    }

    /** What the engine says of an error, in one line safe to print; empty if it says nothing. Reads the body. */
    public String message() {
        try {
            byte[] said = BoundedInput.readAll(body, MAX_ERROR, "the engine's answer");
            String message = SafeJson.within(Limits.DEFAULT)
                    .readTree(said, "the engine's answer")
                    .path("message")
                    .asText("");
            return SafeText.oneLine(message, 300);
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
    }

    /** Reads lines of the head, all together within a bound. */
    static final class Head {
        private final InputStream in;
        private int left = MAX_HEAD;

        Head(InputStream in) {
            this.in = in;
        }

        String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new EOFException("the answer ends in its head");
                }
                if (--left < 0) {
                    throw new IOException("the answer's head is longer than " + MAX_HEAD + " bytes");
                }
                line.append((char) c);
            }
            int end = line.length();
            return line.substring(0, end > 0 && line.charAt(end - 1) == '\r' ? end - 1 : end);
        }

        /** Passes over an interim answer's headers. */
        void skip() throws IOException {
            while (!line().isEmpty()) {
                // Nothing in them is of use.
            }
        }
    }
}
