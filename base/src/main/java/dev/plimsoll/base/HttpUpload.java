package dev.plimsoll.base;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Sends a request with a body, and gives up when the server takes nothing of it for too long; the JDK's own waits for ever. */
final class HttpUpload {
    private final RequestBody body;
    private final AtomicLong taken = new AtomicLong();

    HttpUpload(RequestBody body) {
        this.body = body;
    }

    HttpRequest.BodyPublisher publisher() {
        return body.length() == 0
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.fromPublisher(
                        HttpRequest.BodyPublishers.ofInputStream(this::open), body.length());
    }

    private InputStream open() {
        try {
            return new Counted(body.content().open());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Counted extends FilterInputStream {
        private Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = in.read(bytes, offset, length);
            taken.addAndGet(Math.max(0, n));
            return n;
        }
    }

    /**
     * Sends.
     *
     * @param stall how long the server may take nothing
     * @param answer how long it may think when it has taken all
     */
    HttpResponse<InputStream> send(HttpClient client, HttpRequest request, Duration stall, Duration answer)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<InputStream>> sending = client.sendAsync(request, info -> new HttpBody(stall));
        try {
            for (long seen = -1; ; ) {
                long now = taken.get();
                if (now == seen) {
                    throw new HttpTimeoutException(
                            now < body.length()
                                    ? "the server took nothing for " + stall.toSeconds() + " s"
                                    : "the server did not answer within " + answer.toSeconds() + " s");
                }
                try {
                    return sending.get((now < body.length() ? stall : answer).toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    // Then it must have taken something.
                    seen = now;
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } finally {
            sending.cancel(true);
        }
    }
}
