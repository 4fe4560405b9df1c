package dev.plimsoll.image.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.Trees;
import dev.plimsoll.image.source.ImageSources;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.ImageTarget;
import dev.plimsoll.image.write.LayerCompression;
import dev.plimsoll.image.write.LayerContent;
import dev.plimsoll.image.write.LayerFile;
import dev.plimsoll.image.write.NewImage;
import dev.plimsoll.image.write.WriteOptions;
import dev.plimsoll.image.write.WrittenImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every place keeps that images are written to: what is read back is what was written, and it is whole or not there. */
public abstract class ImageTargetContract {
    @TempDir
    protected Path folder;

    /** The target under test. */
    protected abstract ImageTarget target();

    /** A place for an image, as users write it. */
    protected abstract String place(String name);

    /** The process's. */
    protected Map<String, String> environment() {
        return Map.of();
    }

    /** The network. */
    protected HttpFetcher fetcher() {
        return HttpFetcher.offline();
    }

    @Test
    void an_image_is_read_back_with_all_that_it_says() {
        WrittenImage written = write(place("a"), SampleImages.with("text"));

        ImageInfo info = open(place("a"), Image::info);
        assertThat(info.imageId()).contains(written.imageId());
        assertThat(info.run()).contains(SampleImages.RUN);
        assertThat(info.labels()).isEqualTo(Map.of("k", "v"));
        assertThat(info.created()).contains(SampleImages.CREATED);
        assertThat(info.platform()).contains(Platform.parse("linux/amd64"));
        assertThat(info.history())
                .singleElement()
                .satisfies(line -> assertThat(line.createdBy()).isEqualTo("made"));
        List<String> paths = open(
                place("a"),
                image -> image.read(Trees.ALL).entries().map(FileEntry::path).toList());
        assertThat(paths).containsExactly("bin", "bin/again", "bin/app", "bin/link");
    }

    @Test
    void names_of_every_kind_come_back_as_they_are() {
        List<String> names = List.of(
                "a b",
                "deep/" + "x".repeat(200) + "/" + "y".repeat(200),
                "not\\xffutf8",
                "-x",
                "\u00fc",
                "z".repeat(100),
                "back\\slash",
                "hex\\x5cx41");
        List<LayerFile> files = names.stream()
                .map(name -> LayerFile.file(
                        name, 0640, SampleImages.CREATED, FileBody.of(name.getBytes(StandardCharsets.UTF_8))))
                .toList();
        write(place("a"), image(files));

        List<String> back = open(
                place("a"),
                image -> image.read(Trees.ALL)
                        .entries()
                        .filter(entry -> entry.kind() == FileEntry.Kind.FILE)
                        .map(FileEntry::path)
                        .filter(path -> !path.startsWith("bin/"))
                        .toList());
        assertThat(back).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void an_image_that_stands_on_another_keeps_what_that_has_and_adds_to_it() {
        write(place("a"), SampleImages.with("text"));
        LayerContent more = new LayerContent(
                "more",
                List.of(
                        LayerFile.file("bin/.wh.again", 0, SampleImages.CREATED, FileBody.of(new byte[0])),
                        LayerFile.file("bin/new", 0644, SampleImages.CREATED, FileBody.of(new byte[1]))));

        WrittenImage written = open(place("a"), base -> write(place("b"), on(base, more)));

        ImageInfo before = open(place("a"), Image::info);
        ImageInfo info = open(place("b"), Image::info);
        assertThat(info.imageId()).contains(written.imageId());
        assertThat(info.run()).contains(SampleImages.RUN);
        assertThat(info.labels()).isEqualTo(Map.of("k", "v", "patched", "yes"));
        assertThat(info.created()).contains(SampleImages.CREATED.plusSeconds(60));
        assertThat(info.layers().get(0).diffId())
                .isEqualTo(before.layers().get(0).diffId());
        assertThat(info.history().stream().map(ImageInfo.History::createdBy)).containsExactly("made", "more");
        List<String> paths = open(
                place("b"),
                image -> image.read(Trees.ALL).entries().map(FileEntry::path).toList());
        assertThat(paths).containsExactly("bin", "bin/app", "bin/link", "bin/new");
    }

    private static NewImage on(Image base, LayerContent layer) {
        return new NewImage(
                "plimsoll/app:patched",
                Platform.parse("linux/amd64"),
                SampleImages.RUN,
                Map.of("patched", "yes"),
                SampleImages.CREATED.plusSeconds(60),
                "",
                List.of(layer),
                Map.of(),
                List.of(),
                base.stored());
    }

    @Test
    void the_same_image_is_the_same_again() {
        WrittenImage first = write(place("a"), SampleImages.with("text"));
        WrittenImage second = write(place("b"), SampleImages.with("text"));

        assertThat(second).isEqualTo(first);
        assertThat(write(place("c"), SampleImages.with("other"))).isNotEqualTo(first);
    }

    @Test
    void an_image_that_breaks_off_leaves_the_former_one_and_nothing_else() throws IOException {
        write(place("a"), SampleImages.with("text"));
        List<String> before = tree("a");
        List<String> files = files();

        for (FileBody body : List.of(failing(), shorter(), longer())) {
            LayerFile whole = LayerFile.file("whole", 0644, SampleImages.CREATED, FileBody.of(new byte[3000]));
            LayerFile broken = LayerFile.file("z-broken", 0644, SampleImages.CREATED, body);
            NewImage image = image(List.of(whole, broken));
            assertThatExceptionOfType(PlimsollException.class).isThrownBy(() -> write(place("a"), image));
        }

        assertThat(tree("a")).isEqualTo(before);
        assertThat(files()).isEqualTo(files);
    }

    @Test
    void it_writes_its_own_form_and_is_the_only_one() {
        ImageReference reference = ImageReference.parse(place("a"));

        assertThat(ImageTargets.all().stream().filter(each -> each.writes(reference)))
                .singleElement()
                .satisfies(each -> assertThat(each).hasSameClassAs(target()));
    }

    private static NewImage image(List<LayerFile> files) {
        NewImage sample = SampleImages.with("text");
        return new NewImage(
                sample.name(),
                sample.platform(),
                sample.run(),
                sample.labels(),
                sample.created(),
                sample.author(),
                List.of(sample.layers().get(0), new LayerContent("more", files)),
                sample.annotations(),
                sample.attachments());
    }

    private static FileBody failing() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk broke");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        };
        return body(5000, () -> new SequenceInputStream(new ByteArrayInputStream(new byte[2000]), broken));
    }

    private static FileBody shorter() {
        return body(5000, () -> new ByteArrayInputStream(new byte[2000]));
    }

    private static FileBody longer() {
        return body(5000, () -> new ByteArrayInputStream(new byte[9000]));
    }

    private static FileBody body(long size, java.util.function.Supplier<InputStream> content) {
        return new FileBody() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public InputStream open() {
                return content.get();
            }
        };
    }

    private List<String> tree(String name) {
        return open(place(name), image -> Trees.lines(image.read(Trees.ALL)));
    }

    private <T> T open(String reference, Function<Image, T> look) {
        try (TempFiles temporary = TempFiles.under(folder.resolve("tmp"));
                Image image = ImageSources.open(
                        ImageReference.parse(reference), OpenOptions.of(environment(), fetcher(), temporary))) {
            return look.apply(image);
        }
    }

    /** Writes as users have it done: with gzip. */
    protected WrittenImage write(String reference, NewImage image) {
        return write(reference, image, LayerCompression.GZIP);
    }

    /** Writes an image. */
    protected WrittenImage write(String reference, NewImage image, LayerCompression compression) {
        try (TempFiles temporary = TempFiles.under(folder.resolve("tmp"))) {
            return target().write(
                            image,
                            ImageReference.parse(reference),
                            new WriteOptions(
                                    compression,
                                    false,
                                    environment(),
                                    Limits.DEFAULT,
                                    fetcher(),
                                    temporary,
                                    Progress.NONE,
                                    Optional.empty()));
        }
    }

    /** What lies in the test's folder, but for what a registry or an engine keeps for itself. */
    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(name -> !name.startsWith("service"))
                    .sorted()
                    .toList();
        }
    }
}
