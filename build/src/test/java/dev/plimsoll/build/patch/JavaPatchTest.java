package dev.plimsoll.build.patch;

import static dev.plimsoll.build.patch.JarImages.file;
import static dev.plimsoll.build.patch.JarImages.jar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.image.write.LayerContent;
import dev.plimsoll.image.write.LayerFile;
import dev.plimsoll.testkit.Command;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image's Java libraries, patched for what is known against them and proved by new scans. */
class JavaPatchTest {
    @TempDir
    private Path directory;

    private JarImages images;

    @BeforeEach
    void start() {
        images = new JarImages(directory);
    }

    @AfterEach
    void stop() {
        images.close();
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

    private void image(Map<String, byte[]> files) {
        List<LayerFile> entries = new ArrayList<>();
        files.forEach((path, content) -> entries.add(file(path, content)));
        images.write("image", "", Map.of(), new LayerContent("made", entries));
    }

    private PatchedImage patch(Map<String, String> to, String name) {
        return images.patch(images.options("image", to), name).orElseThrow();
    }

    @Test
    void whatIsKnownIsMendedByTheNearestFixInEveryPlace() throws IOException {
        images.publish("lib", "1.2.7");
        images.flaw("CVE-2026-0001", "lib", "1.2.5");
        images.flaw("CVE-2026-0002", "lib", "1.2.7");
        image(Map.of(
                "opt/app.jar", zip(Map.of("BOOT-INF/lib/lib-1.2.0.jar", jar("lib", "1.2.0"))),
                "srv/lib-1.2.0.jar", jar("lib", "1.2.0"),
                "srv/webapps/WEB-INF/lib/lib-1.2.0.jar", jar("lib", "1.2.0"),
                "srv/other-1.jar", jar("other", "1")));

        PatchedImage patched = patch(Map.of(), "patched");
        PatchedImage again = patch(Map.of(), "again");

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
        images.publish("lib", "2.0.1");
        images.flaw("CVE-2026-0003", "lib", "2.0.1");
        image(Map.of("srv/lib-1.2.0.jar", jar("lib", "1.2.0")));

        PatchPlan plan = images.plan(images.options("image", Map.of("lib", "2.0.1")));

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.kept())
                .containsExactly(Map.entry("org.example:lib 1.2.0", "2.0.1 is another major line, or older"));
        assertThat(images.asked("lib", "2.0.1")).isZero();
    }

    @Test
    void aVersionCanBeSaidWhereNothingIsKnown() throws IOException {
        images.publish("lib", "1.3.0");
        image(Map.of("srv/lib-1.2.0.jar", jar("lib", "1.2.0")));

        PatchedImage patched = patch(Map.of("lib", "1.3.0"), "patched");

        assertThat(patched.after().inventory().components())
                .singleElement()
                .satisfies(each -> assertThat(each.version()).isEqualTo("1.3.0"));
    }

    @Test
    void whatWasReleasedWithALibraryAndLiesBesideItGoesWithIt() throws IOException {
        images.publish("lib", "1.2.7");
        images.publish("api", "1.2.7");
        images.flaw("CVE-2026-0001", "lib", "1.2.7");
        image(Map.of(
                "opt/app.jar",
                zip(Map.of(
                        "BOOT-INF/lib/lib-1.2.0.jar", jar("lib", "1.2.0"),
                        "BOOT-INF/lib/api-1.2.0.jar", jar("api", "1.2.0"))),
                "srv/api-1.2.0.jar",
                jar("api", "1.2.0")));

        PatchedImage patched = patch(Map.of(), "patched");

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
        images.publish("lib", "1.2.7");
        images.publish("api", "1.2.7");
        images.flaw("CVE-2026-0001", "lib", "1.2.7");
        images.flaw("CVE-2026-0002", "api", "1.2.5");
        image(Map.of(
                "opt/lib-1.2.0.jar", jar("lib", "1.2.0"),
                "opt/api-1.2.0.jar", jar("api", "1.2.0"),
                "srv/api-1.2.0.jar", jar("api", "1.2.0")));
        PatchOptions onlyOne = images.builder(images.place("image"))
                .onlyFlaws(Set.of("CVE-2026-0001"))
                .build();

        PatchedImage patched = images.patch(onlyOne, "patched").orElseThrow();

        assertThat(patched.after().findings()).isEmpty();
        assertThat(patched.after().inventory().components())
                .allSatisfy(each -> assertThat(each.version()).isEqualTo("1.2.7"));
    }
}
