package dev.plimsoll.build.patch;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.FileReason;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.BuildTools;
import dev.plimsoll.image.FileDetails;
import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.FileSelector;
import dev.plimsoll.image.FileTree;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.Scheme;
import dev.plimsoll.image.StoredImage;
import dev.plimsoll.image.Want;
import dev.plimsoll.image.source.ImageSources;
import dev.plimsoll.image.target.ImageTargets;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerCompression;
import dev.plimsoll.image.write.LayerContent;
import dev.plimsoll.image.write.LayerFile;
import dev.plimsoll.image.write.NewImage;
import dev.plimsoll.image.write.WithoutLayers;
import dev.plimsoll.image.write.WriteOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes one layer of all that an image has: what upper layers hide is gone, everything else is as it was, hard links too. Contents go
 * through temporary files, never all of them through memory. What it gives is readable until it is closed.
 */
final class Squash implements AutoCloseable {
    private static final FileSelector EVERYTHING = new FileSelector() {
        @Override
        public boolean wantsDetails() {
            return true;
        }

        @Override
        public Want select(String path, long size, int mode) {
            return Want.CONTENT;
        }
    };

    private final OpenOptions reading;
    private final WriteOptions writing;
    private final List<Image> open = new ArrayList<>();

    /**
     * @param compression of the single layer, where the target has a choice
     * @param tempFiles for the image, twice
     */
    Squash(BuildTools tools, LayerCompression compression, TempFiles tempFiles) {
        this.reading = OpenOptions.of(tools.environment(), tools.fetcher(), tempFiles);
        this.writing = tools.writeOptions(compression, false, tempFiles);
    }

    /**
     * The image with a single layer.
     *
     * @param history its line in the image's history, after those that made no layer
     * @throws PlimsollException UNSUPPORTED_FORMAT for an image with devices or pipes, IMAGE_CORRUPT if a file can't be read
     */
    NewImage squashed(NewImage image, String history) {
        Image layered = aside(image);
        FileTree tree = layered.read(EVERYTHING);
        StoredImage bare = WithoutLayers.of(layered.stored().orElseThrow());
        Image single = aside(with(image, bare, List.of(new LayerContent(history, files(tree)))));
        return with(image, single.stored().orElseThrow(), List.of());
    }

    private Image aside(NewImage image) {
        ImageReference place = new ImageReference(Scheme.OCI_DIR, directory().toString());
        ImageTargets.write(image, place, writing);
        Image opened = ImageSources.open(place, reading);
        open.add(opened);
        return opened;
    }

    private Path directory() {
        try {
            return reading.tempFiles().newDirectory("squash");
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.FILE_ACCESS, "there is no room to squash the image in: " + FileReason.of(e), e);
        }
    }

    private static NewImage with(NewImage image, StoredImage base, List<LayerContent> layers) {
        return new NewImage(
                image.name(),
                image.platform(),
                image.run(),
                image.labels(),
                image.created(),
                image.author(),
                layers,
                image.annotations(),
                image.attachments(),
                Optional.of(base));
    }

    private static List<LayerFile> files(FileTree tree) {
        if (!tree.gaps().isEmpty()) {
            throw new PlimsollException(
                    ErrorCode.IMAGE_CORRUPT,
                    "the image can't be squashed, since a file of it could not be read: /"
                            + FileNames.printable(tree.gaps().get(0).path()) + ": "
                            + tree.gaps().get(0).detail());
        }
        Map<FileEntry, String> links = links(tree);
        List<LayerFile> files = new ArrayList<>(tree.size());
        tree.entries().forEach(entry -> files.add(file(entry, tree, links.getOrDefault(entry, ""))));
        return files;
    }

    /** All names of a file but the first, with the first. */
    private static Map<FileEntry, String> links(FileTree tree) {
        Map<FileEntry, String> links = new HashMap<>();
        tree.hardLinks()
                .forEach(names -> names.subList(1, names.size())
                        .forEach(name -> links.put(name, names.get(0).path())));
        return links;
    }

    private static LayerFile file(FileEntry entry, FileTree tree, String linkedTo) {
        boolean isLink = !linkedTo.isEmpty();
        Optional<FileBody> body = entry.kind() == FileEntry.Kind.FILE && !isLink
                ? Optional.of(FileBody.of(tree.content(entry).orElseThrow(() -> unread(entry))))
                : Optional.empty();
        return new LayerFile(
                entry.path(),
                isLink ? LayerFile.Type.HARD_LINK : type(entry),
                entry.mode(),
                entry.userId(),
                entry.groupId(),
                entry.details().map(FileDetails::modified).orElse(Instant.EPOCH),
                isLink ? linkedTo : entry.linkTarget(),
                body,
                entry.details().map(FileDetails::xattrs).orElse(Map.of()));
    }

    private static LayerFile.Type type(FileEntry entry) {
        return switch (entry.kind()) {
            case DIRECTORY -> LayerFile.Type.DIRECTORY;
            case SYMLINK -> LayerFile.Type.SYMLINK;
            case FILE -> LayerFile.Type.FILE;
            case OTHER ->
                throw new PlimsollException(
                        ErrorCode.UNSUPPORTED_FORMAT,
                        "the image can't be squashed, since /" + FileNames.printable(entry.path())
                                + " is a device or a pipe, which would be lost");
        };
    }

    private static PlimsollException unread(FileEntry entry) {
        return new PlimsollException(
                ErrorCode.IMAGE_CORRUPT,
                "the image can't be squashed, since /" + FileNames.printable(entry.path()) + " could not be read");
    }

    @Override
    public void close() {
        open.forEach(Image::close);
    }
}
