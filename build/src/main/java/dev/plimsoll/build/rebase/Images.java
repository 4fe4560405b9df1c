package dev.plimsoll.build.rebase;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.BuildTools;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.LayerBlob;
import dev.plimsoll.image.LayeredImage;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.RunConfig;
import dev.plimsoll.image.Scheme;
import dev.plimsoll.image.StoredImage;
import dev.plimsoll.image.source.ImageSources;
import dev.plimsoll.image.target.ImageTargets;
import dev.plimsoll.image.write.NewImage;
import dev.plimsoll.image.write.WriteOptions;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The images that a rebase works with; open until it is closed. */
final class Images implements AutoCloseable {
    private final BuildTools tools;
    private final RebaseOptions options;
    private final TempFiles tempFiles;
    private final Deque<Image> open = new ArrayDeque<>();

    Images(BuildTools tools, RebaseOptions options, TempFiles tempFiles) {
        this.tools = tools;
        this.options = options;
        this.tempFiles = tempFiles;
    }

    /** Opens an image. */
    Image open(ImageReference reference, Optional<Platform> platform) {
        Image image = ImageSources.open(
                reference, tools.openOptions(platform, Optional.empty(), options.plainHttp(), tempFiles));
        open.push(image);
        return image;
    }

    /** An opened image with its layers on this machine: they are read several times. */
    LocalImage local(Image image) throws IOException {
        ImageInfo info = image.info();
        StoredImage stored = stored(image);
        ImageReference place = write(new NewImage(
                "",
                info.platform().orElse(Platform.ofMachine()),
                RunConfig.NONE,
                Map.of(),
                info.created().orElse(Instant.EPOCH),
                "",
                List.of(),
                Map.of(),
                List.of(),
                Optional.of(stored)));
        return new LocalImage(
                info,
                new StoredImage(
                        stored.config(), stored(open(place, Optional.empty())).layers()),
                place);
    }

    /** Writes an image aside. */
    ImageReference write(NewImage image) throws IOException {
        ImageReference place = new ImageReference(
                Scheme.OCI_DIR, tempFiles.newDirectory("image").toString());
        ImageTargets.write(image, place, writing());
        return place;
    }

    /** @throws PlimsollException UNSUPPORTED_FORMAT for a directory */
    static StoredImage stored(Image image) {
        return image.stored()
                .orElseThrow(() -> new PlimsollException(
                        ErrorCode.UNSUPPORTED_FORMAT,
                        "'" + image.info().reference()
                                + "' has no layers; only images can get a new base, not directories and SBOMs"));
    }

    /** An image of these layers, for reading. */
    Image stacked(ImageInfo like, StoredImage stored) {
        ImageInfo info = new ImageInfo(
                like.reference(),
                like.form(),
                Optional.empty(),
                Optional.empty(),
                like.platform(),
                List.of(),
                stored.layers().stream().map(LayerBlob::layer).toList(),
                like.created(),
                Map.of(),
                Optional.empty(),
                List.of(),
                -1);
        Image image = new LayeredImage(
                info, stored, OpenOptions.of(tools.environment(), tools.fetcher(), tempFiles), () -> {});
        open.push(image);
        return image;
    }

    WriteOptions writing() {
        return tools.writeOptions(options.compression(), options.plainHttp(), tempFiles);
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
