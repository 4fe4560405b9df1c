package dev.plimsoll.image.source.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.ImageSource;
import dev.plimsoll.image.ImageSourceContract;
import dev.plimsoll.image.Trees;
import dev.plimsoll.testkit.image.TinyImage;
import dev.plimsoll.testkit.image.TinyTar;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveSourceTest {
    @TempDir
    Path directory;

    @Nested
    class Old extends ImageSourceContract {
        Map<String, byte[]> files(TinyImage image) {
            return image.dockerFiles();
        }

        UnaryOperator<byte[]> compression() {
            return TinyImage.PLAIN;
        }

        @Override
        protected ImageSource source() {
            return new ArchiveSource();
        }

        private ImageReference write(byte[] archive) {
            return ImageReference.parse("archive://" + TinyImage.write(directory.resolve("image.tar"), archive));
        }

        @Override
        protected ImageReference offer(TinyImage image) {
            return write(compression().apply(TinyImage.tar(files(image))));
        }

        /** The name of the configuration stays, its bytes change. */
        @Override
        protected Optional<ImageReference> offerDamaged(TinyImage image) {
            Map<String, byte[]> files = new LinkedHashMap<>(files(image));
            boolean[] found = new boolean[1];
            files.replaceAll((name, content) -> {
                if (!name.contains(image.id().hex())) {
                    return content;
                }
                found[0] = true;
                byte[] changed = content.clone();
                changed[changed.length - 1] = ' ';
                changed[changed.length - 2] = '}';
                return changed;
            });
            return found[0] ? Optional.of(write(compression().apply(TinyImage.tar(files)))) : Optional.empty();
        }

        @Override
        protected Optional<ImageReference> offerCut(TinyImage image, int keep) {
            byte[] archive = compression().apply(TinyImage.tar(files(image)));
            return Optional.of(write(Arrays.copyOf(archive, (int) ((long) archive.length * keep / 1000))));
        }
    }

    @Nested
    class New extends Old {
        @Override
        Map<String, byte[]> files(TinyImage image) {
            return image.newDockerFiles();
        }
    }

    @Nested
    class BeforeManifests extends Old {
        @Override
        Map<String, byte[]> files(TinyImage image) {
            return image.ancientDockerFiles();
        }
    }

    @Nested
    class OciInTar extends Old {
        @Override
        Map<String, byte[]> files(TinyImage image) {
            return image.ociFiles(TinyImage.GZIP);
        }
    }

    @Nested
    class Gzipped extends Old {
        @Override
        UnaryOperator<byte[]> compression() {
            return TinyImage.GZIP;
        }
    }

    @Nested
    class Zstandard extends New {
        @Override
        UnaryOperator<byte[]> compression() {
            return Zstd::compress;
        }
    }

    private Image open(Path archive, Optional<String> ref, TempFiles tempFiles) {
        var options = Trees.options(tempFiles);
        return new ArchiveSource()
                .open(
                        ImageReference.parse("archive://" + archive),
                        ref.map(r -> Trees.withRef(options, r)).orElse(options));
    }

    @Test
    void several_images_are_told_apart_by_tag_or_id() {
        TinyImage one = new TinyImage().tag("one:1").layer(new TinyTar().file("f", "one"));
        TinyImage two = new TinyImage().tag("two:2").layer(new TinyTar().file("f", "two"));
        Map<String, byte[]> files = new LinkedHashMap<>(one.dockerFiles());
        files.putAll(two.dockerFiles());
        String first = new String(one.dockerFiles().get("manifest.json"), java.nio.charset.StandardCharsets.UTF_8);
        String second = new String(two.dockerFiles().get("manifest.json"), java.nio.charset.StandardCharsets.UTF_8);
        files.put(
                "manifest.json",
                (first.substring(0, first.length() - 1) + "," + second.substring(1))
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Path archive = TinyImage.writeTar(files, directory.resolve("two.tar"));
        try (TempFiles tempFiles = TempFiles.under(directory)) {
            for (String ref :
                    List.of("two:2", two.id().toString(), two.id().hex().substring(0, 12))) {
                try (Image image = open(archive, Optional.of(ref), tempFiles)) {
                    assertThat(Trees.text(image.read(Trees.ALL), "f")).isEqualTo("two");
                    assertThat(image.info().tags()).containsExactly("two:2");
                }
            }
            assertThatThrownBy(() -> open(archive, Optional.empty(), tempFiles))
                    .isInstanceOfSatisfying(
                            PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                    .hasMessageContaining("one:1; two:2");
            assertThatThrownBy(() -> open(archive, Optional.of("three"), tempFiles))
                    .isInstanceOfSatisfying(
                            PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PLATFORM_NOT_FOUND));
        }
    }

    @Test
    void layers_that_are_links_to_others_are_followed() {
        byte[] layer = new TinyTar().file("f", "text").bytes();
        TinyImage image = new TinyImage().layer(layer).layer(layer);
        TinyTar tar = new TinyTar()
                .file("aaa/layer.tar", 0644, layer)
                .symlink("bbb/layer.tar", "../aaa/layer.tar")
                .file(image.id().hex() + ".json", 0644, image.config())
                .file(
                        "manifest.json",
                        "["
                                + image.dockerManifest(
                                        image.id().hex() + ".json", List.of("aaa/layer.tar", "bbb/layer.tar"))
                                + "]");
        Path archive = TinyImage.write(directory.resolve("linked.tar"), tar.bytes());
        assertThat(Trees.read("archive://" + archive, directory))
                .hasSize(1)
                .first()
                .asString()
                .contains(" L1 f");
    }

    @Test
    void a_missing_layer_is_named() {
        TinyImage image = new TinyImage().layer(new TinyTar().file("f", "text"));
        Map<String, byte[]> files = new LinkedHashMap<>(image.dockerFiles());
        files.keySet().removeIf(name -> name.endsWith("layer.tar"));
        Path archive = TinyImage.writeTar(files, directory.resolve("missing.tar"));
        assertThatThrownBy(() -> Trees.read("archive://" + archive, directory))
                .isInstanceOfSatisfying(
                        PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IMAGE_CORRUPT))
                .hasMessageContaining("layer.tar")
                .hasMessageContaining("missing.tar")
                .hasMessageContaining("is missing");
    }

    @Test
    void what_is_no_archive_of_images_says_so() {
        Path root = TinyImage.write(
                directory.resolve("root.tar"),
                new TinyTar().file("etc/os-release", "ID=x").bytes());
        assertThatThrownBy(() -> Trees.read("archive://" + root, directory))
                .hasMessageContaining("neither manifest.json");
        Path text = TinyImage.write(directory.resolve("notes.txt"), new byte[2000]);
        assertThatThrownBy(() -> Trees.read("archive://" + text, directory)).hasMessageContaining("notes.txt");
        assertThatThrownBy(() -> Trees.read("archive://" + directory.resolve("absent.tar"), directory))
                .isInstanceOfSatisfying(
                        PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IMAGE_NOT_FOUND));
        assertThatThrownBy(() -> Trees.read("archive://" + directory, directory))
                .hasMessageContaining("oci-dir://");
    }
}
