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
import dev.plimsoll.debian.SignerKeys;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A Maven repository's jars, each checked by the strongest digest that the repository publishes. That proves that the jar came whole,
 * not who made it: its signature does where keys are pinned. For one image.
 *
 * @see <a href="https://maven.apache.org/repository/layout.html">Maven, repository layout</a>
 */
final class LibraryRepository {
    private static final long MAX_JAR = 512L << 20;
    private static final Pattern PATH = Pattern.compile("(?:(?!\\.\\.?/)[A-Za-z0-9_.+-]+/)+[A-Za-z0-9_.+-]+");
    private static final int MAX_SMALL = 64 * 1024;

    /** What a jar begins with. */
    private static final byte[] ENTRY = {'P', 'K', 3, 4};

    /** The strongest first. */
    private static final List<Digest.Algorithm> ALGORITHMS =
            List.of(Digest.Algorithm.SHA512, Digest.Algorithm.SHA256, Digest.Algorithm.SHA1);

    private final HttpFetcher fetcher;
    private final String base;
    private final LibrarySigners signers;
    private final Instant now;
    private final TempFiles tempFiles;
    private final Progress progress;
    private final Map<LibraryChange, Jar> fetched = new HashMap<>();
    private final Map<LibraryChange, String> missing = new HashMap<>();

    /**
     * A repository.
     *
     * @param signers whose signatures jars must have
     * @param now signatures made later do not count
     */
    LibraryRepository(
            HttpFetcher fetcher,
            URI base,
            LibrarySigners signers,
            Instant now,
            TempFiles tempFiles,
            Progress progress) {
        this.signers = signers;
        this.now = now;
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
     * @param proof how it was checked
     * @param sha256 of the content
     */
    record Jar(String path, Path file, LibraryProof proof, Digest sha256) {}

    /**
     * The new version, fetched once; empty if the repository does not have it, and then {@link #whyMissing} tells why.
     *
     * @throws RefusedLibraryException if it has no digest, or not the signature that it must have
     * @throws PlimsollException DIGEST_MISMATCH if it is not what is published; NETWORK, OFFLINE, …
     */
    Optional<Jar> find(LibraryChange change) throws RefusedLibraryException, IOException {
        Jar known = fetched.get(change);
        if (known != null || missing.containsKey(change)) {
            return Optional.ofNullable(known);
        }
        Optional<Jar> jar = fetch(change);
        jar.ifPresent(each -> fetched.put(change, each));
        return jar;
    }

    /** Half a sentence. */
    String whyMissing(LibraryChange change) {
        return missing.getOrDefault(change, "nobody asked for it");
    }

    private Optional<Jar> fetch(LibraryChange change) throws RefusedLibraryException, IOException {
        String path = change.group().replace('.', '/') + "/" + change.artifact() + "/" + change.to() + "/"
                + change.artifact() + "-" + change.to() + ".jar";
        if (!PATH.matcher(path).matches()) {
            missing.put(change, "no repository has a version of such a name");
            return Optional.empty();
        }
        URI uri = URI.create(base + path);
        Path file = tempFiles.newFile("library");
        Download download;
        try (Progress.Task task = progress.start("fetching " + change.artifact() + " " + change.to(), -1)) {
            download = fetcher.download(request(uri), file, MAX_JAR, task);
        }
        if (download instanceof Download.NotFound) {
            missing.put(change, "the repository does not have " + SafeText.place(uri));
            return Optional.empty();
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
        requireJar(change, file, uri);
        LibraryProof proof = new LibraryProof(published, signer(change, file, uri));
        return Optional.of(new Jar(path, file, proof, digest(file, Digest.Algorithm.SHA256)));
    }

    /** Some repositories answer for everything with a page, and checksums of it. */
    private static void requireJar(LibraryChange change, Path file, URI uri)
            throws RefusedLibraryException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(ENTRY.length);
            if (!Arrays.equals(start, ENTRY)) {
                throw new RefusedLibraryException(change, SafeText.place(uri) + " is no jar");
            }
        }
    }

    /** Who has signed it, where keys are pinned. */
    private Optional<String> signer(LibraryChange change, Path file, URI jar)
            throws RefusedLibraryException, IOException {
        Optional<SignerKeys> keys = signers.of(change.group());
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        byte[] signature = small(URI.create(jar + ".asc"))
                .orElseThrow(() -> new RefusedLibraryException(
                        change, SafeText.place(jar) + " is not signed, and keys are pinned for " + change.group()));
        SignerKeys.Verdict verdict = keys.get().verify(file, signature, now);
        if (verdict.fingerprint().isEmpty()) {
            throw new RefusedLibraryException(
                    change, SafeText.place(jar) + " is not what a pinned key has signed: " + verdict.why());
        }
        return verdict.fingerprint();
    }

    /** A small file beside a jar; empty if there is none. */
    private Optional<byte[]> small(URI uri) throws IOException {
        Path file = tempFiles.newFile("beside");
        try (Progress.Task quiet = Progress.NONE.start("", -1)) {
            if (fetcher.download(request(uri), file, MAX_SMALL, quiet) instanceof Download.NotFound) {
                return Optional.empty();
            }
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(BoundedInput.readAll(in, MAX_SMALL, uri.toString()));
        }
    }

    private static HttpFetcher.Request request(URI uri) {
        return HttpFetcher.Request.get(uri);
    }

    private Optional<Digest> published(URI jar) throws IOException {
        for (Digest.Algorithm algorithm : ALGORITHMS) {
            String name = algorithm.name().toLowerCase(Locale.ROOT);
            URI uri = URI.create(jar + "." + name);
            Optional<byte[]> file = small(uri);
            if (file.isPresent()) {
                // Some have the file's name behind it.
                String text = new String(file.get(), StandardCharsets.ISO_8859_1);
                String hex = text.strip().split("\\s+")[0].toLowerCase(Locale.ROOT);
                return Optional.of(Digest.parse(name + ":" + hex)
                        .orElseThrow(() -> new PlimsollException(
                                ErrorCode.NETWORK,
                                SafeText.place(uri) + " is no " + name + " digest; is this a Maven repository?")));
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
