package dev.plimsoll.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Brings a resource into a file: resumed where that is safe, begun again where it is not, and in its place only when whole. */
final class HttpDownload {
    private final HttpFetcher fetcher;
    private final HttpFetcher.Request request;
    private final long maxBytes;
    private final Progress.Task task;
    private final Patience patience;

    HttpDownload(
            HttpFetcher fetcher, HttpFetcher.Request request, long maxBytes, Progress.Task task, Patience patience) {
        this.fetcher = fetcher;
        this.request = request;
        this.maxBytes = maxBytes;
        this.task = task;
        this.patience = patience;
    }

    Download to(Path target) {
        HttpFetcher.Response response = fetcher.send(request);
        try (response) {
            return switch (response.status()) {
                case 304 -> new Download.NotModified();
                case 404, 410 -> new Download.NotFound(response.status());
                case 200 -> receive(response, target);
                default -> throw response.refusal();
            };
        } catch (LimitExceededException e) {
            throw new PlimsollException(
                    ErrorCode.LIMIT_EXCEEDED, String.valueOf(e.getMessage()) + "; nothing was kept", e);
        } catch (FileSystemException e) {
            throw notWritten(target, e);
        } catch (IOException e) {
            throw HttpFailure.of(e).explain(request.uri(), Optional.empty(), "", e);
        }
    }

    private Download receive(HttpFetcher.Response first, Path target) throws IOException {
        Path directory =
                Objects.requireNonNull(target.toAbsolutePath().getParent(), () -> "a file is wanted, not " + target);
        Files.createDirectories(directory);
        // Beside the target, since only within a file system a move is atomic.
        try (TempFiles temporary = TempFiles.under(directory)) {
            Path part = temporary.newFile("download");
            HttpFetcher.Response response = first;
            for (int attempt = 1; ; attempt++) {
                try (HttpFetcher.Response source = response) {
                    long size = copy(source, part);
                    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
                    return new Download.Complete(source.uri(), source.validators(), size);
                } catch (ResumingInput.ChangedException e) {
                    if (attempt >= patience.attempts()) {
                        throw e;
                    }
                }
                response = restart();
            }
        }
    }

    private HttpFetcher.Response restart() {
        HttpFetcher.Response response = fetcher.send(request.withHeaders(unconditional(Map.of())));
        if (response.status() != 200) {
            try (response) {
                throw response.refusal();
            }
        }
        return response;
    }

    private long copy(HttpFetcher.Response source, Path part) throws IOException {
        String what = SafeText.place(source.uri());
        if (source.contentLength() > maxBytes) {
            throw new LimitExceededException(
                    what + " has " + source.contentLength() + " bytes, more than the limit of " + maxBytes);
        }
        ResumingInput resuming = new ResumingInput(
                source, false, range -> fetcher.send(request.withHeaders(unconditional(range))), patience);
        long size = 0;
        try (InputStream in = BoundedInput.of(resuming, maxBytes, what);
                OutputStream out = Files.newOutputStream(part)) {
            byte[] buffer = new byte[64 * 1024];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                write(out, buffer, n, part);
                task.advance(n);
                size += n;
            }
        }
        return size;
    }

    private static void write(OutputStream out, byte[] buffer, int length, Path file) {
        try {
            out.write(buffer, 0, length);
        } catch (IOException e) {
            throw notWritten(file, e);
        }
    }

    private static PlimsollException notWritten(Path file, IOException failure) {
        return new PlimsollException(
                ErrorCode.FILE_ACCESS,
                "could not write " + file + ": " + failure.getMessage() + "; check the space and the permissions",
                failure);
    }

    /** The request's headers without its conditions, which were about a copy that is now known to be old. */
    private Map<String, String> unconditional(Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(request.headers());
        headers.keySet()
                .removeIf(name -> name.equalsIgnoreCase("If-None-Match") || name.equalsIgnoreCase("If-Modified-Since"));
        headers.putAll(more);
        return headers;
    }
}
