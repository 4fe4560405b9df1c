package dev.plimsoll.image.target.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.Patience;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.Trees;
import dev.plimsoll.image.source.ImageSources;
import dev.plimsoll.image.target.ImageTargets;
import dev.plimsoll.image.target.SampleImages;
import dev.plimsoll.image.write.LayerCompression;
import dev.plimsoll.image.write.NewImage;
import dev.plimsoll.image.write.WriteOptions;
import dev.plimsoll.image.write.WrittenImage;
import dev.plimsoll.image.write.WrittenIndex;
import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.DockerRegistry;
import dev.plimsoll.testkit.RequiresCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry as people run it, which does not know the referrers' API. */
@RequiresCommand({"docker-registry", "skopeo"})
class RealRegistryPushTest {
    /** The password "geheim". */
    private static final String HTPASSWD = "me:$2y$05$abcdefghijklmnopqrstuuVWu8RjbNovPZWAMRdd7iqaaG0mI53Uu\n";

    @TempDir
    private Path folder;

    private final HttpFetcher fetcher = HttpFetcher.online(Map.of(), Patience.SHORT);
    private final Map<String, String> environment = new HashMap<>();

    @AfterEach
    void close() {
        fetcher.close();
    }

    @Test
    void what_is_pushed_is_what_others_and_we_read() throws IOException {
        try (DockerRegistry registry = DockerRegistry.start(folder.resolve("registry"))) {
            for (LayerCompression compression : LayerCompression.values()) {
                String name =
                        registry.authority() + "/team/app:" + compression.name().toLowerCase(java.util.Locale.ROOT);
                WrittenImage pushed = write("registry://" + name, compression);
                write("oci-dir://" + folder.resolve("layout-" + compression), compression);

                List<String> expected = read("oci-dir://" + folder.resolve("layout-" + compression), pushed);
                assertThat(read("registry://" + name, pushed)).isEqualTo(expected);
                Path copy = folder.resolve("copy-" + compression);
                Command.run(
                        "skopeo",
                        "copy",
                        "--insecure-policy",
                        "--preserve-digests",
                        "--src-tls-verify=false",
                        "docker://" + name,
                        "oci:" + copy + ":latest");
                assertThat(read("oci-dir://" + copy, pushed)).isEqualTo(expected);
            }
        }
    }

    @Test
    void documents_about_the_image_are_listed_under_the_tag_of_its_digest() {
        try (DockerRegistry registry = DockerRegistry.start(folder.resolve("registry"))) {
            String repository = registry.authority() + "/app";
            WrittenImage pushed = write("registry://" + repository + ":1", LayerCompression.GZIP);
            WrittenImage again = write("registry://" + repository + ":2", LayerCompression.GZIP);

            String list = Command.run(
                    "skopeo",
                    "inspect",
                    "--raw",
                    "--tls-verify=false",
                    "docker://" + repository + ":sha256-" + pushed.digest().hex());
            assertThat(again).isEqualTo(pushed);
            assertThat(list)
                    .containsOnlyOnce(pushed.attachments().get(0).toString())
                    .contains("\"artifactType\":\"text/plain\"");
            String document = Command.run(
                    "skopeo",
                    "inspect",
                    "--raw",
                    "--tls-verify=false",
                    "docker://" + repository + "@" + pushed.attachments().get(0));
            assertThat(document).contains("\"subject\":", pushed.digest().toString());
        }
    }

    @Test
    void images_of_several_platforms_are_one_under_a_tag_as_in_a_layout() throws IOException {
        List<NewImage> images =
                List.of(SampleImages.on("linux/amd64", "amd64"), SampleImages.on("linux/arm/v7", "a bit longer"));
        try (DockerRegistry registry = DockerRegistry.start(folder.resolve("registry"))) {
            String name = registry.authority() + "/team/app:1";
            Path layout = folder.resolve("layout");

            WrittenIndex pushed = writeAll(images, "registry://" + name);
            assertThat(writeAll(images, "oci-dir://" + layout)).isEqualTo(pushed);

            Path copy = folder.resolve("copy");
            for (String from : List.of("docker://" + name, "oci:" + layout + ":latest")) {
                Command.run(
                        "skopeo",
                        "copy",
                        "--insecure-policy",
                        "--all",
                        "--preserve-digests",
                        "--src-tls-verify=false",
                        from,
                        "oci:" + copy + ":latest");
                for (int i = 0; i < images.size(); i++) {
                    NewImage image = images.get(i);
                    for (String place : List.of("registry://" + name, "oci-dir://" + layout, "oci-dir://" + copy)) {
                        assertThat(read(place, pushed.images().get(i), image.platform()))
                                .as(from + " " + place)
                                .isEqualTo(
                                        images.stream().map(NewImage::platform).toList());
                    }
                }
            }
            assertThat(Files.readString(copy.resolve("index.json")))
                    .contains(pushed.digest().toString());
        }
    }

    @Test
    void the_login_is_that_of_docker() throws IOException {
        try (DockerRegistry registry = DockerRegistry.withPasswords(folder.resolve("registry"), HTPASSWD)) {
            String name = "registry://" + registry.authority() + "/app:1";
            assertThatExceptionOfType(PlimsollException.class)
                    .isThrownBy(() -> write(name, LayerCompression.GZIP))
                    .withMessageContaining("docker login")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED));

            Path config = Files.createDirectories(folder.resolve("docker"));
            Files.writeString(
                    config.resolve("config.json"),
                    "{\"auths\":{\"" + registry.authority() + "\":{\"auth\":\"bWU6Z2VoZWlt\"}}}");
            environment.put("DOCKER_CONFIG", config.toString());
            WrittenImage pushed = write(name, LayerCompression.GZIP);
            assertThat(read(name, pushed)).isNotEmpty();
        }
    }

    /** The tree, of an image that has the digest. */
    private List<String> read(String reference, WrittenImage expected) {
        try (TempFiles temporary = TempFiles.under(folder.resolve("tmp"));
                Image image = ImageSources.open(
                        ImageReference.parse(reference), OpenOptions.of(environment, fetcher, temporary))) {
            assertThat(image.info().digest()).contains(expected.digest());
            return Trees.lines(image.read(Trees.ALL));
        }
    }

    /** The platforms that there are beside the one of this digest. */
    private List<Platform> read(String reference, WrittenImage expected, Platform platform) {
        try (TempFiles temporary = TempFiles.under(folder.resolve("tmp"));
                Image image = ImageSources.open(
                        ImageReference.parse(reference),
                        OpenOptions.of(environment, fetcher, temporary).withPlatform(platform))) {
            assertThat(image.info().digest()).contains(expected.digest());
            assertThat(image.info().platform()).contains(platform);
            return image.platforms();
        }
    }

    private WrittenIndex writeAll(List<NewImage> images, String reference) {
        try (TempFiles temporary = TempFiles.under(folder.resolve("tmp"))) {
            return ImageTargets.writeAll(
                    images,
                    ImageReference.parse(reference),
                    new WriteOptions(
                            LayerCompression.GZIP,
                            false,
                            environment,
                            Limits.DEFAULT,
                            fetcher,
                            temporary,
                            Progress.NONE,
                            Optional.empty()));
        }
    }

    private WrittenImage write(String reference, LayerCompression compression) {
        try (TempFiles temporary = TempFiles.under(folder.resolve("tmp"))) {
            return ImageTargets.write(
                    SampleImages.with("text"),
                    ImageReference.parse(reference),
                    new WriteOptions(
                            compression,
                            false,
                            environment,
                            Limits.DEFAULT,
                            fetcher,
                            temporary,
                            Progress.NONE,
                            Optional.empty()));
        }
    }
}
