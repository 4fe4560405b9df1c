package dev.plimsoll.image.target.oci;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HeldFile;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A layout's directory while it is written, by one writer at a time. Blobs appear whole under their digests; what the layout is is
 * decided by one rename, of {@code index.json}, so that it is the old image or the new one at any time. What a failed writer made goes
 * when this is closed, what a killed one left with the next.
 */
final class LayoutDirectory implements AutoCloseable {
    private static final String VERSION = "{\"imageLayoutVersion\":\"1.0.0\"}";
    private static final String VERSION_FILE = "oci-layout";
    private static final String INDEX = "index.json";
    private static final String PARTIAL = ".partial";

    private static final Set<String> OURS = Set.of("blobs", INDEX, VERSION_FILE);

    private final Path directory;
    private final Path blobs;
    private final Set<String> written = new HashSet<>();
    private final Set<Path> made = new HashSet<>();
    private @Nullable HeldFile held;

    LayoutDirectory(Path directory) {
        this.directory = directory;
        this.blobs = directory.resolve("blobs/sha256");
    }

    /**
     * Makes the directory and takes it for this writer.
     *
     * @throws PlimsollException USAGE if there is something else under the name; FILE_ACCESS if another writer has it
     */
    void open(Limits limits) throws IOException {
        if (Files.isDirectory(directory)) {
            refuseForeign();
            refuseSeveral(limits);
        }
        Files.createDirectories(blobs);
        HeldFile version = HeldFile.take(directory.resolve(VERSION_FILE)).orElseThrow(this::alreadyWritten);
        held = version;
        version.channel().write(ByteBuffer.wrap(VERSION.getBytes(StandardCharsets.UTF_8)));
        version.channel().truncate(VERSION.length());
    }

    private PlimsollException alreadyWritten() {
        return new PlimsollException(
                ErrorCode.FILE_ACCESS,
                "another build is writing to " + directory + "; wait for it, or name another directory");
    }

    private void refuseForeign() throws IOException {
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

    /** One image is replaced by another; several would be lost for one. */
    private void refuseSeveral(Limits limits) throws IOException {
        Path index = directory.resolve(INDEX);
        if (!Files.exists(index)) {
            return;
        }
        int images = 0;
        try (InputStream in = Files.newInputStream(index)) {
            byte[] content = BoundedInput.readAll(in, limits.jsonBytes(), index.toString());
            JsonNode entries =
                    SafeJson.within(limits).readTree(content, index.toString()).path("manifests");
            for (JsonNode entry : entries) {
                boolean document = entry.hasNonNull("artifactType")
                        || entry.path("platform").path("os").asText("").equals("unknown");
                images += document ? 0 : 1;
            }
        }
        if (images > 1) {
            throw new PlimsollException(
                    ErrorCode.USAGE,
                    directory + " is an OCI layout of " + images
                            + " images, which one image would replace; name an empty or a new directory");
        }
    }

    /** A file to write a blob to; two at once differ in {@code name}. */
    Path partial(String name) {
        Path partial = blobs.resolve(name + PARTIAL);
        made.add(partial);
        return partial;
    }

    /** A file that was written whole becomes a blob. */
    void keep(Path partial, Digest digest) throws IOException {
        Path blob = blobs.resolve(digest.hex());
        if (!Files.exists(blob)) {
            made.add(blob);
        }
        written.add(digest.hex());
        Files.move(partial, blob, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    void blob(byte[] content) throws IOException {
        Digest digest = Digest.sha256(content);
        Path partial = partial(digest.hex());
        Files.write(partial, content);
        keep(partial, digest);
    }

    /** Makes the layout what the index says, and takes away what nothing points to any more. */
    void finish(byte[] index) throws IOException {
        Path partial = directory.resolve(INDEX + PARTIAL);
        made.add(partial);
        Files.write(partial, index);
        Files.move(
                partial, directory.resolve(INDEX), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        made.clear();
        try (Stream<Path> there = Files.list(blobs)) {
            for (Path blob : there.toList()) {
                if (!written.contains(String.valueOf(blob.getFileName()))) {
                    Files.deleteIfExists(blob);
                }
            }
        }
    }

    /** Lets others have the directory; takes away what an unfinished image made. */
    @Override
    public void close() throws IOException {
        for (Path each : made) {
            Files.deleteIfExists(each);
        }
        if (held != null) {
            held.close();
        }
    }
}
