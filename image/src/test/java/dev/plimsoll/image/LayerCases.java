package dev.plimsoll.image;

import com.github.luben.zstd.Zstd;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.testkit.image.TinyImage;
import dev.plimsoll.testkit.image.TinyTar;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Layers for tests: from a file by position, and as streams in gzip and zstd. */
abstract class LayerCases {
    @TempDir
    Path directory;

    enum Form {
        FILE,
        GZIP,
        ZSTD;

        byte[] compress(byte[] tar) {
            return switch (this) {
                case FILE -> tar;
                case GZIP -> TinyImage.gzip(tar);
                case ZSTD -> Zstd.compress(tar);
            };
        }
    }

    static final class Blob implements LayerBlob {
        private final Layer layer;
        private final byte[] bytes;
        private final Optional<Region> region;
        private final boolean untrusted;

        Blob(Layer layer, byte[] bytes, Optional<Region> region, boolean untrusted) {
            this.layer = layer;
            this.bytes = bytes;
            this.region = region;
            this.untrusted = untrusted;
        }

        @Override
        public Layer layer() {
            return layer;
        }

        @Override
        public boolean untrusted() {
            return untrusted;
        }

        @Override
        public String describe() {
            return "layer " + layer.index() + " of test";
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public Optional<Region> region() {
            return region;
        }
    }

    LayeredImage image(List<LayerBlob> blobs, TempFiles tempFiles, Limits limits) {
        return image(blobs, tempFiles, limits, Optional.empty());
    }

    LayeredImage image(List<LayerBlob> blobs, TempFiles tempFiles, Limits limits, Optional<KnownLayers> known) {
        OpenOptions some = Trees.options(tempFiles);
        OpenOptions options = new OpenOptions(
                some.platform(),
                some.ref(),
                false,
                false,
                Map.of(),
                limits,
                some.fetcher(),
                tempFiles,
                some.progress(),
                known);
        List<Layer> layers = blobs.stream().map(LayerBlob::layer).toList();
        ImageInfo info = new ImageInfo(
                ImageReference.parse("archive://test"),
                Scheme.ARCHIVE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                layers,
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                List.of(),
                -1);
        return new LayeredImage(info, new StoredImage(new byte[0], blobs), options, () -> {});
    }

    LayerBlob blob(int index, byte[] tar, Form form) {
        byte[] bytes = form.compress(tar);
        Layer layer =
                new Layer(index, Optional.of(Digest.sha256(tar)), Optional.of(Digest.sha256(bytes)), "", bytes.length);
        Optional<LayerBlob.Region> region = Optional.empty();
        if (form == Form.FILE) {
            // Something stands before and behind it, as in an archive.
            byte[] padded = new byte[bytes.length + 1200];
            Arrays.fill(padded, (byte) 'x');
            System.arraycopy(bytes, 0, padded, 700, bytes.length);
            Path file = TinyImage.write(directory.resolve("layer" + index), padded);
            region = Optional.of(new LayerBlob.Region(file, 700, bytes.length));
        }
        return new Blob(layer, bytes, region, false);
    }

    interface Check {
        void accept(FileTree tree) throws Exception;
    }

    void read(Form form, FileSelector selector, Limits limits, Check check, byte[]... tars) throws Exception {
        List<LayerBlob> blobs = new ArrayList<>();
        for (byte[] tar : tars) {
            blobs.add(blob(blobs.size(), tar, form));
        }
        try (TempFiles tempFiles = TempFiles.under(directory.resolve("temp"));
                LayeredImage image = image(blobs, tempFiles, limits)) {
            check.accept(image.read(selector));
        }
    }

    void read(Form form, Check check, TinyTar... tars) throws Exception {
        read(
                form,
                Trees.ALL,
                Limits.DEFAULT,
                check,
                Stream.of(tars).map(TinyTar::bytes).toArray(byte[][]::new));
    }

    static List<String> paths(FileTree tree) {
        return tree.entries().map(FileEntry::path).toList();
    }

    List<String> linesOf(byte[] stored, byte[] tar) {
        Layer layer =
                new Layer(0, Optional.of(Digest.sha256(tar)), Optional.of(Digest.sha256(stored)), "", stored.length);
        return linesOf(new Blob(layer, stored, Optional.empty(), false), Limits.DEFAULT);
    }

    List<String> linesOf(LayerBlob blob, Limits limits) {
        try (TempFiles tempFiles = TempFiles.under(directory.resolve("temp"));
                LayeredImage image = image(List.of(blob), tempFiles, limits)) {
            return Trees.lines(image.read(Trees.ALL));
        }
    }
}
