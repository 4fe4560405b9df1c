package dev.plimsoll.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Which file this is, and when it was changed last. Nobody but the system's owner can set the time at which the system noted a change, so
 * that a file with the same stamp has the same content, as version control systems take it. Internal to this module.
 */
public final class FileStamp {
    private static final Duration SETTLED = Duration.ofSeconds(2);
    private static final String ATTRIBUTES = "unix:dev,ino,size,lastModifiedTime,ctime";

    private FileStamp() {}

    /** A file's stamp now, in words; empty where the system has none. */
    public static Optional<String> of(Path file) {
        try {
            Map<String, Object> now = Files.readAttributes(file, ATTRIBUTES);
            return Optional.of(now.get("dev") + " " + now.get("ino") + " " + now.get("size") + " "
                    + now.get("lastModifiedTime") + " " + now.get("ctime"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The same for later runs: empty also for a file that was changed just now, since it may change once more without another time.
     *
     * @param now what the time is
     */
    static Optional<String> settled(Path file, Instant now) {
        try {
            Instant changed = Files.getLastModifiedTime(file).toInstant();
            Instant noted = ((FileTime) Files.getAttribute(file, "unix:ctime")).toInstant();
            Instant limit = now.minus(SETTLED);
            return changed.isBefore(limit) && noted.isBefore(limit) ? of(file) : Optional.empty();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
