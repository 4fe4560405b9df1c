package dev.plimsoll.build.attest;

import dev.plimsoll.base.Limits;
import dev.plimsoll.image.FileSelector;
import dev.plimsoll.image.FileTree;
import dev.plimsoll.image.FileTreeBuilder;
import dev.plimsoll.image.FileTreeBuilder.Attributes;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.RunConfig;
import dev.plimsoll.image.Scheme;
import dev.plimsoll.image.Want;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files that are about to be written, as an image that can be read: what is in it is known before it is written. */
final class RootImage implements Image {
    private final String name;
    private final Platform platform;
    private final List<LayerFile> files;

    RootImage(String name, Platform platform, List<LayerFile> files) {
        this.name = name;
        this.platform = platform;
        this.files = files;
    }

    @Override
    public ImageInfo info() {
        return new ImageInfo(
                new ImageReference(Scheme.IMAGE, name),
                Scheme.OCI_DIR,
                Optional.empty(),
                Optional.empty(),
                Optional.of(platform),
                List.of(name),
                List.of(),
                Optional.empty(),
                Map.of(),
                Optional.of(RunConfig.NONE),
                List.of(),
                -1);
    }

    @Override
    public FileTree read(FileSelector selector) {
        FileTreeBuilder tree = new FileTreeBuilder(Limits.DEFAULT);
        Map<String, LayerFile> byPath = new HashMap<>();
        files.forEach(file -> byPath.put(file.path(), file));
        for (LayerFile file : files) {
            Attributes attributes = new Attributes(file.mode(), file.userId(), file.groupId());
            switch (file.type()) {
                case DIRECTORY -> tree.directory(file.path(), attributes);
                case SYMLINK -> tree.symlink(file.path(), file.linkTarget(), attributes);
                case FILE -> add(file, attributes, file.body(), selector, tree);
                case HARD_LINK ->
                    add(
                            file,
                            attributes,
                            Optional.ofNullable(byPath.get(file.linkTarget())).flatMap(LayerFile::body),
                            selector,
                            tree);
            }
        }
        return tree.build();
    }

    private static void add(
            LayerFile file,
            Attributes attributes,
            Optional<FileBody> body,
            FileSelector selector,
            FileTreeBuilder tree) {
        long size = body.map(FileBody::size).orElse(0L);
        boolean wanted = selector.select(file.path(), size, file.mode()) != Want.NOTHING;
        tree.file(file.path(), size, attributes, wanted ? body.map(BodyContent::new) : Optional.empty());
    }

    @Override
    public void close() {
        // The files are somebody else's.
    }
}
