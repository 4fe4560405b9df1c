package dev.plimsoll.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.base.AppDirectories;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.oci.RegionBlob;
import dev.plimsoll.testkit.image.TinyTar;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A layer that an earlier run read is as if it were read again, whoever asks for what; and it is not read. */
class KnownLayersTest extends LayerCases {
    private static final FileSelector NAMED_WANTED =
            (path, size, mode) -> path.contains("wanted") ? Want.CONTENT : Want.NOTHING;

    private final AtomicInteger opened = new AtomicInteger();

    /** Counts how often it is opened. */
    private final class Counted implements LayerBlob {
        private final LayerBlob blob;
        private final Layer layer;
        private final boolean untrusted;

        Counted(LayerBlob blob, Layer layer, boolean untrusted) {
            this.blob = blob;
            this.layer = layer;
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
            return blob.describe();
        }

        @Override
        public InputStream open() throws IOException {
            opened.incrementAndGet();
            return blob.open();
        }

        @Override
        public Optional<Region> region() {
            return Optional.empty();
        }
    }

    private static byte[] noise(int size) {
        byte[] noise = new byte[size];
        new Random(size).nextBytes(noise);
        return noise;
    }

    private static byte[] tar() {
        return new TinyTar()
                .directory("d")
                .file("d/wanted", "here")
                .file("d/other", 0755, noise(1_300_000))
                .file("d/big-wanted", 04755, noise(700_000))
                .file("empty-wanted", "")
                .symlink("link", "d/wanted")
                .hardLink("d/again-wanted", "d/other")
                .device("device")
                .pax("SCHILY.xattr.user.note=x", "mtime=12.5")
                .file("with-details", "y")
                .file("../../climbs", "out")
                .file("d/program", 0755, "ELF and the marker".getBytes(StandardCharsets.UTF_8))
                .file("d/script", 0755, "ELF and nothing".getBytes(StandardCharsets.UTF_8))
                .bytes();
    }

    private KnownLayers known() {
        AppDirectories directories =
                new AppDirectories(directory.resolve("cache"), directory.resolve("data"), directory.resolve("config"));
        return KnownLayers.of(directories, Clock.systemUTC());
    }

    /** What a run of its own reads. */
    private List<String> read(LayerBlob blob, FileSelector selector, Optional<KnownLayers> known, Limits limits) {
        opened.set(0);
        try (TempFiles tempFiles = TempFiles.under(directory.resolve("temp"));
                Image image = image(List.of(blob), tempFiles, limits, known)) {
            FileTree tree = image.read(selector);
            return Stream.concat(
                            Stream.concat(
                                    Trees.lines(tree).stream(),
                                    tree.gaps().stream().map(Gap::toString)),
                            tree.entries()
                                    .flatMap(entry -> entry.details().stream())
                                    .map(each -> each.modified() + " "
                                            + each.xattrs().keySet()))
                    .toList();
        }
    }

    private List<String> read(LayerBlob blob, FileSelector selector) {
        return read(blob, selector, Optional.of(known()), Limits.DEFAULT);
    }

    private List<String> unknown(LayerBlob blob, FileSelector selector) {
        return read(blob, selector, Optional.empty(), Limits.DEFAULT);
    }

    private LayerBlob layer(Form form) {
        LayerBlob blob = blob(0, tar(), form);
        return new Counted(blob, blob.layer(), false);
    }

    private static FileSelector detailed(FileSelector selector) {
        return new FileSelector() {
            @Override
            public Want select(String path, long size, int mode) {
                return selector.select(path, size, mode);
            }

            @Override
            public boolean wantsDetails() {
                return true;
            }
        };
    }

    private static FileSelector probing(String marker) {
        return new FileSelector() {
            @Override
            public Want select(String path, long size, int mode) {
                return (mode & 0111) != 0 ? Want.PROBE : Want.NOTHING;
            }

            @Override
            public byte[] probeStart() {
                return "ELF".getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public byte[] probeMarker() {
                return marker.getBytes(StandardCharsets.UTF_8);
            }
        };
    }

    @Test
    void whatWasReadOnceIsNotReadAgainAndIsTheSame() {
        for (Form form : List.of(Form.GZIP, Form.ZSTD)) {
            for (FileSelector selector :
                    List.of(FileSelector.NOTHING, NAMED_WANTED, detailed(NAMED_WANTED), Trees.ALL, probing("marker"))) {
                List<String> expected = unknown(layer(form), selector);
                assertThat(read(layer(form), selector)).isEqualTo(expected);

                assertThat(read(layer(form), selector)).isEqualTo(expected);
                assertThat(opened).hasValue(0);
            }
        }
    }

    @Test
    void whoWantsMoreOrProbesForSomethingElseReadsItAgain() {
        read(layer(Form.GZIP), NAMED_WANTED);

        for (FileSelector more : List.of(Trees.ALL, detailed(NAMED_WANTED), probing("marker"), probing("nothing"))) {
            assertThat(read(layer(Form.GZIP), more)).isEqualTo(unknown(layer(Form.GZIP), more));
        }
    }

    @Test
    void whoWantsLessGetsLess() {
        read(layer(Form.GZIP), Trees.ALL);

        FileSelector less = (path, size, mode) -> path.equals("d/big-wanted") ? Want.CONTENT : Want.NOTHING;

        List<String> read = read(layer(Form.GZIP), less);
        assertThat(opened).hasValue(0);
        assertThat(read).isEqualTo(unknown(layer(Form.GZIP), less));
    }

    @Test
    void aDamagedOrForeignFileIsAsGoodAsNone() throws IOException {
        List<String> expected = read(layer(Form.GZIP), NAMED_WANTED);
        for (int i = 0; i < 3; i++) {
            damage(i);

            assertThat(read(layer(Form.GZIP), NAMED_WANTED)).isEqualTo(expected);
            assertThat(opened).hasPositiveValue();
        }
    }

    private void damage(int way) {
        try (Stream<Path> files = Files.list(directory.resolve("cache/known-layers"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 1;
                Files.write(file, way == 0 ? bytes : new byte[way == 1 ? 0 : 100]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The digest is a registry's word; another diff id in the configuration is an error as without what is known. */
    @Test
    void anImageThatContradictsWhatIsKnownIsRead() {
        read(layer(Form.GZIP), NAMED_WANTED);
        LayerBlob blob = blob(0, tar(), Form.GZIP);
        LayerBlob other = blob(0, new TinyTar().file("a", "b").bytes(), Form.GZIP);
        Layer layer = new Layer(
                0,
                other.layer().diffId(),
                blob.layer().digest(),
                "",
                blob.layer().size());

        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> read(new Counted(blob, layer, true), NAMED_WANTED))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DIGEST_MISMATCH));
    }

    @Test
    void nothingIsKeptOfALayerThatIsNotWhatItsImageSays() {
        LayerBlob blob = blob(0, tar(), Form.GZIP);
        byte[] damaged = noise((int) blob.layer().size());
        LayerBlob lie = new Counted(new Blob(blob.layer(), damaged, Optional.empty(), true), blob.layer(), true);

        assertThatExceptionOfType(PlimsollException.class).isThrownBy(() -> read(lie, NAMED_WANTED));
        assertThat(directory.resolve("cache/known-layers")).doesNotExist();
    }

    @Test
    void otherLimitsAreHeldToTheLayerItself() {
        read(layer(Form.GZIP), NAMED_WANTED);

        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() ->
                        read(layer(Form.GZIP), NAMED_WANTED, Optional.of(known()), Limits.DEFAULT.with("entries", 3)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
    }

    /** A registry could send something else the second time, and nobody compares that. */
    @Test
    void aSecondReadingOfWhatIsNotHereIsNotKept() {
        LayerBlob blob = blob(0, tar(), Form.GZIP);
        for (int run = 0; run < 2; run++) {
            read(new Counted(blob, blob.layer(), true), NAMED_WANTED);
            assertThat(opened).hasValue(run == 0 ? 2 : 1);
        }
    }

    /** Who changes the file, and even sets its time back, has it compared again. */
    @Test
    void aFileThatWasComparedIsVerifiedAsLongAsItStaysAsItWas() throws IOException {
        byte[] bytes = Form.GZIP.compress(tar());
        Path file = Files.write(directory.resolve("blob"), bytes);
        Layer layer = blob(0, tar(), Form.GZIP).layer();
        LayerBlob.Region region = new LayerBlob.Region(file, 0, bytes.length);
        LayerBlob read =
                RegionBlob.all(List.of(layer), List.of(region), "test", false).get(0);
        assertThat(read.isVerified()).isFalse();

        read(read, NAMED_WANTED);
        assertThat(read.isVerified()).isTrue();

        FileTime time = Files.getLastModifiedTime(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, time);
        assertThat(read.isVerified()).isFalse();
    }

    @Test
    void aFileThatWasComparedByAnEarlierRunIsVerifiedUnlessItHadJustBeenChanged() throws IOException {
        byte[] bytes = Form.GZIP.compress(tar());
        Path file = Files.write(directory.resolve("blob"), bytes);
        Layer layer = blob(0, tar(), Form.GZIP).layer();
        LayerBlob.Region region = new LayerBlob.Region(file, 0, bytes.length);
        for (Duration later : List.of(Duration.ZERO, Duration.ofSeconds(30))) {
            Clock clock = Clock.offset(Clock.systemUTC(), later);
            AppDirectories directories = new AppDirectories(
                    directory.resolve("cache" + later), directory.resolve("data"), directory.resolve("config"));
            LayerBlob next = null;
            for (int run = 0; run < 2; run++) {
                next = RegionBlob.all(List.of(layer), List.of(region), "test", false)
                        .get(0);
                read(next, NAMED_WANTED, Optional.of(KnownLayers.of(directories, clock)), Limits.DEFAULT);
            }
            assertThat(Objects.requireNonNull(next).isVerified()).isEqualTo(!later.isZero());
        }
    }
}
