package dev.plimsoll.build.lock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.image.Platform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A lock file: a {@link Lock} for each platform. Immutable; written whole or not at all. */
public final class LockFile {
    static final int VERSION = 1;
    private static final String ENDING = ".lock.json";

    private final Path file;
    private final SortedMap<String, Lock> locks;

    private LockFile(Path file, Map<String, Lock> locks) {
        this.file = file;
        this.locks = Collections.unmodifiableSortedMap(new TreeMap<>(locks));
    }

    /** Where a spec's lock lies: {@code redis.lock.json} beside {@code redis.yaml}. */
    public static Path beside(Path spec) {
        String name = String.valueOf(spec.getFileName());
        int dot = name.lastIndexOf('.');
        return spec.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ENDING);
    }

    /**
     * Reads a file; one that is not there holds no lock.
     *
     * @throws PlimsollException FILE_ACCESS if it can't be read, USAGE if it is no lock file
     */
    public static LockFile read(Path file) {
        if (!Files.exists(file)) {
            return new LockFile(file, Map.of());
        }
        try (InputStream in = Files.newInputStream(file)) {
            JsonNode tree = SafeJson.within(Limits.DEFAULT).readTree(in, file.toString());
            return new LockFile(file, new LockReader(file).read(tree));
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.FILE_ACCESS, "could not read the lock " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * The lock of a platform, if there is one.
     *
     * @param request what the spec asks for now
     * @throws PlimsollException USAGE if the lock was made for something else
     */
    public Optional<Lock> of(Platform platform, LockRequest request) {
        Optional<Lock> lock = Optional.ofNullable(locks.get(platform.toString()));
        lock.filter(known -> !known.request().equals(request)).ifPresent(stale -> {
            throw new PlimsollException(
                    ErrorCode.USAGE,
                    "the lock " + file + " is older than its spec: "
                            + stale.request().difference(request)
                            + "; --lock makes it anew, and --no-lock builds without it");
        });
        return lock;
    }

    /** The same with another lock for one platform. */
    public LockFile with(Platform platform, Lock lock) {
        Map<String, Lock> all = new TreeMap<>(locks);
        all.put(platform.toString(), lock);
        return new LockFile(file, all);
    }

    /**
     * Writes the file; the former one stays until the new one is whole.
     *
     * @throws PlimsollException FILE_ACCESS
     */
    public void write() {
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new LockWriter(locks).write(bytes);
            Files.write(aside, bytes.toByteArray());
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.FILE_ACCESS, "could not write the lock " + file + ": " + e.getMessage(), e);
        }
    }

    /** Where it lies. */
    public Path file() {
        return file;
    }
}
