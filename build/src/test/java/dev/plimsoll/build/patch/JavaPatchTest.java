package dev.plimsoll.build.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.advisory.Advisory;
import dev.plimsoll.advisory.Affected;
import dev.plimsoll.advisory.CollectedRows;
import dev.plimsoll.advisory.FixState;
import dev.plimsoll.advisory.VersionRange;
import dev.plimsoll.advisory.store.InMemoryAdvisories;
import dev.plimsoll.base.AppDirectories;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Limits;
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
import dev.plimsoll.inventory.PackageKey;
import dev.plimsoll.inventory.ecosystem.Ecosystems;
import dev.plimsoll.scan.Scanner;
import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.LoopbackServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image's Java libraries, patched for what is known against them and proved by new scans. */
class JavaPatchTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    @TempDir
    private Path directory;

    private LoopbackServer repository;
    private TempFiles tempFiles;
    private final CollectedRows known = new CollectedRows();

    @BeforeEach
    void start() {
        repository = LoopbackServer.serving(directory.resolve("repository"));
        tempFiles = TempFiles.under(directory.resolve("tmp"));
        known.covers("Maven");
    }

    @AfterEach
    void stop() {
        tempFiles.close();
        repository.close();
    }

    private static byte[] jar(String artifact, String version) {
        return zip(Map.of(
                "META-INF/maven/org.example/" + artifact + "/pom.properties",
                ("groupId=org.example\nartifactId=" + artifact + "\nversion=" + version + "\n")
                        .getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(each.getKey());
                entry.setTime(1_600_000_000_000L);
                zip.putNextEntry(entry);
                zip.write(each.getValue());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private void publish(String version) throws IOException {
        publish("lib", version);
    }

    private void publish(String artifact, String version) throws IOException {
        Path folder = Files.createDirectories(
                directory.resolve("repository/org/example").resolve(artifact).resolve(version));
        byte[] jar = jar(artifact, version);
        String name = artifact + "-" + version + ".jar";
        Files.write(folder.resolve(name), jar);
        Files.writeString(
                folder.resolve(name + ".sha256"),
                Digest.of(Digest.Algorithm.SHA256, new ByteArrayInputStream(jar))
                        .hex());
    }

    private void flaw(String id, String fixed) {
        flaw(id, "lib", fixed);
    }

    private void flaw(String id, String artifact, String fixed) {
        known.advisory(new Advisory(
                id,
                "osv/Maven",
                List.of(),
                List.of(),
                "",
                List.of(new Affected(
                        new PackageKey("Maven", PackageKey.Kind.BINARY, "org.example:" + artifact),
                        List.of(VersionRange.before(fixed)),
                        List.of(),
                        FixState.FIXED,
                        "",
                        List.of())),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                ""));
    }

    private ImageReference image(Map<String, byte[]> files) {
        ImageReference place = ImageReference.parse("oci-dir://" + directory.resolve("image"));
        List<LayerFile> entries = new ArrayList<>();
        files.forEach((path, content) -> entries.add(
                LayerFile.file(path, 0640, NOW, FileBody.of(content)).withOwner(7, 8)));
        NewImage image = new NewImage(
                "",
                Platform.parse("linux/amd64"),
                RunConfig.NONE,
                Map.of(),
                NOW,
                "",
                List.of(new LayerContent("made", entries)),
                Map.of(),
                List.of());
        try (HttpFetcher offline = HttpFetcher.offline()) {
            ImageTargets.write(
                    image,
                    place,
                    new WriteOptions(
                            LayerCompression.GZIP, false, Map.of(), Limits.DEFAULT, offline, tempFiles, Progress.NONE));
        }
        return place;
    }

    private PatchOptions options(ImageReference image, Map<String, String> to) {
        return new PatchOptions(
                image,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                Set.of(),
                to,
                repository.uri("/"),
                LayerCompression.GZIP,
                false);
    }

    private <T> T with(Function<ImagePatcher, T> work) {
        Map<String, String> environment =
                Map.of("HOME", directory.resolve("home").toString());
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        try (HttpFetcher fetcher = HttpFetcher.online(environment);
                Scanner scanner = Scanner.builder(environment, clock)
                        .source(InMemoryAdvisories.of("memory", known, Optional.of(NOW), Ecosystems::byId))
                        .build()) {
            return work.apply(new ImagePatcher(
                    new BuildTools(
                            environment,
                            DebianOptions.DEFAULT,
                            fetcher,
                            AppDirectories.of(environment),
                            clock,
                            Progress.NONE,
                            "test"),
                    scanner));
        }
    }

    private Optional<PatchedImage> patch(PatchOptions options, String name) {
        return with(patcher -> patcher.patchAll(options, ImageReference.parse("oci-dir://" + directory.resolve(name))))
                .map(JarImages::only);
    }

    @Test
    void whatIsKnownIsMendedByTheNearestFixInEveryPlace() throws IOException {
        publish("1.2.7");
        flaw("CVE-2026-0001", "1.2.5");
        flaw("CVE-2026-0002", "1.2.7");
        ImageReference image = image(Map.of(
                "opt/app.jar", zip(Map.of("BOOT-INF/lib/lib-1.2.0.jar", jar("lib", "1.2.0"))),
                "srv/lib-1.2.0.jar", jar("lib", "1.2.0"),
                "srv/webapps/WEB-INF/lib/lib-1.2.0.jar", jar("lib", "1.2.0"),
                "srv/other-1.jar", jar("other", "1")));

        PatchedImage patched = patch(options(image, Map.of()), "patched").orElseThrow();
        PatchedImage again = patch(options(image, Map.of()), "again").orElseThrow();

        assertThat(again.written().digest()).isEqualTo(patched.written().digest());
        assertThat(patched.before().findings()).hasSize(2);
        assertThat(patched.after().findings()).isEmpty();
        assertThat(patched.plan().kept()).isEmpty();
        assertThat(patched.plan().changes())
                .containsExactly(new PatchPlan.Change(
                        "java",
                        "org.example:lib",
                        "1.2.0",
                        "1.2.7",
                        "checked by the repository's own sha256, which proves the transport, not the author"));
        assertThat(patched.plan().notes()).anyMatch(each -> each.contains("packages are not Debian's"));
        assertThat(patched.after().inventory().components().stream()
                        .flatMap(each -> each.locations().stream())
                        .map(each -> each.path()))
                .containsExactlyInAnyOrder(
                        "opt/app.jar!/BOOT-INF/lib/lib-1.2.7.jar",
                        "srv/lib-1.2.7.jar",
                        "srv/webapps/WEB-INF/lib/lib-1.2.7.jar",
                        "srv/other-1.jar");
        assertThat(newLayer())
                .containsPattern("(?m)^lrwxrwxrwx .* srv/lib-1\\.2\\.0\\.jar -> lib-1\\.2\\.7\\.jar$")
                .containsPattern("(?m)^-rw-r----- 7/8 .* srv/lib-1\\.2\\.7\\.jar$")
                .containsPattern("(?m)^-rw-r----- 7/8 .* opt/app\\.jar$")
                .containsPattern("(?m)^---------- 0/0 +0 .* srv/webapps/WEB-INF/lib/\\.wh\\.lib-1\\.2\\.0\\.jar$")
                .doesNotContain("other-1.jar");
    }

    private String newLayer() throws IOException {
        Path layout = directory.resolve("patched");
        String manifest = digests(layout.resolve("index.json")).get(0);
        List<String> blobs = digests(layout.resolve("blobs/sha256/" + manifest));
        return Command.run(
                "tar",
                "--numeric-owner",
                "-tvzf",
                layout.resolve("blobs/sha256/" + blobs.get(2)).toString());
    }

    private static List<String> digests(Path file) throws IOException {
        return Pattern.compile("sha256:([0-9a-f]{64})")
                .matcher(Files.readString(file))
                .results()
                .map(each -> each.group(1))
                .toList();
    }

    @Test
    void aMajorStepIsNamedAndNotTaken() throws IOException {
        publish("2.0.1");
        flaw("CVE-2026-0003", "2.0.1");
        ImageReference image = image(Map.of("srv/lib-1.2.0.jar", jar("lib", "1.2.0")));

        PatchPlan plan = with(patcher -> patcher.planAll(options(image, Map.of("lib", "2.0.1")), Optional.empty()))
                .values()
                .iterator()
                .next();

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.kept())
                .containsExactly(Map.entry("org.example:lib 1.2.0", "2.0.1 is another major line, or older"));
        assertThat(repository.requests("/org/example/lib/2.0.1/lib-2.0.1.jar")).isEmpty();
    }

    @Test
    void aVersionCanBeSaidWhereNothingIsKnown() throws IOException {
        publish("1.3.0");
        ImageReference image = image(Map.of("srv/lib-1.2.0.jar", jar("lib", "1.2.0")));

        PatchedImage patched =
                patch(options(image, Map.of("lib", "1.3.0")), "patched").orElseThrow();

        assertThat(patched.after().inventory().components())
                .singleElement()
                .satisfies(each -> assertThat(each.version()).isEqualTo("1.3.0"));
    }

    @Test
    void whatWasReleasedWithALibraryAndLiesBesideItGoesWithIt() throws IOException {
        publish("lib", "1.2.7");
        publish("api", "1.2.7");
        flaw("CVE-2026-0001", "1.2.7");
        ImageReference image = image(Map.of(
                "opt/app.jar",
                zip(Map.of(
                        "BOOT-INF/lib/lib-1.2.0.jar", jar("lib", "1.2.0"),
                        "BOOT-INF/lib/api-1.2.0.jar", jar("api", "1.2.0"))),
                "srv/api-1.2.0.jar",
                jar("api", "1.2.0")));

        PatchedImage patched = patch(options(image, Map.of()), "patched").orElseThrow();

        assertThat(patched.plan().changes().stream().map(each -> each.name() + " " + each.to() + " " + each.proof()))
                .satisfiesExactly(
                        api -> assertThat(api)
                                .startsWith("org.example:api 1.2.7 it goes with what it was released with; checked"),
                        lib -> assertThat(lib).startsWith("org.example:lib 1.2.7 checked"));
        assertThat(patched.after().inventory().components().stream()
                        .flatMap(each -> each.locations().stream())
                        .map(each -> each.path()))
                .containsExactlyInAnyOrder(
                        "opt/app.jar!/BOOT-INF/lib/lib-1.2.7.jar",
                        "opt/app.jar!/BOOT-INF/lib/api-1.2.7.jar",
                        "srv/api-1.2.0.jar");
    }

    @Test
    void whatGoesWithALibraryAndHasAFlawItselfIsMendedEverywhere() throws IOException {
        publish("lib", "1.2.7");
        publish("api", "1.2.7");
        flaw("CVE-2026-0001", "1.2.7");
        flaw("CVE-2026-0002", "api", "1.2.5");
        ImageReference image = image(Map.of(
                "opt/lib-1.2.0.jar", jar("lib", "1.2.0"),
                "opt/api-1.2.0.jar", jar("api", "1.2.0"),
                "srv/api-1.2.0.jar", jar("api", "1.2.0")));
        PatchOptions onlyOne = new PatchOptions(
                image,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Set.of("CVE-2026-0001"),
                Set.of(),
                Map.of(),
                repository.uri("/"),
                LayerCompression.GZIP,
                false);

        PatchedImage patched = patch(onlyOne, "patched").orElseThrow();

        assertThat(patched.after().findings()).isEmpty();
        assertThat(patched.after().inventory().components())
                .allSatisfy(each -> assertThat(each.version()).isEqualTo("1.2.7"));
    }
}
