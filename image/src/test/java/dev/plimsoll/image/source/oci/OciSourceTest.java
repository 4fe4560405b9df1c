package dev.plimsoll.image.source.oci;

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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OciSourceTest {
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";

    @TempDir
    Path directory;

    @Nested
    class Plain extends ImageSourceContract {
        UnaryOperator<byte[]> compression() {
            return TinyImage.PLAIN;
        }

        @Override
        protected ImageSource source() {
            return new OciSource();
        }

        ImageReference write(Map<String, byte[]> files) {
            return ImageReference.parse("oci-dir://" + TinyImage.writeDirectory(files, directory.resolve("layout")));
        }

        @Override
        protected ImageReference offer(TinyImage image) {
            return write(image.ociFiles(compression()));
        }

        /** The last layer's bytes change, to others of the same length that are still fit to be read. */
        @Override
        protected Optional<ImageReference> offerDamaged(TinyImage image) {
            Map<String, byte[]> files = new LinkedHashMap<>(image.ociFiles(compression()));
            byte[] manifest = image.manifest(compression());
            byte[] changed = new String(manifest, StandardCharsets.UTF_8)
                    .replace("\"schemaVersion\":2", "\"schemaVersion\":3")
                    .getBytes(StandardCharsets.UTF_8);
            files.put(TinyImage.blobName(manifest), changed);
            return Optional.of(write(files));
        }

        /** The second layer is cut. */
        @Override
        protected Optional<ImageReference> offerCut(TinyImage image, int keep) {
            Map<String, byte[]> files = new LinkedHashMap<>(image.ociFiles(compression()));
            byte[] blob = compression().apply(image.layers().get(1));
            files.put(TinyImage.blobName(blob), Arrays.copyOf(blob, blob.length * keep / 1000));
            return Optional.of(write(files));
        }
    }

    @Nested
    class Gzip extends Plain {
        @Override
        UnaryOperator<byte[]> compression() {
            return TinyImage.GZIP;
        }
    }

    @Nested
    class Zstandard extends Plain {
        @Override
        UnaryOperator<byte[]> compression() {
            return Zstd::compress;
        }
    }

    @Nested
    class InTar extends Gzip {
        @Override
        ImageReference write(Map<String, byte[]> files) {
            return ImageReference.parse("oci-dir://" + TinyImage.writeTar(files, directory.resolve("layout.tar")));
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String withPlatform(String descriptor, String os, String architecture) {
        return descriptor.substring(0, descriptor.length() - 1) + ",\"platform\":{\"os\":\"" + os
                + "\",\"architecture\":\"" + architecture + "\"}}";
    }

    /** An index of two processors and an attestation, below the layout's own. */
    private Path multiPlatform() {
        TinyImage amd = new TinyImage().layer(new TinyTar().file("arch", "amd64"));
        TinyImage arm = new TinyImage().architecture("arm64").layer(new TinyTar().file("arch", "arm64"));
        Map<String, byte[]> files = new LinkedHashMap<>(amd.ociFiles(TinyImage.GZIP));
        files.putAll(arm.ociFiles(TinyImage.GZIP));
        String type = "application/vnd.oci.image.manifest.v1+json";
        byte[] inner = utf8("{\"schemaVersion\":2,\"manifests\":["
                + withPlatform(TinyImage.descriptor(type, utf8("attested")), "unknown", "unknown") + ","
                + withPlatform(TinyImage.descriptor(type, amd.manifest(TinyImage.GZIP)), "linux", "amd64") + ","
                + withPlatform(TinyImage.descriptor(type, arm.manifest(TinyImage.GZIP)), "linux", "arm64") + "]}");
        files.put(TinyImage.blobName(inner), inner);
        files.put("index.json", utf8("{\"manifests\":[" + TinyImage.descriptor(INDEX, inner) + "]}"));
        return TinyImage.writeDirectory(files, directory.resolve("multi"));
    }

    private String arch(Path layout, Optional<String> platform) {
        try (TempFiles tempFiles = TempFiles.under(directory)) {
            var options = Trees.options(tempFiles);
            options = new dev.plimsoll.image.OpenOptions(
                    platform.map(dev.plimsoll.image.Platform::parse),
                    options.ref(),
                    false,
                    false,
                    options.environment(),
                    options.limits(),
                    options.fetcher(),
                    tempFiles,
                    options.progress(),
                    options.known());
            try (Image image = new OciSource().open(ImageReference.parse("oci-dir://" + layout), options)) {
                return Trees.text(image.read(Trees.ALL), "arch");
            }
        }
    }

    @Test
    void the_platform_chooses_within_nested_indexes() {
        Path layout = multiPlatform();
        assertThat(arch(layout, Optional.of("linux/arm64"))).isEqualTo("arm64");
        assertThat(arch(layout, Optional.of("linux/amd64"))).isEqualTo("amd64");
        assertThat(arch(layout, Optional.empty()))
                .isEqualTo(dev.plimsoll.image.Platform.ofMachine().architecture());
        assertThatThrownBy(() -> arch(layout, Optional.of("linux/s390x")))
                .isInstanceOfSatisfying(
                        PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PLATFORM_NOT_FOUND))
                .hasMessageContaining("linux/amd64, linux/arm64");
    }

    @Test
    void the_only_image_is_taken_whatever_it_is_for_unless_a_platform_is_wanted() {
        TinyImage image = new TinyImage().architecture("riscv64").layer(new TinyTar().file("arch", "riscv64"));
        Path layout = TinyImage.writeDirectory(image.ociFiles(TinyImage.GZIP), directory.resolve("only"));
        assertThat(arch(layout, Optional.empty())).isEqualTo("riscv64");
        assertThatThrownBy(() -> arch(layout, Optional.of("linux/amd64"))).hasMessageContaining("linux/riscv64");
    }

    @Test
    void an_index_within_an_index_without_end_is_refused() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        byte[] inner = utf8("{\"manifests\":[]}");
        for (int i = 0; i < 10; i++) {
            files.put(TinyImage.blobName(inner), inner);
            inner = utf8("{\"manifests\":[" + TinyImage.descriptor(INDEX, inner) + "]}");
        }
        files.put("index.json", inner);
        Path layout = TinyImage.writeDirectory(files, directory.resolve("deep"));
        assertThatThrownBy(() -> arch(layout, Optional.empty()))
                .isInstanceOfSatisfying(
                        PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IMAGE_CORRUPT))
                .hasMessageContaining("points to itself");
    }

    @Test
    void a_manifest_that_names_itself_is_refused() {
        // Its own digest can't be known beforehand, so the blob lies under a digest that it does not have.
        String digest = "sha256:" + "a".repeat(64);
        byte[] self = utf8("{\"manifests\":[{\"mediaType\":\"" + INDEX + "\",\"digest\":\"" + digest + "\"}]}");
        Path layout = TinyImage.writeDirectory(
                Map.of("index.json", self, "blobs/sha256/" + "a".repeat(64), self), directory.resolve("self"));
        assertThatThrownBy(() -> arch(layout, Optional.empty()))
                .isInstanceOfSatisfying(
                        PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DIGEST_MISMATCH));
    }

    @Test
    void json_a_hundred_levels_deep_is_refused() {
        Path layout = TinyImage.writeDirectory(
                Map.of("index.json", utf8("{\"manifests\":" + "[".repeat(100) + "]".repeat(100) + "}")),
                directory.resolve("nested"));
        assertThatThrownBy(() -> arch(layout, Optional.empty()))
                .isInstanceOfSatisfying(
                        PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED))
                .hasMessageContaining("index.json");
    }

    @Test
    void a_name_or_digest_chooses_among_several() {
        TinyImage one = new TinyImage().layer(new TinyTar().file("f", "one"));
        TinyImage two = new TinyImage().layer(new TinyTar().file("f", "two"));
        Map<String, byte[]> files = new LinkedHashMap<>(one.ociFiles(TinyImage.PLAIN));
        files.putAll(two.ociFiles(TinyImage.PLAIN));
        String type = "application/vnd.oci.image.manifest.v1+json";
        String first = TinyImage.descriptor(type, one.manifest(TinyImage.PLAIN));
        String second = TinyImage.descriptor(type, two.manifest(TinyImage.PLAIN));
        files.put(
                "index.json",
                utf8("{\"manifests\":[" + first + "," + second.substring(0, second.length() - 1)
                        + ",\"annotations\":{\"io.containerd.image.name\":\"docker.io/library/two:2\"}}]}"));
        Path layout = TinyImage.writeDirectory(files, directory.resolve("several"));
        try (TempFiles tempFiles = TempFiles.under(directory)) {
            var options = Trees.options(tempFiles);
            ImageReference reference = ImageReference.parse("oci-dir://" + layout);
            for (String ref : new String[] {
                "two:2",
                "two:2",
                dev.plimsoll.base.Digest.sha256(two.manifest(TinyImage.PLAIN)).toString()
            }) {
                try (Image image = new OciSource().open(reference, Trees.withRef(options, ref))) {
                    assertThat(Trees.text(image.read(Trees.ALL), "f")).isEqualTo("two");
                }
            }
            assertThatThrownBy(() -> new OciSource().open(reference, options))
                    .isInstanceOfSatisfying(
                            PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                    .hasMessageContaining("two:2");
        }
    }
}
