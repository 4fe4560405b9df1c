package dev.plimsoll.build.patch.java;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.Download;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.base.TempFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Maven repository's jars, each checked by the strongest digest that the repository publishes. That proves that the jar came whole,
 * not who made it.
 *
 * @see <a href="https://maven.apache.org/repository/layout.html">Maven, repository layout</a>
 */
final class LibraryRepository {
    private static final long MAX_JAR = 512L << 20;
    private static final Pattern PATH = Pattern.compile("(?:(?!\\.\\.?/)[A-Za-z0-9_.+-]+/)+[A-Za-z0-9_.+-]+");
    private static final int MAX_CHECKSUM = 64 * 1024;

    /** The strongest first. */
    private static final List<Digest.Algorithm> ALGORITHMS =
            List.of(Digest.Algorithm.SHA512, Digest.Algorithm.SHA256, Digest.Algorithm.SHA1);

    private final HttpFetcher fetcher;
    private final String base;
    private final TempFiles tempFiles;
    private final Progress progress;

    LibraryRepository(HttpFetcher fetcher, URI base, TempFiles tempFiles, Progress progress) {
        this.fetcher = fetcher;
        this.progress = progress;
        this.base = base.toString().endsWith("/") ? base.toString() : base + "/";
        this.tempFiles = tempFiles;
    }

    /**
     * A jar that was fetched.
     *
     * @param path below the repository's base
     * @param file its content
     * @param published the digest that it was checked by
     * @param sha256 of the content
     */
    record Jar(String path, Path file, Digest published, Digest sha256) {}

    /**
     * Fetches the new version.
     *
     * @throws RefusedLibraryException if the repository does not have it, or publishes no digest of it
     * @throws PlimsollException DIGEST_MISMATCH if it is not what is published; NETWORK, OFFLINE, …
     */
    Jar fetch(LibraryChange change) throws RefusedLibraryException, IOException {
        String path = change.group().replace('.', '/') + "/" + change.artifact() + "/" + change.to() + "/"
                + change.artifact() + "-" + change.to() + ".jar";
        if (!PATH.matcher(path).matches()) {
            throw new RefusedLibraryException(change, "no repository has a version of such a name");
        }
        URI uri = URI.create(base + path);
        Path file = tempFiles.newFile("library");
        Download download;
        try (Progress.Task task = progress.start("fetching " + change.artifact() + " " + change.to(), -1)) {
            download = fetcher.download(request(uri), file, MAX_JAR, task);
        }
        if (download instanceof Download.NotFound) {
            throw new RefusedLibraryException(change, "the repository does not have " + SafeText.place(uri));
        }
        Digest published = published(uri)
                .orElseThrow(() -> new RefusedLibraryException(
                        change, "the repository publishes no digest of " + SafeText.place(uri)));
        Digest found = digest(file, published.algorithm());
        if (!found.equals(published)) {
            throw new PlimsollException(
                    ErrorCode.DIGEST_MISMATCH,
                    SafeText.place(uri) + " is not what its repository says: " + found + ", not " + published
                            + "; try again, or another repository");
        }
        return new Jar(path, file, published, digest(file, Digest.Algorithm.SHA256));
    }

    private static HttpFetcher.Request request(URI uri) {
        return HttpFetcher.Request.get(uri);
    }

    private Optional<Digest> published(URI jar) throws IOException {
        for (Digest.Algorithm algorithm : ALGORITHMS) {
            String name = algorithm.name().toLowerCase(Locale.ROOT);
            URI uri = URI.create(jar + "." + name);
            try (HttpFetcher.Response response = fetcher.send(request(uri))) {
                if (response.status() == 404 || response.status() == 410) {
                    continue;
                }
                if (response.status() != 200) {
                    throw response.refusal();
                }
                String text = new String(
                        BoundedInput.readAll(response.body(), MAX_CHECKSUM, uri.toString()),
                        StandardCharsets.ISO_8859_1);
                // Some have the file's name behind it.
                String hex = text.strip().split("\\s+")[0].toLowerCase(Locale.ROOT);
                return Optional.of(Digest.parse(name + ":" + hex)
                        .orElseThrow(() -> new PlimsollException(
                                ErrorCode.NETWORK, SafeText.place(uri) + " is no " + name + " digest")));
            }
        }
        return Optional.empty();
    }

    private static Digest digest(Path file, Digest.Algorithm algorithm) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Digest.of(algorithm, in);
        }
    }
}
