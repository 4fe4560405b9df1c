package dev.plimsoll.build.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.AppDirectories;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.BuildOptions;
import dev.plimsoll.build.BuildTools;
import dev.plimsoll.build.ImageBuilder;
import dev.plimsoll.build.spec.ImageSpec;
import dev.plimsoll.debian.ArchiveScope;
import dev.plimsoll.debian.DebianArchiveSource;
import dev.plimsoll.debian.DebianOptions;
import dev.plimsoll.debian.PackageArchive;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.RunConfig;
import dev.plimsoll.image.source.ImageSources;
import dev.plimsoll.image.target.ImageTargets;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerCompression;
import dev.plimsoll.image.write.LayerContent;
import dev.plimsoll.image.write.LayerFile;
import dev.plimsoll.image.write.NewImage;
import dev.plimsoll.image.write.WriteOptions;
import dev.plimsoll.inventory.ecosystem.Ecosystems;
import dev.plimsoll.scan.Scanner;
import dev.plimsoll.testkit.DockerDaemon;
import dev.plimsoll.testkit.HardenedContainer;
import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Images without dpkg, built of the point release and patched, against the same spec built of all suites today: file by file. In the form
 * that the build gives {@code status.d}, and in that of distroless images.
 */
@Tag("proof")
class FolderPatchProofTest {
    private static final String FOLDER = "var/lib/dpkg/status.d/";

    @TempDir
    Path folder;

    private final TempFiles tempFiles = TempFiles.ofSystem();
    private final Map<String, String> environment = new TreeMap<>(System.getenv());
    private final HttpFetcher fetcher = HttpFetcher.online(environment);

    private final List<Image> opened = new ArrayList<>();
    private Platform platform = Platform.parse("linux/amd64");

    @AfterEach
    void close() {
        opened.forEach(Image::close);
        fetcher.close();
        tempFiles.close();
    }

    @ParameterizedTest
    @CsvSource({"redis,false,amd64", "redis,true,amd64", "postgresql,false,amd64", "redis,false,arm64"})
    void is_what_a_new_build_makes(String name, boolean distroless, String architecture) throws IOException {
        platform = Platform.parse("linux/" + architecture);
        ImageReference old = build(name, "\narchive: {suites: [bookworm]}\n", "old");
        ImageReference image = distroless ? distroless(old) : old;

        PatchedImage patched = patch(image, "patched").orElseThrow();
        PatchedImage again = patch(image, "again").orElseThrow();

        assertThat(again.written().digest()).isEqualTo(patched.written().digest());
        assertThat(patched.plan().kept()).isEmpty();
        assertThat(patched.after().findings())
                .hasSizeLessThan(patched.before().findings().size());
        Map<String, LayerFile> made = read(ImageReference.parse("oci-dir://" + folder.resolve("patched")));
        requireCurrent(made);
        requireSums(made);
        ImageReference fresh = build(name, "\n", "fresh");
        Map<String, LayerFile> wanted = read(distroless ? distroless(fresh) : fresh);
        Set<Instant> builds = new HashSet<>(List.of(newest(read(image)), newest(made), newest(wanted)));
        assertThat(RootFolder.differences(timeless(made, builds), timeless(wanted, builds), path -> true))
                .isEmpty();
    }

    /** What a build makes itself has its date. */
    private static Instant newest(Map<String, LayerFile> files) {
        return files.values().stream()
                .map(LayerFile::modified)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Map<String, LayerFile> timeless(Map<String, LayerFile> files, Set<Instant> builds) {
        Map<String, LayerFile> timeless = new TreeMap<>(files);
        timeless.replaceAll((path, file) -> builds.contains(file.modified())
                ? new LayerFile(
                        path,
                        file.type(),
                        file.mode(),
                        file.userId(),
                        file.groupId(),
                        Instant.EPOCH,
                        file.linkTarget(),
                        file.body(),
                        file.xattrs())
                : file);
        return timeless;
    }

    @Test
    @RequiresCommand({"dockerd", "docker", "skopeo"})
    void the_program_runs_before_and_after() throws IOException {
        ImageReference old = build("redis", "\narchive: {suites: [bookworm]}\n", "old");
        assertThat(patch(old, "patched")).isPresent();
        Path users = Files.writeString(folder.resolve("users"), "user app on nopass ~* &* +@all -@admin\n");
        try (DockerDaemon docker = DockerDaemon.start(folder.resolve("d"))) {
            for (String each : List.of("old", "patched")) {
                docker.loadLayout(folder.resolve(each), "latest", "redis:" + each);
                try (HardenedContainer redis = HardenedContainer.start(
                        docker,
                        each,
                        "redis:" + each,
                        new HardenedContainer.Settings()
                                .volume(each, "/data")
                                .file(users, "/run/secrets/redis-users.conf"))) {
                    redis.awaitHealthy(Duration.ofMinutes(1));
                    assertThat(redis.exec("/usr/bin/redis-cli", "--user", "app", "--pass", "x", "SET", "a", "b"))
                            .contains("OK");
                }
            }
        }
    }

    private BuildTools tools() {
        return new BuildTools(
                environment,
                DebianOptions.DEFAULT,
                fetcher,
                AppDirectories.of(environment),
                Clock.systemUTC(),
                Progress.NONE,
                "test");
    }

    /** One of the project's own specs. */
    private ImageReference build(String name, String archive, String as) throws IOException {
        Path containers = SharedFiles.checkout().resolve("containers");
        String text = Files.readString(containers.resolve(name + ".yaml"))
                .replaceFirst("\nrelease: bookworm\n", "\nrelease: bookworm" + archive)
                .replaceAll("(source: )(" + name + "/)", "$1" + containers + "/$2");
        Path spec = Files.writeString(folder.resolve(as + ".yaml"), text);
        ImageReference target = ImageReference.parse("oci-dir://" + folder.resolve(as));
        new ImageBuilder(tools())
                .build(
                        ImageSpec.read(spec).spec().orElseThrow(),
                        new BuildOptions(
                                platform,
                                target,
                                LayerCompression.GZIP,
                                BuildOptions.LockUse.IGNORE,
                                folder.resolve(as + ".lock.json"),
                                false,
                                false,
                                Optional.empty()));
        return target;
    }

    private Optional<PatchedImage> patch(ImageReference image, String name) {
        AppDirectories directories = AppDirectories.of(environment);
        try (Scanner scanner = Scanner.builder(environment, Clock.systemUTC())
                .source(new DebianArchiveSource(
                        DebianOptions.DEFAULT,
                        Ecosystems.byId("dpkg").orElseThrow(),
                        fetcher,
                        directories,
                        Clock.systemUTC(),
                        Progress.NONE))
                .build()) {
            return new ImagePatcher(tools(), scanner)
                    .patchAll(
                            PatchOptions.builder(image).build(),
                            ImageReference.parse("oci-dir://" + folder.resolve(name)))
                    .map(JarImages::only);
        }
    }

    private Map<String, LayerFile> read(ImageReference reference) throws IOException {
        Image image = ImageSources.open(reference, OpenOptions.of(environment, fetcher, tempFiles));
        opened.add(image);
        return new TreeMap<>(new ImageTree(image.read(new PatchSelector(Set.of(), true))).files());
    }

    /** The same with the packages' own control files, which say nothing of settings and of what is installed. */
    private ImageReference distroless(ImageReference image) throws IOException {
        List<LayerFile> files = new ArrayList<>();
        for (LayerFile each : read(image).values()) {
            boolean fields = each.path().startsWith(FOLDER) && !each.path().endsWith(".md5sums");
            String text = fields ? RootFolder.text(each) : "";
            files.add(
                    fields
                            ? LayerFile.file(
                                    each.path(),
                                    each.mode(),
                                    each.modified(),
                                    FileBody.of(text.replaceFirst("\nStatus: install ok installed\n", "\n")
                                            .replaceFirst("\nConffiles:\n(?: .*\n)+$", "\n")
                                            .getBytes(StandardCharsets.ISO_8859_1)))
                            : each);
        }
        ImageReference place = ImageReference.parse(image + "-distroless");
        NewImage whole = new NewImage(
                "",
                platform,
                RunConfig.NONE,
                Map.of(),
                Instant.parse("2026-01-01T00:00:00Z"),
                "",
                List.of(new LayerContent("made", files)),
                Map.of(),
                List.of());
        ImageTargets.write(
                whole,
                place,
                new WriteOptions(
                        LayerCompression.GZIP,
                        false,
                        Map.of(),
                        Limits.DEFAULT,
                        fetcher,
                        tempFiles,
                        Progress.NONE,
                        Optional.empty()));
        return place;
    }

    private void requireCurrent(Map<String, LayerFile> files) throws IOException {
        PackageArchive archive = PackageArchive.open(
                DebianOptions.DEFAULT,
                ArchiveScope.ofRelease("bookworm", platform.architecture()),
                fetcher,
                AppDirectories.of(environment),
                Clock.systemUTC(),
                Progress.NONE);
        for (LayerFile each : files.values()) {
            String name = each.path().substring(each.path().lastIndexOf('/') + 1);
            if (each.path().equals(FOLDER + name) && !name.endsWith(".md5sums")) {
                assertThat(RootFolder.text(each))
                        .containsPattern("(?m)^Version: \\Q"
                                + archive.candidate(name).orElseThrow().version() + "\\E$");
            }
        }
    }

    private static void requireSums(Map<String, LayerFile> files) throws IOException {
        int counted = 0;
        for (LayerFile each : files.values()) {
            if (each.path().startsWith(FOLDER) && each.path().endsWith(".md5sums")) {
                for (String line : RootFolder.text(each).lines().toList()) {
                    LayerFile file = Optional.ofNullable(files.get(line.substring(34)))
                            .orElseThrow(() -> new AssertionError(each.path() + " names " + line));
                    assertThat(RootFolder.md5(RootFolder.text(file))).as(line).isEqualTo(line.substring(0, 32));
                    counted++;
                }
            }
        }
        assertThat(counted).isGreaterThan(100);
    }
}
