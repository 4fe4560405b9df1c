package dev.plimsoll.advisory.store;

import dev.plimsoll.advisory.FeedFile;
import dev.plimsoll.base.Download;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.HttpValidators;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** A web server: the publisher's own, or one that serves a mirror. Asks for a file only if it has changed since the last time. */
final class WebLocation implements FileLocation {
    /** As fetched, so mostly compressed; far more than any feed has. */
    private static final long LARGEST = 4L << 30;

    private final HttpFetcher fetcher;
    private final Clock clock;
    private final Path scratch;
    private final Optional<URI> mirror;
    private final Progress progress;
    private int counter;

    /**
     * @param scratch a directory for what is fetched
     * @param mirror base of a mirror's layout; empty for publishers
     */
    WebLocation(HttpFetcher fetcher, Clock clock, Path scratch, Optional<URI> mirror, Progress progress) {
        this.fetcher = fetcher;
        this.clock = clock;
        this.scratch = scratch;
        this.mirror = mirror;
        this.progress = progress;
    }

    @Override
    public Optional<FetchedFile> fetch(FeedFile file, Optional<FeedStatus.FileState> known) throws IOException {
        for (URI address : addresses(file)) {
            Optional<FetchedFile> fetched = fetch(file, address, known);
            if (fetched.isPresent()) {
                return fetched;
            }
        }
        return Optional.empty();
    }

    private List<URI> addresses(FeedFile file) {
        if (mirror.isEmpty()) {
            return List.of(file.publisher());
        }
        return file.mirrorPaths().stream()
                .filter(path -> path.indexOf('*') < 0)
                .map(path -> mirror.get().resolve(path.replace(" ", "%20")))
                .toList();
    }

    private Optional<FetchedFile> fetch(FeedFile file, URI address, Optional<FeedStatus.FileState> known)
            throws IOException {
        Optional<FeedStatus.FileState> same =
                known.filter(state -> state.address().equals(address.toString()));
        HttpFetcher.Request request = HttpFetcher.Request.get(address)
                .ifChanged(same.map(WebLocation::validators).orElse(HttpValidators.NONE));
        Path path = scratch.resolve("fetched-" + counter++);
        Download download;
        try (Progress.Task task = progress.start(address.getPath(), -1)) {
            download = fetcher.download(request, path, LARGEST, task);
        }
        if (download instanceof Download.Complete complete) {
            return Optional.of(keep(file, address, path, complete.validators(), known));
        }
        if (download instanceof Download.NotModified && same.isPresent()) {
            return Optional.of(new FetchedFile(
                    same.get(), Optional.empty(), confirmed(same.get().lastModified())));
        }
        if (download instanceof Download.NotFound && (mirror.isPresent() || file.isOptional())) {
            return Optional.empty();
        }
        throw new PlimsollException(ErrorCode.NETWORK, address + " is not there any more");
    }

    private static HttpValidators validators(FeedStatus.FileState state) {
        return new HttpValidators(stated(state.etag()), stated(state.lastModified()));
    }

    private static Optional<String> stated(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    private FetchedFile keep(
            FeedFile file, URI address, Path path, HttpValidators validators, Optional<FeedStatus.FileState> known)
            throws IOException {
        String sha256 = DirectoryLocation.sha256(path);
        String lastModified = header(validators.lastModified());
        boolean isUnchanged = known.isPresent() && known.get().sha256().equals(sha256);
        return new FetchedFile(
                new FeedStatus.FileState(
                        file.name(), sha256, header(validators.etag()), lastModified, address.toString()),
                isUnchanged ? Optional.empty() : Optional.of(path),
                confirmed(lastModified));
    }

    /** Goes back to the server later: nothing but short ASCII is kept. */
    private static String header(Optional<String> value) {
        return value.filter(text -> text.length() <= 200
                        && StandardCharsets.US_ASCII.newEncoder().canEncode(text))
                .orElse("");
    }

    private Optional<Instant> confirmed(String lastModified) {
        if (mirror.isEmpty()) {
            return Optional.of(clock.instant());
        }
        return modified(lastModified);
    }

    static Optional<Instant> modified(String header) {
        try {
            return header.isEmpty()
                    ? Optional.empty()
                    : Optional.of(ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public String describe(FeedFile file) {
        return mirror.orElse(file.publisher()).toString();
    }

    @Override
    public boolean isPublisher() {
        return mirror.isEmpty();
    }
}
