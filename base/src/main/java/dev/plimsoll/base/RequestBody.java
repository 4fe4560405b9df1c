package dev.plimsoll.base;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a request carries, readable as often as it is sent. Safe for use by several threads.
 *
 * @param contentType its media type
 * @param length bytes there are
 * @param content gives them from the start
 */
public record RequestBody(String contentType, long length, Content content) {
    /** Where the bytes come from. */
    @FunctionalInterface
    public interface Content {
        /** From the start; closed by whoever asks. */
        InputStream open() throws IOException;
    }

    public RequestBody {
        Objects.requireNonNull(contentType, "contentType is null");
        Objects.requireNonNull(content, "content is null");
        if (length < 0) {
            throw new IllegalArgumentException("negative length");
        }
    }

    /** Bytes at hand; do not change them any more. */
    public static RequestBody of(String contentType, byte[] bytes) {
        return new RequestBody(contentType, bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    /**
     * A file, as long as it is now.
     *
     * @throws IOException if it can't be asked for its size
     */
    public static RequestBody of(String contentType, Path file) throws IOException {
        return new RequestBody(contentType, Files.size(file), () -> Files.newInputStream(file));
    }

    /** Fields as a browser sends them, by name. */
    static RequestBody form(Map<String, String> fields) {
        StringBuilder encoded = new StringBuilder();
        for (Map.Entry<String, String> field : new TreeMap<>(fields).entrySet()) {
            encoded.append(encoded.isEmpty() ? "" : "&")
                    .append(URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8));
        }
        return of("application/x-www-form-urlencoded", encoded.toString().getBytes(StandardCharsets.UTF_8));
    }
}
