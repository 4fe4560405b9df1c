package dev.plimsoll.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A response's body as a stream that gives up when the server sends nothing for too long; the JDK's own waits for ever. */
final class HttpBody extends InputStream implements HttpResponse.BodySubscriber<InputStream> {
    /** Buffers of 16 KiB that may wait to be read; enough to keep the line busy, little enough to forget. */
    private static final int READ_AHEAD = 16;

    private static final List<ByteBuffer> END = List.of();

    private final Duration stall;
    private final BlockingQueue<List<ByteBuffer>> arrived = new LinkedBlockingQueue<>();
    private Iterator<ByteBuffer> current = END.iterator();
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private boolean ended;
    private volatile Flow.@Nullable Subscription subscription;
    private volatile @Nullable Throwable failure;
    private volatile boolean closed;

    HttpBody(Duration stall) {
        this.stall = stall;
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        if (closed) {
            newSubscription.cancel();
        } else {
            newSubscription.request(READ_AHEAD);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        arrived.add(buffers);
    }

    @Override
    public void onError(Throwable throwable) {
        failure = throwable;
        arrived.add(END);
    }

    @Override
    public void onComplete() {
        arrived.add(END);
    }

    @Override
    public int read() throws IOException {
        return fill() ? buffer.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int n = Math.min(length, buffer.remaining());
        buffer.get(target, offset, n);
        return n;
    }

    /** Makes {@code buffer} hold at least one byte; false at the end. */
    private boolean fill() throws IOException {
        while (!buffer.hasRemaining()) {
            if (closed) {
                throw new IOException("the body was closed");
            }
            if (current.hasNext()) {
                buffer = current.next();
            } else if (ended || !takeNext()) {
                return false;
            }
        }
        return true;
    }

    private boolean takeNext() throws IOException {
        List<ByteBuffer> next = await();
        if (next == null) {
            close();
            throw new HttpTimeoutException("the server sent nothing for " + stall.toSeconds() + " s");
        }
        if (next == END) {
            Throwable cause = failure;
            if (cause != null) {
                arrived.add(END);
                throw new IOException(cause.getMessage() == null ? "connection lost" : cause.getMessage(), cause);
            }
            ended = true;
            return false;
        }
        current = next.iterator();
        Flow.Subscription from = subscription;
        if (from != null) {
            from.request(1);
        }
        return true;
    }

    private @Nullable List<ByteBuffer> await() throws IOException {
        try {
            return arrived.poll(stall.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new InterruptedIOException("interrupted while reading");
        }
    }

    @Override
    public int available() {
        return buffer.remaining();
    }

    @Override
    public void close() {
        closed = true;
        Flow.Subscription from = subscription;
        if (from != null) {
            from.cancel();
        }
    }
}
