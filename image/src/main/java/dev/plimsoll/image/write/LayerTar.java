package dev.plimsoll.image.write;

import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.tar.TarItem;
import dev.plimsoll.image.tar.TarOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;

/** Writes a layer as a tar: entries by path, so that parents come first, and hard links after all that they can point to. */
public final class LayerTar {
    private static final Comparator<LayerFile> ORDER = Comparator.comparing(
                    (LayerFile file) -> file.type() == LayerFile.Type.HARD_LINK)
            .thenComparing(LayerFile::path);

    private LayerTar() {}

    /**
     * Writes an uncompressed tar; does not close {@code out}. The same files give the same bytes.
     *
     * @throws IOException if a body can't be read or is not as long as it says, besides what writing may throw
     */
    public static void write(List<LayerFile> files, OutputStream out) throws IOException {
        @SuppressWarnings("resource") // closing it would close 'out'
        TarOutput tar = new TarOutput(out, FileNames::encode);
        for (LayerFile file : files.stream().sorted(ORDER).toList()) {
            if (file.body().isPresent()) {
                try (InputStream body = file.body().get().open()) {
                    tar.add(item(file), body);
                }
            } else {
                tar.add(item(file), InputStream.nullInputStream());
            }
        }
        tar.end();
    }

    private static TarItem item(LayerFile file) {
        return new TarItem(
                file.path(),
                kind(file.type()),
                file.mode(),
                file.userId(),
                file.groupId(),
                file.modified().getEpochSecond(),
                file.linkTarget(),
                file.size(),
                file.xattrs());
    }

    private static TarItem.Kind kind(LayerFile.Type type) {
        return switch (type) {
            case FILE -> TarItem.Kind.FILE;
            case DIRECTORY -> TarItem.Kind.DIRECTORY;
            case SYMLINK -> TarItem.Kind.SYMLINK;
            case HARD_LINK -> TarItem.Kind.HARD_LINK;
        };
    }
}
