package dev.plimsoll.build.root;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.build.spec.AddedFile;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.build.tree.UsrMerge;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts the files of a spec into a draft. */
final class AddedFiles {
    private static final int MAY_RUN = 0755;
    private static final int MAY_READ = 0644;
    private static final int LINK = 0777;

    private final Draft draft;

    AddedFiles(Draft draft) {
        this.draft = draft;
    }

    void add(AddedFile added) throws IOException {
        String path = draft.place(UsrMerge.path(added.path().substring(1)));
        if (path.isEmpty()) {
            return;
        }
        if (added.content() instanceof AddedFile.Directory) {
            put(added, path, LayerFile.Type.DIRECTORY, MAY_RUN, "", Optional.empty());
        } else if (added.content() instanceof AddedFile.Link link) {
            put(added, path, LayerFile.Type.SYMLINK, LINK, link.target(), Optional.empty());
        } else if (added.content() instanceof AddedFile.Text text) {
            FileBody body = FileBody.of(text.text().getBytes(StandardCharsets.UTF_8));
            put(added, path, LayerFile.Type.FILE, MAY_READ, "", Optional.of(body));
        } else if (added.content() instanceof AddedFile.Source source) {
            tree(added, path, source.file());
        }
    }

    /** In the order of names, so that every file system gives the same. */
    private void tree(AddedFile added, String path, Path source) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(source)) {
            all = walk.sorted().toList();
        }
        for (Path each : all) {
            String below = source.relativize(each).toString().replace('\\', '/');
            String to = below.isEmpty() ? path : path + "/" + below;
            if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                put(added, to, LayerFile.Type.DIRECTORY, MAY_RUN, "", Optional.empty());
            } else if (Files.isRegularFile(each)) {
                int mode = Files.isExecutable(each) ? MAY_RUN : MAY_READ;
                put(added, to, LayerFile.Type.FILE, mode, "", Optional.of(FileBody.of(each)));
            } else {
                throw new PlimsollException(
                        ErrorCode.USAGE,
                        "'" + FileNames.printable(each.toString()) + "' is neither a file nor a directory");
            }
        }
    }

    private void put(
            AddedFile added, String path, LayerFile.Type type, int usual, String link, Optional<FileBody> body) {
        int mode = type == LayerFile.Type.SYMLINK ? usual : added.mode().orElse(usual);
        if (type == LayerFile.Type.DIRECTORY && added.content() instanceof AddedFile.Source) {
            mode = usual;
        }
        draft.put(
                new LayerFile(path, type, mode, added.userId(), added.groupId(), draft.epoch(), link, body, Map.of()));
    }
}
