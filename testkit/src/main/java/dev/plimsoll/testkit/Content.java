package dev.plimsoll.testkit;

import com.sun.net.httpserver.HttpExchange;
import dev.plimsoll.base.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Something a server gives whole, in part, or not at all because it did not change. */
record Content(Opener opener, long size, String etag, Instant modified) {
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Opens the bytes from the start. */
    interface Opener {
        InputStream open() throws IOException;
    }

    static Content of(byte[] bytes) {
        return new Content(
                () -> new ByteArrayInputStream(bytes),
                bytes.length,
                '"' + Digest.sha256(bytes).hex().substring(0, 16) + '"',
                Instant.EPOCH);
    }

    static Content of(Path file) throws IOException {
        Instant modified = Files.getLastModifiedTime(file).toInstant();
        long size = Files.size(file);
        String etag = '"' + Long.toHexString(size) + "-" + Long.toHexString(modified.toEpochMilli()) + '"';
        return new Content(() -> Files.newInputStream(file), size, etag, modified);
    }

    void give(HttpExchange exchange) throws IOException {
        String date = HTTP_DATE.format(modified);
        exchange.getResponseHeaders().set("ETag", etag);
        exchange.getResponseHeaders().set("Last-Modified", date);
        exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
        if (isUnchanged(exchange, date)) {
            exchange.sendResponseHeaders(304, -1);
            return;
        }
        long from = rangeStart(exchange, date);
        if (from >= size && from > 0) {
            exchange.getResponseHeaders().set("Content-Range", "bytes */" + size);
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        if (from > 0) {
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (size - 1) + "/" + size);
        }
        giveBytes(exchange, from);
    }

    private void giveBytes(HttpExchange exchange, long from) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head) {
            exchange.getResponseHeaders().set("Content-Length", Long.toString(size - from));
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, head || size == from ? -1 : size - from);
        if (!head) {
            try (InputStream in = opener.open()) {
                in.skipNBytes(from);
                OutputStream out = exchange.getResponseBody();
                in.transferTo(out);
                out.flush();
            }
        }
    }

    private boolean isUnchanged(HttpExchange exchange, String date) {
        String tag = exchange.getRequestHeaders().getFirst("If-None-Match");
        return tag != null
                ? tag.equals(etag)
                : date.equals(exchange.getRequestHeaders().getFirst("If-Modified-Since"));
    }

    /** Only the form {@code bytes=N-} is known; anything else gets the whole. */
    private long rangeStart(HttpExchange exchange, String date) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        String condition = exchange.getRequestHeaders().getFirst("If-Range");
        boolean fits = condition == null || condition.equals(etag) || condition.equals(date);
        return range != null && fits && range.matches("bytes=[0-9]{1,18}-")
                ? Long.parseLong(range.substring(6, range.length() - 1))
                : 0;
    }
}
