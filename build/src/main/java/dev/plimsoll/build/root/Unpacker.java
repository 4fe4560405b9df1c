package dev.plimsoll.build.root;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.debian.deb.DebPackage;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.TarStream;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/** Unpacks packages into a draft; contents lie in temporary files. */
final class Unpacker {
    private final RootDraft draft;
    private final Path folder;
    private int count;

    Unpacker(RootDraft draft, TempFiles tempFiles) throws IOException {
        this.draft = draft;
        this.folder = tempFiles.newDirectory("root");
    }

    void unpack(DebPackage deb, String name) throws IOException {
        deb.files(entry -> {
            if (!entry.path().isEmpty()) {
                entry(entry, name);
            }
        });
    }

    private void entry(TarStream.Entry entry, String name) throws IOException {
        String path = UsrMerge.path(entry.path());
        switch (entry.details().type()) {
            case FILE -> draft.unpack(file(entry, path, LayerFile.Type.FILE, "", body(entry)), name);
            case DIRECTORY -> directory(entry, path, name);
            case SYMLINK ->
                draft.unpack(file(entry, path, LayerFile.Type.SYMLINK, entry.link(), Optional.empty()), name);
            case HARD_LINK ->
                draft.unpack(
                        file(
                                entry,
                                path,
                                LayerFile.Type.HARD_LINK,
                                UsrMerge.path(
                                        FileNames.normalise(entry.link()).orElseThrow(() -> refused(entry, name))),
                                Optional.empty()),
                        name);
            case CHARACTER_DEVICE, BLOCK_DEVICE, PIPE -> throw refused(entry, name);
        }
    }

    private void directory(TarStream.Entry entry, String path, String name) {
        if (!UsrMerge.isLink(path)) {
            draft.unpack(file(entry, path, LayerFile.Type.DIRECTORY, "", Optional.empty()), name);
        }
    }

    private LayerFile file(
            TarStream.Entry entry, String path, LayerFile.Type type, String link, Optional<FileBody> body) {
        return new LayerFile(
                path,
                type,
                entry.details().mode(),
                entry.details().userId(),
                entry.details().groupId(),
                draft.epoch(),
                link,
                body,
                Map.copyOf(entry.details().xattrs()));
    }

    private Optional<FileBody> body(TarStream.Entry entry) throws IOException {
        Path file = folder.resolve(Integer.toString(count++));
        Files.copy(entry.content(), file, StandardCopyOption.REPLACE_EXISTING);
        return Optional.of(FileBody.of(file));
    }

    private static PlimsollException refused(TarStream.Entry entry, String name) {
        return new PlimsollException(
                ErrorCode.FEED_MALFORMED,
                "the package " + name + " has an entry that no image may have: "
                        + FileNames.printable(entry.details().name()));
    }
}
