package dev.plimsoll.debian;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Refuses old news: a Release past its {@code Valid-Until}, and one older than the newest that was seen of its suite. Only the
 * security suites state an end, so without the memory a mirror could show any other suite's past for ever.
 */
final class ReplayGuard {
    private static final Object IN_PROCESS = new Object();

    private final ArchiveFiles files;
    private final Instant now;
    private final boolean allowExpired;

    ReplayGuard(ArchiveFiles files, Instant now, boolean allowExpired) {
        this.files = files;
        this.now = now;
        this.allowExpired = allowExpired;
    }

    /**
     * Checks a verified Release and remembers its date.
     *
     * @return what was let through only because the user allowed it; usually nothing
     * @throws PlimsollException FEED_EXPIRED if it is too old, or from the future
     */
    List<String> admit(String suite, ReleaseFile release) {
        if (release.date().isAfter(now.plus(Defaults.CLOCK_SKEW))) {
            throw new PlimsollException(
                    ErrorCode.FEED_EXPIRED,
                    "the Release of " + suite + " is dated " + release.date()
                            + ", in the future; check this machine's clock");
        }
        List<String> allowed = new ArrayList<>();
        release.validUntil()
                .filter(now::isAfter)
                .ifPresent(end -> refuseUnlessAllowed(
                        allowed, "the Release of " + suite + " expired on " + end, "the mirror is stale"));
        Path memory = files.kept("newest", suite);
        Optional<Instant> newest = remember(memory, release.date());
        newest.filter(release.date()::isBefore)
                .ifPresent(seen -> refuseUnlessAllowed(
                        allowed,
                        "the Release of " + suite + " is of " + release.date() + ", older than one of " + seen
                                + " seen before",
                        "the mirror is stale, or replays the past; " + memory + " holds the date"));
        return allowed;
    }

    private void refuseUnlessAllowed(List<String> allowed, String fact, String hint) {
        if (!allowExpired) {
            throw new PlimsollException(
                    ErrorCode.FEED_EXPIRED,
                    fact + " (" + hint + "). Ask " + Defaults.ANOTHER_MIRROR + ", or accept it with --allow-expired");
        }
        allowed.add(fact + ", allowed by --allow-expired");
    }

    /** The newest date seen before; replaced by {@code date} if that is newer. */
    private Optional<Instant> remember(Path memory, Instant date) {
        synchronized (IN_PROCESS) {
            Path lockFile = files.kept("newest.lock");
            try {
                Files.createDirectories(lockFile.toAbsolutePath().getParent());
                try (FileChannel channel =
                                FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    Optional<Instant> seen = seen(memory);
                    if (lock.isValid() && seen.map(date::isAfter).orElse(true)) {
                        files.write(memory, (date + "\n").getBytes(StandardCharsets.US_ASCII));
                    }
                    return seen;
                }
            } catch (IOException e) {
                throw ArchiveFiles.unusable(memory, e);
            }
        }
    }

    private Optional<Instant> seen(Path memory) {
        Optional<byte[]> content = files.read(memory, 100);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(new String(content.get(), StandardCharsets.US_ASCII).strip()));
        } catch (DateTimeParseException e) {
            throw new PlimsollException(
                    ErrorCode.FILE_ACCESS, memory + " is damaged: it should hold a date; delete it to start anew", e);
        }
    }
}
