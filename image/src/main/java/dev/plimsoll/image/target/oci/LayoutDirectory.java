package dev.plimsoll.image.target.oci;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A layout's directory. Blobs appear whole under their digests; what the layout is is decided by one rename, of {@code index.json}, so
 * that it is the old image or the new one at any time.
 */
final class LayoutDirectory {
    private static final String VERSION = "{\"imageLayoutVersion\":\"1.0.0\"}";
    private static final String PARTIAL = ".partial";
    private static final Set<String> OURS = Set.of("blobs", "index.json", "oci-layout");

    private final Path directory;
    private final Path blobs;
    private final Set<String> written = new HashSet<>();

    LayoutDirectory(Path directory) {
        this.directory = directory;
        this.blobs = directory.resolve("blobs/sha256");
    }

    /** @throws PlimsollException USAGE if there is something else under the name */
    void open() throws IOException {
        if (Files.isDirectory(directory)) {
            try (Stream<Path> there = Files.list(directory)) {
                List<String> others = there.map(path -> String.valueOf(path.getFileName()))
                        .filter(name -> !OURS.contains(name) && !name.endsWith(PARTIAL))
                        .sorted()
                        .toList();
                if (!others.isEmpty()) {
                    throw new PlimsollException(
                            ErrorCode.USAGE,
                            directory + " is no OCI layout: '" + others.get(0)
                                    + "' is in it; name an empty or a new directory");
                }
            }
        }
        Files.createDirectories(blobs);
    }

    /** A file to write a blob to; two at once differ in {@code name}. */
    Path partial(String name) {
        return blobs.resolve(name + PARTIAL);
    }

    /** A file that was written whole becomes a blob. */
    void keep(Path partial, Digest digest) throws IOException {
        written.add(digest.hex());
        Files.move(
                partial,
                blobs.resolve(digest.hex()),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
    }

    void blob(byte[] content) throws IOException {
        Digest digest = Digest.sha256(content);
        Path partial = partial(digest.hex());
        Files.write(partial, content);
        keep(partial, digest);
    }

    /** Makes the layout what the index says, and takes away what nothing points to any more. */
    void finish(byte[] index) throws IOException {
        replace("oci-layout", VERSION.getBytes(StandardCharsets.UTF_8));
        replace("index.json", index);
        try (Stream<Path> there = Files.list(blobs)) {
            for (Path blob : there.toList()) {
                if (!written.contains(String.valueOf(blob.getFileName()))) {
                    Files.deleteIfExists(blob);
                }
            }
        }
    }

    private void replace(String name, byte[] content) throws IOException {
        Path partial = directory.resolve(name + PARTIAL);
        Files.write(partial, content);
        Files.move(
                partial, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
