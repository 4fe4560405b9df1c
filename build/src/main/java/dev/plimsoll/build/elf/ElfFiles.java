package dev.plimsoll.build.elf;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The programs and libraries of a tree, each read once. For one thread. */
public final class ElfFiles {
    private final Draft draft;
    private final Map<FileBody, Optional<ElfFile>> read = new HashMap<>();

    /** Those of {@code draft}, as it is at each call. */
    public ElfFiles(Draft draft) {
        this.draft = draft;
    }

    /**
     * What a file says of itself; empty if it is no program and no library.
     *
     * @throws PlimsollException FEED_MALFORMED if it begins as one and is damaged
     */
    public Optional<ElfFile> of(LayerFile file) {
        LayerFile content = file.type() == LayerFile.Type.HARD_LINK
                ? draft.find(file.linkTarget()).orElse(file)
                : file;
        return content.body().flatMap(body -> read.computeIfAbsent(body, each -> read(each, file.path())));
    }

    private static Optional<ElfFile> read(FileBody body, String path) {
        try {
            return ElfFile.read(body);
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.FEED_MALFORMED,
                    "/" + FileNames.printable(path) + " looks like a program or library and is none: " + e.getMessage(),
                    e);
        }
    }
}
