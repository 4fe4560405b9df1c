package dev.plimsoll.cli;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.FileReason;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.build.attest.MendedDocuments;
import dev.plimsoll.image.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/** The folder that documents about an image are written into. */
final class DocumentFolder {
    private final Path folder;

    /**
     * Makes it if it is not there, so that what can't be written is known before there is work.
     *
     * @throws PlimsollException FILE_ACCESS if nothing can be written there
     */
    DocumentFolder(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw failed(folder, e);
        }
        if (!Files.isWritable(folder)) {
            throw new PlimsollException(ErrorCode.FILE_ACCESS, "nothing can be written into " + folder);
        }
    }

    /**
     * Writes each whole or not at all, by its name; one that is there is replaced. What a former image had and this one has not is removed,
     * so that it is not taken for this one's.
     *
     * @param several whether there are others of other platforms: names begin with {@code linux-arm64.} then
     */
    void write(Platform platform, boolean several, Map<String, byte[]> documents) {
        String prefix = several ? platform.toString().replace('/', '-') + "." : "";
        for (Map.Entry<String, byte[]> each : new TreeMap<>(documents).entrySet()) {
            Path file = folder.resolve(prefix + each.getKey());
            Path part = folder.resolve("." + prefix + each.getKey() + ".part");
            try {
                Files.write(part, each.getValue());
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw failed(file, e);
            }
        }
        for (String name : MendedDocuments.FILES) {
            if (!documents.containsKey(name)) {
                delete(folder.resolve(prefix + name));
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private static PlimsollException failed(Path place, IOException e) {
        return new PlimsollException(ErrorCode.FILE_ACCESS, "could not write " + place + ": " + FileReason.of(e), e);
    }
}
