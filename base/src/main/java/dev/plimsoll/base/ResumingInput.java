package dev.plimsoll.base;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A response's body that goes on after the connection broke: the rest is asked for by {@code Range}. Not for concurrent use. Closing
 * it closes the response.
 */
public final class ResumingInput extends BulkInput {
    /** A connection that gave less than this did not get further. */
    private static final long PROGRESS = 64 * 1024;

    private final Reopener reopener;
    private final Patience patience;
    private final boolean contentAddressed;
    private final HttpValidators validators;
    private HttpFetcher.@Nullable Response response;
    private InputStream body;
    private long position;
    private long positionOpened;
    private int failures;

    /** Asks for the resource again. */
    public interface Reopener {
        /**
         * Sends the request with these headers added to its own.
         *
         * @param rangeHeaders {@code Range}, and {@code If-Range} if there is a validator
         */
        HttpFetcher.Response reopen(java.util.Map<String, String> rangeHeaders) throws IOException;
    }

    /** The resource is not the one whose first part was read. */
    static final class ChangedException extends IOException {
        private static final long serialVersionUID = 1L;

        private ChangedException(String message) {
            super(message);
        }
    }

    /**
     * @param first the answer whose body is read; of status 200
     * @param contentAddressed whether the address names the content by its digest and the reader verifies that: then a part may be
     *     asked for even if the server gives no validators
     */
    public ResumingInput(HttpFetcher.Response first, boolean contentAddressed, Reopener reopener, Patience patience) {
        this.response = first;
        this.body = first.body();
        this.validators = first.validators();
        this.contentAddressed = contentAddressed;
        this.reopener = reopener;
        this.patience = patience;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (true) {
            try {
                int n = body.read(buffer, offset, length);
                if (n > 0) {
                    position += n;
                }
                return n;
            } catch (java.io.InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                resume(e);
            }
        }
    }

    private void resume(IOException broken) throws IOException {
        if (response == null) {
            throw broken;
        }
        if (!contentAddressed && validators.ifRange().isEmpty()) {
            throw changed(broken, "broke off, and the server gives nothing to tell whether the rest still fits");
        }
        failures = position - positionOpened >= PROGRESS ? 1 : failures + 1;
        if (failures >= patience.attempts()) {
            throw broken;
        }
        closeResponse();
        try {
            Thread.sleep(patience.waitAfter(failures).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("interrupted while waiting to resume");
        }
        java.util.Map<String, String> headers = new java.util.HashMap<>();
        headers.put("Range", "bytes=" + position + "-");
        validators.ifRange().ifPresent(validator -> headers.put("If-Range", validator));
        accept(reopener.reopen(headers), broken);
    }

    private void accept(HttpFetcher.Response next, IOException broken) throws IOException {
        response = next;
        body = next.body();
        positionOpened = position;
        if (next.status() == 206) {
            String range = next.header("Content-Range").orElse("");
            if (!range.startsWith("bytes " + position + "-")) {
                throw changed(
                        broken,
                        "could not be resumed: asked for bytes from " + position + ", got '"
                                + SafeText.oneLine(range, 60) + "'");
            }
        } else if (next.status() == 200 && (contentAddressed || validators.sameState(next.validators()))) {
            skipRead();
        } else {
            throw changed(broken, "could not be resumed: status " + next.status());
        }
    }

    /** The server ignores {@code Range} and starts again: what was read already passes by unused. */
    private void skipRead() throws IOException {
        long left = position;
        byte[] buffer = new byte[64 * 1024];
        while (left > 0) {
            int n = body.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (n < 0) {
                throw new ChangedException("the content is shorter than it was");
            }
            left -= n;
        }
    }

    private ChangedException changed(IOException broken, String message) {
        ChangedException exception = new ChangedException("the transfer " + message);
        exception.addSuppressed(broken);
        return exception;
    }

    private void closeResponse() {
        if (response != null) {
            response.close();
        }
    }

    @Override
    public void close() {
        closeResponse();
        response = null;
    }
}
