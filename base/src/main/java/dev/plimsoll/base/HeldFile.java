package dev.plimsoll.base;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A file that one at a time holds, to have what it stands for to himself: no other process has it, nor another part of this one. The
 * system lets go of it however the process ends; the file stays.
 *
 * <p>A file's lock alone does not do: it is lost as soon as the same process closes the file under any other channel (POSIX,
 * {@code fcntl}), so within a process no second one may come as far as opening it.
 */
public final class HeldFile implements AutoCloseable {
    /** Real paths; guards itself. */
    private static final Set<Path> HERE = new HashSet<>();

    private final Path real;
    private final FileChannel channel;

    private HeldFile(Path real, FileChannel channel) {
        this.real = real;
        this.channel = channel;
    }

    /**
     * Takes a file, which is made if it is not there; its directory is.
     *
     * @param attributes of the file, if it is made
     * @return empty if somebody else has it
     * @throws IOException if it can't be made or locked
     */
    public static Optional<HeldFile> take(Path file, FileAttribute<?>... attributes) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path parent = Objects.requireNonNull(absolute.getParent(), "the root is no file");
        Path real = parent.toRealPath().resolve(absolute.getFileName());
        synchronized (HERE) {
            if (!HERE.add(real)) {
                return Optional.empty();
            }
        }
        boolean held = false;
        try {
            Set<OpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileChannel channel = FileChannel.open(real, options, attributes);
            try {
                held = channel.tryLock() != null;
            } finally {
                if (!held) {
                    channel.close();
                }
            }
            return held ? Optional.of(new HeldFile(real, channel)) : Optional.empty();
        } finally {
            if (!held) {
                forget(real);
            }
        }
    }

    private static void forget(Path real) {
        synchronized (HERE) {
            HERE.remove(real);
        }
    }

    /** The file, to be written; closed with this. */
    public FileChannel channel() {
        return channel;
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            forget(real);
        }
    }
}
