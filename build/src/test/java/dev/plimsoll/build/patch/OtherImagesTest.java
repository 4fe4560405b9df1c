package dev.plimsoll.build.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plimsoll.advisory.CollectedRows;
import dev.plimsoll.advisory.store.InMemoryAdvisories;
import dev.plimsoll.base.AppDirectories;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.BuildTools;
import dev.plimsoll.debian.DebianOptions;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.RunConfig;
import dev.plimsoll.image.target.ImageTargets;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerCompression;
import dev.plimsoll.image.write.LayerContent;
import dev.plimsoll.image.write.LayerFile;
import dev.plimsoll.image.write.NewImage;
import dev.plimsoll.image.write.WriteOptions;
import dev.plimsoll.inventory.ecosystem.Ecosystems;
import dev.plimsoll.scan.Scanner;
import dev.plimsoll.testkit.LoopbackServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that can't be patched: the error says why and what to do, the image stays as it is, and nothing is written. */
class OtherImagesTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    private static final String RELEASE = "ID=debian\nVERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\n";
    private static final String STANZA =
            "Package: app\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1.0\nDescription: a test\n\n";

    @TempDir
    private Path directory;

    private LoopbackServer mirror;
    private TempFiles tempFiles;

    @BeforeEach
    void start() throws IOException {
        mirror = LoopbackServer.serving(Files.createDirectories(directory.resolve("mirror")));
        tempFiles = TempFiles.under(directory.resolve("tmp"));
    }

    @AfterEach
    void stop() {
        tempFiles.close();
        mirror.close();
    }

    private ImageReference image(Map<String, String> texts) {
        ImageReference place = ImageReference.parse("oci-dir://" + directory.resolve("image"));
        List<LayerFile> files = new ArrayList<>();
        texts.forEach((path, text) ->
                files.add(LayerFile.file(path, 0644, NOW, FileBody.of(text.getBytes(StandardCharsets.UTF_8)))));
        NewImage image = new NewImage(
                "",
                Platform.parse("linux/amd64"),
                RunConfig.NONE,
                Map.of(),
                NOW,
                "",
                List.of(new LayerContent("made", files)),
                Map.of(),
                List.of());
        try (HttpFetcher offline = HttpFetcher.offline()) {
            ImageTargets.write(
                    image,
                    place,
                    new WriteOptions(
                            LayerCompression.GZIP,
                            false,
                            Map.of(),
                            Limits.DEFAULT,
                            offline,
                            tempFiles,
                            Progress.NONE,
                            Optional.empty()));
        }
        return place;
    }

    /** Fails to patch, and looks at what that left behind. */
    private PlimsollException failure(ImageReference image) throws IOException {
        Map<String, byte[]> before = bytes(directory.resolve("image"));
        Map<String, String> environment =
                Map.of("HOME", directory.resolve("home").toString());
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        PlimsollException failure;
        try (HttpFetcher fetcher = HttpFetcher.online(environment);
                Scanner scanner = Scanner.builder(environment, clock)
                        .source(InMemoryAdvisories.of(
                                "memory", new CollectedRows(), Optional.of(NOW), Ecosystems::byId))
                        .build()) {
            ImagePatcher patcher = new ImagePatcher(
                    new BuildTools(
                            environment,
                            DebianOptions.DEFAULT
                                    .withMirrors(mirror.uri("/debian"), mirror.uri("/debian-security"))
                                    .withAptDirectory(directory.resolve("apt")),
                            fetcher,
                            AppDirectories.of(environment),
                            clock,
                            Progress.NONE,
                            "test"),
                    scanner);
            failure = catchThrowableOfType(
                    PlimsollException.class,
                    () -> patcher.patchAll(
                            PatchOptions.builder(image).build(),
                            ImageReference.parse("oci-dir://" + directory.resolve("patched"))));
        }
        assertThat(directory.resolve("patched")).doesNotExist();
        Map<String, byte[]> after = bytes(directory.resolve("image"));
        assertThat(after).hasSameSizeAs(before);
        before.forEach((path, content) -> assertThat(after.get(path)).as(path).isEqualTo(content));
        return failure;
    }

    private static Map<String, byte[]> bytes(Path folder) throws IOException {
        Map<String, byte[]> bytes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                bytes.put(folder.relativize(each).toString(), Files.readAllBytes(each));
            }
        }
        return bytes;
    }

    private void requireFailure(Map<String, String> files, ErrorCode code, String... words) throws IOException {
        PlimsollException failure = failure(image(files));
        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure).hasMessageContainingAll(words);
    }

    @Test
    void a_release_that_has_left_the_mirror_is_named_with_what_to_do() throws IOException {
        requireFailure(
                Map.of("etc/os-release", RELEASE, "var/lib/dpkg/status", STANZA, "var/lib/dpkg/info/app.list", "/.\n"),
                ErrorCode.NETWORK,
                "bookworm",
                mirror.uri("/debian").toString(),
                "--debian-mirror");
    }

    @Test
    void a_status_that_is_cut_off_is_told_before_anything_is_asked() throws IOException {
        requireFailure(
                Map.of("etc/os-release", RELEASE, "var/lib/dpkg/status", STANZA + STANZA.substring(0, 60)),
                ErrorCode.IMAGE_CORRUPT,
                "/var/lib/dpkg/status",
                "it is cut off");
        assertThat(mirror.requests("/debian/dists/bookworm/InRelease")).isEmpty();
    }

    @Test
    void a_folder_of_packages_that_is_cut_off_is_an_error() throws IOException {
        requireFailure(
                Map.of("etc/os-release", RELEASE, "var/lib/dpkg/status.d/app", "Package: app\nVersion: 1.0\nArchi"),
                ErrorCode.IMAGE_CORRUPT,
                "/var/lib/dpkg/status.d/app",
                "it is cut off");
    }

    @Test
    void an_installation_that_broke_off_is_an_error() throws IOException {
        requireFailure(
                Map.of(
                        "etc/os-release",
                        RELEASE,
                        "var/lib/dpkg/status",
                        STANZA.replace("ok installed", "reinstreq half-installed")),
                ErrorCode.IMAGE_CORRUPT,
                "the package app is half-installed: its installation broke off; mend the image with dpkg first");
    }

    @Test
    void an_image_that_lists_no_packages_is_told_apart() throws IOException {
        requireFailure(
                Map.of("etc/os-release", RELEASE),
                ErrorCode.UNSUPPORTED_FORMAT,
                "does not say which packages it has",
                "/var/lib/dpkg/status",
                "status.d");
    }

    @Test
    void a_release_without_a_name_is_an_error() throws IOException {
        requireFailure(
                Map.of("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n", "var/lib/dpkg/status", STANZA),
                ErrorCode.UNSUPPORTED_FORMAT,
                "does not say of which release of Debian it is");
    }

    @Test
    void images_of_other_distributions_are_named() throws IOException {
        requireFailure(
                Map.of("etc/os-release", "ID=alpine\nPRETTY_NAME=\"Alpine Linux v3.20\"\n"),
                ErrorCode.UNSUPPORTED_FORMAT,
                "is of Alpine Linux v3.20",
                "can't yet");
    }

    @Test
    void a_layer_that_is_damaged_is_an_error() throws IOException {
        ImageReference image = image(Map.of("etc/os-release", RELEASE, "var/lib/dpkg/status", STANZA));
        try (Stream<Path> blobs = Files.list(directory.resolve("image/blobs/sha256"))) {
            for (Path each : blobs.toList()) {
                byte[] content = Files.readAllBytes(each);
                if (content[0] == 0x1f) {
                    content[content.length / 2] ^= 1;
                    Files.write(each, content);
                }
            }
        }

        assertThat(failure(image).code()).isIn(ErrorCode.DIGEST_MISMATCH, ErrorCode.IMAGE_CORRUPT);
    }
}
