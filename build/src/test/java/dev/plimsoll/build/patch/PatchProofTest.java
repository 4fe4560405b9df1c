package dev.plimsoll.build.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.AppDirectories;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.BuildTools;
import dev.plimsoll.debian.DebianArchiveSource;
import dev.plimsoll.debian.DebianOptions;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.RunConfig;
import dev.plimsoll.image.target.ImageTargets;
import dev.plimsoll.image.write.LayerCompression;
import dev.plimsoll.image.write.LayerContent;
import dev.plimsoll.image.write.LayerFile;
import dev.plimsoll.image.write.NewImage;
import dev.plimsoll.image.write.WriteOptions;
import dev.plimsoll.inventory.ecosystem.Ecosystems;
import dev.plimsoll.scan.Scanner;
import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.DockerDaemon;
import dev.plimsoll.testkit.RequiresCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An image of the point release, patched, against what {@code apt-get upgrade} makes of the same root: file by file, and the package
 * database stanza by stanza. Needs the rights to chroot.
 */
@Tag("proof")
class PatchProofTest {
    private static final String MAIN = "deb http://deb.debian.org/debian bookworm main";
    private static final String ALL_SUITES = MAIN + """

            deb http://deb.debian.org/debian bookworm-updates main
            deb http://deb.debian.org/debian-security bookworm-security main
            """;

    @TempDir
    Path folder;

    private final TempFiles tempFiles = TempFiles.ofSystem();

    @AfterEach
    void close() {
        tempFiles.close();
        Command.run(
                "rm",
                "-rf",
                "--one-file-system",
                folder.resolve("root").toString(),
                folder.resolve("ours").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "redis-server,nginx-light,python3,postgresql-15,openjdk-17-jre-headless"})
    @RequiresCommand({"mmdebstrap", "chroot", "dpkg", "dockerd", "skopeo"})
    void is_what_apt_makes(String more) throws IOException {
        Path root = folder.resolve("root");
        List<String> command = new ArrayList<>(List.of("mmdebstrap", "--variant=minbase", "--mode=root"));
        if (!more.isEmpty()) {
            command.add("--include=" + more);
            command.add("--aptopt=APT::Install-Recommends \"false\"");
        }
        command.addAll(List.of("bookworm", root.toString(), MAIN));
        Command.run(command);
        Map<String, LayerFile> before = RootFolder.read(root);
        ImageReference image = write(before);

        PatchedImage patched = patch(image, "patched").orElseThrow();
        PatchedImage again = patch(image, "again").orElseThrow();

        assertThat(again.written().digest()).isEqualTo(patched.written().digest());
        assertThat(patch(place("patched"), "third")).isEmpty();
        if (more.isEmpty()) {
            isReplaced(image, patched);
        }
        assertThat(patched.plan().kept()).isEmpty();
        if (!more.isEmpty()) {
            requireWork();
        }
        assertThat(patched.after().findings())
                .hasSizeLessThan(patched.before().findings().size());
        Path ours = unpacked(root, folder.resolve("patched"));
        assertThat(Command.run("dpkg", "--root=" + ours, "--audit")).isEmpty();
        assertThat(verified(ours)).isEqualTo(verified(root));
        Map<String, LayerFile> real = upgraded(root);
        Map<String, LayerFile> made = RootFolder.read(ours);
        assertThat(AgainstApt.differences(made, real)).isEmpty();
    }

    /** A patch of a part, and the rest in its place, is the same as all at once. */
    private void isReplaced(ImageReference image, PatchedImage patched) {
        List<PatchPlan.Change> all = patched.plan().changes();
        PatchedImage part = patch(
                        PatchOptions.builder(image)
                                .onlyPackages(Set.of(all.get(0).name()))
                                .build(),
                        place("part"))
                .orElseThrow();
        PatchedImage rest = patch(part.reference(), "rest").orElseThrow();
        assertThat(part.plan().changes()).hasSizeLessThan(all.size());
        // All but the name of the first base in the manifest, which the image between them does not know.
        assertThat(rest.written().imageId()).isEqualTo(patched.written().imageId());
        assertThat(rest.written().layers()).isEqualTo(patched.written().layers());
        assertThat(rest.plan().changes())
                .hasSize(all.size() - part.plan().changes().size());
    }

    private ImageReference place(String name) {
        return ImageReference.parse("oci-dir://" + folder.resolve(name));
    }

    /** What ran before runs now, without rights. */
    private void requireWork() {
        try (DockerDaemon docker = DockerDaemon.start(folder.resolve("d"))) {
            for (String each : List.of("image", "patched")) {
                assertThat(RunningPrograms.say(docker, folder.resolve(each), each + ":1")
                                .lines())
                        .as(each)
                        .contains("redis: sails", "nginx: afloat", "postgresql: kept", "65534")
                        .anyMatch(line -> line.startsWith("python: OpenSSL 3."))
                        .anyMatch(line -> line.startsWith("java: openjdk version \"17."))
                        .doesNotContain("root can be written");
            }
        }
    }

    /** Complaints of {@code dpkg -V}, which ends with an error if there are any. */
    private static String verified(Path root) {
        return Command.run("sh", "-c", "dpkg --root=" + root + " -V || true");
    }

    private ImageReference write(Map<String, LayerFile> files) {
        ImageReference place = place("image");
        NewImage image = new NewImage(
                "point/release:1",
                Platform.parse("linux/amd64"),
                RunConfig.NONE,
                Map.of("own", "label"),
                Instant.parse("2026-01-01T00:00:00Z"),
                "",
                List.of(new LayerContent("made", List.copyOf(files.values()))),
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

    private Optional<PatchedImage> patch(ImageReference image, String name) {
        return patch(PatchOptions.builder(image).build(), place(name));
    }

    private Optional<PatchedImage> patch(PatchOptions options, ImageReference target) {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        AppDirectories directories = AppDirectories.of(environment);
        try (HttpFetcher fetcher = HttpFetcher.online(environment);
                Scanner scanner = Scanner.builder(environment, Clock.systemUTC())
                        .source(new DebianArchiveSource(
                                DebianOptions.DEFAULT,
                                Ecosystems.byId("dpkg").orElseThrow(),
                                fetcher,
                                directories,
                                Clock.systemUTC(),
                                Progress.NONE))
                        .build()) {
            BuildTools tools = new BuildTools(
                    environment, DebianOptions.DEFAULT, fetcher, directories, Clock.systemUTC(), Progress.NONE, "test");
            return new ImagePatcher(tools, scanner).patchAll(options, target).map(JarImages::only);
        }
    }

    /** The root with the layer that lies on top. */
    private Path unpacked(Path root, Path layout) throws IOException {
        Path ours = folder.resolve("ours");
        Command.run("cp", "-a", root.toString(), ours.toString());
        Path index = layout.resolve("index.json");
        String manifest = blob(layout, Files.readString(index), "manifests");
        String layer = Pattern.compile("sha256:[0-9a-f]{64}")
                .matcher(Files.readString(layout.resolve("blobs/sha256/" + manifest)))
                .results()
                .map(each -> each.group().substring("sha256:".length()))
                .toList()
                .get(2);
        Path blob = layout.resolve("blobs/sha256/" + layer);
        List<String> gone = Command.run("tar", "-tzf", blob.toString())
                .lines()
                .filter(each -> each.contains("/.wh."))
                .collect(Collectors.toList());
        for (String each : gone) {
            Path hidden = ours.resolve(each.replaceFirst("/\\.wh\\.", "/"));
            assertThat(Files.exists(hidden, java.nio.file.LinkOption.NOFOLLOW_LINKS))
                    .as(each)
                    .isTrue();
            Command.run("rm", "-rf", hidden.toString());
        }
        Command.run("tar", "-C", ours.toString(), "--numeric-owner", "--exclude=.wh.*", "-xpzf", blob.toString());
        return ours;
    }

    private static String blob(Path layout, String index, String member) {
        assertThat(index).as(layout.toString()).contains(member);
        return Pattern.compile("sha256:([0-9a-f]{64})")
                .matcher(index)
                .results()
                .map(each -> each.group(1))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, LayerFile> upgraded(Path root) throws IOException {
        Files.writeString(root.resolve("etc/apt/sources.list"), ALL_SUITES);
        Command.run("chroot", root.toString(), "apt-get", "-qq", "update");
        // Java's packages want to see processes.
        Command.run(
                "chroot",
                root.toString(),
                "sh",
                "-c",
                "mount -t proc proc /proc; DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o Dpkg::Options::=--force-confold"
                        + " -o Dpkg::Options::=--force-unsafe-io --with-new-pkgs upgrade; status=$?; umount /proc; exit $status");
        return RootFolder.read(root);
    }
}
