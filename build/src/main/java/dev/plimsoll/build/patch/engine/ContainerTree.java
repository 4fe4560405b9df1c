package dev.plimsoll.build.patch.engine;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.engine.ScriptContainer;
import dev.plimsoll.build.unpack.Spool;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.TarStream;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Files of a container, as a layer has them: nothing is later than a date, and hard links lead to others of these files. */
final class ContainerTree {
    private static final int ALL_BITS = 07777;

    private final ScriptContainer container;
    private final Instant epoch;
    private final TempFiles tempFiles;

    /**
     * @param epoch the time that nothing is later than
     * @param tempFiles where contents lie; they are readable until it is closed
     */
    ContainerTree(ScriptContainer container, Instant epoch, TempFiles tempFiles) {
        this.container = container;
        this.epoch = epoch;
        this.tempFiles = tempFiles;
    }

    /**
     * The files at some paths, and those that they are other names of.
     *
     * @throws PlimsollException BUILD_FAILED if there is a device or a pipe at one of them
     * @throws IOException if there is no room for them
     */
    Map<String, LayerFile> files(Set<String> paths) throws IOException {
        Set<String> wanted = new HashSet<>(paths);
        while (true) {
            Map<String, LayerFile> files = read(wanted);
            boolean more = false;
            for (LayerFile each : files.values()) {
                more |= each.type() == LayerFile.Type.HARD_LINK && wanted.add(each.linkTarget());
            }
            if (!more) {
                return files;
            }
        }
    }

    private Map<String, LayerFile> read(Set<String> wanted) throws IOException {
        Map<String, LayerFile> files = new TreeMap<>();
        try (Spool spool = new Spool(tempFiles)) {
            container.read(entry -> {
                if (wanted.contains(entry.path())) {
                    files.put(entry.path(), file(entry, spool));
                }
            });
        }
        return files;
    }

    private LayerFile file(TarStream.Entry entry, Spool spool) throws IOException {
        TarStream.Details details = entry.details();
        Instant modified = details.modified().isAfter(epoch) ? epoch : details.modified();
        return new LayerFile(
                entry.path(),
                type(entry),
                details.mode() & ALL_BITS,
                details.userId(),
                details.groupId(),
                Instant.ofEpochSecond(Math.max(0, modified.getEpochSecond())),
                details.type() == TarStream.Type.HARD_LINK
                        ? FileNames.normalise(entry.link()).orElseThrow(() -> strange(entry))
                        : entry.link(),
                body(entry, spool),
                details.xattrs());
    }

    private static LayerFile.Type type(TarStream.Entry entry) {
        return switch (entry.details().type()) {
            case FILE -> LayerFile.Type.FILE;
            case DIRECTORY -> LayerFile.Type.DIRECTORY;
            case SYMLINK -> LayerFile.Type.SYMLINK;
            case HARD_LINK -> LayerFile.Type.HARD_LINK;
            case CHARACTER_DEVICE, BLOCK_DEVICE, PIPE -> throw strange(entry);
        };
    }

    private static Optional<FileBody> body(TarStream.Entry entry, Spool spool) throws IOException {
        return entry.details().type() == TarStream.Type.FILE
                ? Optional.of(spool.add(
                        entry.content(), Limits.DEFAULT.layerBytes(), "/" + FileNames.printable(entry.path())))
                : Optional.empty();
    }

    private static PlimsollException strange(TarStream.Entry entry) {
        return new PlimsollException(
                ErrorCode.BUILD_FAILED,
                "a script has made /" + FileNames.printable(entry.path())
                        + ", which is neither a file, a directory nor a link");
    }
}
