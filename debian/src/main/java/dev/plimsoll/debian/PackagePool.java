package dev.plimsoll.debian;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.Download;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.HttpFetcher.Request;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The packages that were fetched, each under its hash. A file gets its name only after it was hashed, and is hashed again before each
 * run's first use, so neither a break at any point nor whoever can write here puts a wrong one in. Safe for several threads.
 */
final class PackagePool {
    private final HttpFetcher http;
    private final ArchiveFiles files;
    private final Progress progress;

    PackagePool(HttpFetcher http, ArchiveFiles files, Progress progress) {
        this.http = http;
        this.files = files;
        this.progress = progress;
    }

    /**
     * A file to be had.
     *
     * @param name of the package, for messages
     * @param places where it may be, the best first
     */
    record Wanted(String name, Expected expected, List<URI> places) {
        Wanted {
            places = List.copyOf(places);
        }
    }

    /** A file that was looked for, and how that ended. */
    private record Outcome(Optional<Path> file, Wanted wanted) {}

    /**
     * Brings all files, the largest first, as that keeps the line busy to the end.
     *
     * @param advice what to do about files that no place has
     * @throws PlimsollException FEED_UNTRUSTED, LIMIT_EXCEEDED or FILE_ACCESS at the first; NETWORK naming all that no place has
     */
    List<Path> fetch(List<Wanted> wanted, String advice) {
        Map<Digest, Wanted> bySize = new LinkedHashMap<>();
        wanted.stream()
                .sorted(Comparator.comparingLong(
                        (Wanted each) -> -each.expected().size()))
                .forEach(each -> bySize.putIfAbsent(each.expected().sha256(), each));
        long bytes = bySize.values().stream()
                .mapToLong(each -> each.expected().size())
                .sum();
        Map<Digest, Path> found = new LinkedHashMap<>();
        List<Wanted> missing = new ArrayList<>();
        try (Downloads downloads = new Downloads();
                Progress.Task task = progress.start("packages", bytes)) {
            for (Outcome outcome : downloads.all(List.copyOf(bySize.values()), each -> obtain(each, task))) {
                outcome.file()
                        .ifPresentOrElse(
                                file -> found.put(outcome.wanted().expected().sha256(), file),
                                () -> missing.add(outcome.wanted()));
            }
        }
        if (!missing.isEmpty()) {
            throw absent(missing, advice);
        }
        List<Path> ordered = new ArrayList<>();
        for (Wanted each : wanted) {
            Path file = found.get(each.expected().sha256());
            if (file != null) {
                ordered.add(file);
            }
        }
        return ordered;
    }

    private static PlimsollException absent(List<Wanted> missing, String advice) {
        String list = missing.stream()
                .map(each -> "\n  " + each.name() + ": "
                        + each.places().stream().map(URI::toString).collect(Collectors.joining(", ")))
                .collect(Collectors.joining());
        return new PlimsollException(
                ErrorCode.NETWORK,
                (missing.size() == 1 ? "a package is" : missing.size() + " packages are") + " gone from the mirror:"
                        + list + "\n" + advice);
    }

    private Outcome obtain(Wanted wanted, Progress.Task task) {
        Path kept = place(wanted.expected());
        if (isRight(kept, wanted.expected())) {
            task.advance(wanted.expected().size());
            return new Outcome(Optional.of(kept), wanted);
        }
        PlimsollException failure = null;
        for (URI uri : wanted.places()) {
            try {
                if (download(uri, wanted, kept, task)) {
                    return new Outcome(Optional.of(kept), wanted);
                }
            } catch (PlimsollException e) {
                if (e.code() != ErrorCode.NETWORK) {
                    throw e;
                }
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return new Outcome(Optional.empty(), wanted);
    }

    /** Where files lie until they are hashed. */
    private Path incoming() {
        return files.cached("pool", "incoming");
    }

    private Path place(Expected expected) {
        String hex = expected.sha256().hex();
        return files.cached("pool", hex.substring(0, 2), hex + ".deb");
    }

    /** Whether the file is there and is what it should be; what is not is deleted. */
    private static boolean isRight(Path file, Expected expected) {
        try {
            if (!Files.isRegularFile(file)) {
                return false;
            }
            if (Files.size(file) == expected.size() && hash(file).equals(expected.sha256())) {
                return true;
            }
            Files.delete(file);
            return false;
        } catch (IOException e) {
            throw ArchiveFiles.unusable(file, e);
        }
    }

    private static Digest hash(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Digest.of(Digest.Algorithm.SHA256, in);
        }
    }

    /** Whether the place has the file, which then lies at {@code kept}. */
    private boolean download(URI uri, Wanted wanted, Path kept, Progress.Task task) {
        try (TempFiles aside = TempFiles.under(incoming())) {
            Path incoming = aside.newDirectory("package")
                    .resolve(wanted.expected().sha256().hex());
            Download download = http.download(
                    Request.get(uri).allowingPlainHttp(),
                    incoming,
                    Math.min(wanted.expected().size() + 1, Defaults.DEB_BYTES),
                    task);
            if (!(download instanceof Download.Complete)) {
                return false;
            }
            requireExpected(incoming, uri, wanted);
            Files.createDirectories(Objects.requireNonNull(kept.getParent(), "the pool is a directory"));
            Files.move(incoming, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (PlimsollException e) {
            throw told(e, uri, wanted, kept);
        } catch (IOException e) {
            throw ArchiveFiles.unusable(kept, e);
        }
    }

    private static PlimsollException told(PlimsollException e, URI uri, Wanted wanted, Path kept) {
        if (e.code() == ErrorCode.LIMIT_EXCEEDED) {
            return untrusted(
                    uri, wanted, "is longer than the " + wanted.expected().size() + " bytes that are signed");
        }
        return e.code() == ErrorCode.FILE_ACCESS && e.getCause() instanceof IOException cause
                ? ArchiveFiles.unusable(kept, cause)
                : e;
    }

    private static void requireExpected(Path file, URI uri, Wanted wanted) throws IOException {
        long size = Files.size(file);
        Expected expected = wanted.expected();
        if (size != expected.size()) {
            throw untrusted(uri, wanted, "has " + size + " bytes where " + expected.size() + " are signed");
        }
        Digest actual = hash(file);
        if (!actual.equals(expected.sha256())) {
            throw untrusted(uri, wanted, "has the hash " + actual + " where " + expected.sha256() + " is signed");
        }
    }

    private static PlimsollException untrusted(URI uri, Wanted wanted, String reason) {
        return new PlimsollException(
                ErrorCode.FEED_UNTRUSTED,
                uri + " is not the package " + wanted.name() + " that was signed: it " + reason
                        + ". The mirror or a proxy may be out of step: try again later, or "
                        + Defaults.ANOTHER_MIRROR);
    }
}
