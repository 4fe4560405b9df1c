package dev.plimsoll.testkit;

import com.sun.net.httpserver.HttpExchange;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** One way in which a {@link LoopbackServer} fails, in place of or around its usual answer. */
public interface Failure {
    /** Fails. */
    void happen(HttpExchange exchange, LoopbackRequest request, LoopbackServer.Handler usual) throws IOException;

    /** Answers with a status and no body. */
    static Failure status(int status) {
        return status(status, Map.of());
    }

    /** Answers with a status, headers and no body. */
    static Failure status(int status, Map<String, String> headers) {
        return (exchange, request, usual) -> {
            headers.forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(status, -1);
        };
    }

    /** Redirects with status 307. */
    static Failure redirect(URI to) {
        return status(307, Map.of("Location", to.toString()));
    }

    /** Closes the connection without an answer. */
    static Failure drop() {
        return (exchange, request, usual) -> {};
    }

    /** Gives the usual answer's headers and so many bytes of its body, then closes the connection. */
    static Failure cutAfter(long bytes) {
        return (exchange, request, usual) -> {
            exchange.setStreams(null, new Cut(exchange.getResponseBody(), bytes, Duration.ZERO));
            usual.handle(exchange, request);
        };
    }

    /** Gives the usual answer's headers and so many bytes of its body, then nothing for so long, then closes the connection. */
    static Failure stallAfter(long bytes, Duration pause) {
        return (exchange, request, usual) -> {
            exchange.setStreams(null, new Cut(exchange.getResponseBody(), bytes, pause));
            usual.handle(exchange, request);
        };
    }

    /** Answers as usual but only after a while. */
    static Failure slow(Duration pause) {
        return (exchange, request, usual) -> {
            Cut.sleep(pause);
            usual.handle(exchange, request);
        };
    }

    /** Gives the usual answer with its first byte changed. */
    static Failure corrupt() {
        return (exchange, request, usual) -> {
            exchange.setStreams(null, new FlipFirst(exchange.getResponseBody()));
            usual.handle(exchange, request);
        };
    }

    /** Lets so many bytes pass and fails at the next. */
    final class Cut extends FilterOutputStream {
        private final Duration pause;
        private long left;

        private Cut(OutputStream out, long bytes, Duration pause) {
            super(out);
            this.left = bytes;
            this.pause = pause;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int n = (int) Math.min(length, left);
            out.write(bytes, offset, n);
            left -= n;
            if (n < length) {
                out.flush();
                sleep(pause);
                throw new IOException("cut by the test");
            }
        }

        private static void sleep(Duration pause) throws IOException {
            try {
                Thread.sleep(pause.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("the server was closed", e);
            }
        }
    }

    /** Changes the first byte that is written. */
    final class FlipFirst extends FilterOutputStream {
        private boolean first = true;

        private FlipFirst(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(first ? b ^ 1 : b);
            first = false;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (length > 0) {
                write(bytes[offset]);
                out.write(bytes, offset + 1, length - 1);
            }
        }
    }
}
