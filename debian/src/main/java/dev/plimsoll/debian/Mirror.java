package dev.plimsoll.debian;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.HttpFetcher.Request;
import dev.plimsoll.base.HttpFetcher.Response;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Semaphore;

/** Downloads from mirrors. Plain HTTP is fine: whatever comes is believed only by its signature or hash. */
final class Mirror {
    private final HttpFetcher http;
    private final Progress progress;

    /** Whoever reads a compressed file needs a processor, and 8 MiB for a dictionary. */
    private final Semaphore readers =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));

    Mirror(HttpFetcher http, Progress progress) {
        this.http = http;
        this.progress = progress;
    }

    /** What to do with a download's bytes; called once, with a stream that is closed for it. */
    interface Reader<T> {
        T read(InputStream in) throws IOException;
    }

    /** The answer to a GET, of any status; the caller closes it. */
    Response get(URI uri, Map<String, String> headers) {
        return http.send(Request.get(uri).withHeaders(headers).allowingPlainHttp());
    }

    /**
     * Reads a file while it is downloaded, and gives the result only if the file proves to be the expected one. As many at once as
     * there are processors; the others wait. Not to be called from within a reader.
     *
     * @throws PlimsollException FEED_UNTRUSTED if size or hash are wrong; NETWORK if it can't be had
     */
    <T> T readVerified(URI uri, Expected expected, Reader<T> reader) {
        readers.acquireUninterruptibly();
        try {
            return read(uri, expected, reader);
        } finally {
            readers.release();
        }
    }

    private <T> T read(URI uri, Expected expected, Reader<T> reader) {
        try (Response response = get(uri, Map.of())) {
            requireOk(response, uri);
            try (Progress.Task task = progress.start(name(uri), expected.size());
                    VerifyingInput in =
                            new VerifyingInput(new Counted(response.body(), task), expected, uri.toString())) {
                return readThenVerify(in, reader);
            }
        } catch (IOException e) {
            throw new PlimsollException(ErrorCode.NETWORK, "could not read " + uri + ": " + e.getMessage(), e);
        }
    }

    /** A reader that stumbles over wrong bytes must not hide that they are wrong: the hash is told first. */
    private static <T> T readThenVerify(VerifyingInput in, Reader<T> reader) throws IOException {
        T result;
        try {
            result = reader.read(in);
        } catch (IOException | RuntimeException e) {
            if (!(e instanceof PlimsollException p && p.code() == ErrorCode.FEED_UNTRUSTED)) {
                in.finish();
            }
            throw e;
        }
        in.finish();
        return result;
    }

    /** A small file whose trust is settled otherwise. */
    byte[] readUnverified(URI uri, long limit) {
        try (Response response = get(uri, Map.of())) {
            requireOk(response, uri);
            return BoundedInput.readAll(response.body(), limit, uri.toString());
        } catch (IOException e) {
            throw new PlimsollException(ErrorCode.NETWORK, "could not read " + uri + ": " + e.getMessage(), e);
        }
    }

    private static void requireOk(Response response, URI uri) {
        if (response.status() != 200) {
            throw new PlimsollException(
                    ErrorCode.NETWORK, "could not fetch " + uri + ": the mirror answered " + response.status());
        }
    }

    private static String name(URI uri) {
        String path = uri.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Tells the progress of a download. */
    private static final class Counted extends FilterInputStream {
        private final Progress.Task task;

        Counted(InputStream in, Progress.Task task) {
            super(in);
            this.task = task;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            if (n > 0) {
                task.advance(n);
            }
            return n;
        }
    }
}
