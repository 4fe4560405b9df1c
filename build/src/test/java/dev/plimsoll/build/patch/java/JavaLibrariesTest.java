package dev.plimsoll.build.patch.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.LoopbackServer;
import dev.plimsoll.testkit.RequiresCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries are exchanged wherever they lie, and what holds them goes on saying the truth; read by Java itself. */
class JavaLibrariesTest {
    private static final LibraryChange CHANGE = new LibraryChange("org.example", "lib", "1.2.0", "1.2.7");
    private static final byte[] OLD = Jars.library("lib", "1.2.0");
    private static final byte[] NEW = Jars.library("lib", "1.2.7");
    private static final byte[] OTHER = Jars.library("other", "3.0");

    @TempDir
    private Path directory;

    private LoopbackServer server;
    private TempFiles tempFiles;

    @BeforeEach
    void publish() throws IOException {
        Path folder = Files.createDirectories(directory.resolve("repository/org/example/lib/1.2.7"));
        Files.write(folder.resolve("lib-1.2.7.jar"), NEW);
        Files.writeString(folder.resolve("lib-1.2.7.jar.sha1"), hex(Digest.Algorithm.SHA1, NEW));
        server = LoopbackServer.serving(directory.resolve("repository"));
        tempFiles = TempFiles.under(directory.resolve("tmp"));
    }

    @AfterEach
    void stop() {
        tempFiles.close();
        server.close();
    }

    private static String hex(Digest.Algorithm algorithm, byte[] content) throws IOException {
        return Digest.of(algorithm, new ByteArrayInputStream(content)).hex();
    }

    private void publishDigest(String algorithm, String text) throws IOException {
        Files.writeString(directory.resolve("repository/org/example/lib/1.2.7/lib-1.2.7.jar." + algorithm), text);
    }

    private void image(String path, byte[] content) throws IOException {
        Path file = directory.resolve("image").resolve(path);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(file, content);
    }

    private JavaLibraries.Outcome exchange(LibraryChange change, String... places) throws IOException {
        return exchange(new LibraryWish(
                change.group(), change.artifact(), change.from(), List.of(change.to()), true, List.of(places)));
    }

    private JavaLibraries.Outcome exchange(LibraryWish... wishes) throws IOException {
        try (HttpFetcher fetcher = HttpFetcher.online(Map.of())) {
            return new JavaLibraries(
                            fetcher, server.uri("/"), LibrarySigners.NONE, Instant.now(), tempFiles, Progress.NONE)
                    .exchange(List.of(wishes), new Directory(directory.resolve("image")));
        }
    }

    private static LibraryWish wish(String artifact, List<String> versions, String... places) {
        return new LibraryWish("org.example", artifact, "1.2.0", versions, false, List.of(places));
    }

    private void publish(String artifact, String version) throws IOException {
        Path folder = Files.createDirectories(
                directory.resolve("repository/org/example").resolve(artifact).resolve(version));
        byte[] jar = Jars.library(artifact, version);
        String name = artifact + "-" + version + ".jar";
        Files.write(folder.resolve(name), jar);
        Files.writeString(folder.resolve(name + ".sha1"), hex(Digest.Algorithm.SHA1, jar));
    }

    private static List<String> versions(JavaLibraries.Outcome outcome) {
        return outcome.done().keySet().stream()
                .map(each -> each.artifact() + " " + each.to())
                .sorted()
                .toList();
    }

    @Test
    void librariesThatWereReleasedTogetherAndLieTogetherChangeTogether() throws IOException {
        for (String artifact : List.of("core", "api", "web")) {
            image("lib/" + artifact + "-1.2.0.jar", Jars.library(artifact, "1.2.0"));
            publish(artifact, "1.2.5");
            publish(artifact, "1.2.6");
        }
        publish("web", "1.2.6.1");

        JavaLibraries.Outcome outcome = exchange(
                wish("core", List.of("1.2.6", "1.2.5"), "lib/core-1.2.0.jar"),
                wish("api", List.of(), "lib/api-1.2.0.jar"),
                wish("alone", List.of(), "elsewhere/alone-1.2.0.jar"),
                wish("web", List.of("1.2.5"), "lib/web-1.2.0.jar"));

        assertThat(versions(outcome)).containsExactly("api 1.2.6", "core 1.2.6", "web 1.2.6");
        assertThat(outcome.refused()).isEmpty();
        assertThat(outcome.files().stream().map(JavaLibraries.FileChange::newPath))
                .containsExactly("lib/api-1.2.6.jar", "lib/core-1.2.6.jar", "lib/web-1.2.6.jar");
    }

    @Test
    void aReleaseOfOnePartOfAFamilyLeavesTheOthersWhatTheyNeedThemselves() throws IOException {
        for (String artifact : List.of("core", "api", "web")) {
            image("lib/" + artifact + "-1.2.0.jar", Jars.library(artifact, "1.2.0"));
        }
        publish("core", "1.2.6.1");
        publish("web", "1.2.6");

        JavaLibraries.Outcome outcome = exchange(
                wish("core", List.of("1.2.7", "1.2.6.1", "1.2.5"), "lib/core-1.2.0.jar"),
                wish("api", List.of(), "lib/api-1.2.0.jar"),
                wish("web", List.of("1.2.6"), "lib/web-1.2.0.jar"));

        assertThat(versions(outcome)).containsExactly("core 1.2.6.1", "web 1.2.6");
        assertThat(outcome.refused())
                .containsOnlyKeys(new LibraryChange("org.example", "core", "1.2.0", "1.2.7"))
                .allSatisfy((change, why) -> assertThat(why).startsWith("the repository does not have "));
    }

    @Test
    void aMemberThatCannotBeExchangedKeepsItsFamily() throws IOException {
        image("lib/core-1.2.0.jar", Jars.library("core", "1.2.0"));
        image("lib/api-1.2.0.jar", Jars.of(Jars.entries("META-INF/KEY.SF", "x")));
        publish("core", "1.2.6");
        publish("api", "1.2.6");

        JavaLibraries.Outcome outcome = exchange(
                wish("core", List.of("1.2.6"), "lib/core-1.2.0.jar"), wish("api", List.of(), "lib/api-1.2.0.jar"));

        assertThat(outcome.files()).isEmpty();
        assertThat(outcome.done()).isEmpty();
        assertThat(outcome.refused().get(new LibraryChange("org.example", "core", "1.2.0", "1.2.6")))
                .isEqualTo("it goes with org.example:api, which can't be exchanged: lib/api-1.2.0.jar is signed");
    }

    /** An image as a directory. */
    private record Directory(Path root) implements JavaLibraries.Contents {
        @Override
        public Path file(String path) {
            return root.resolve(path);
        }

        @Override
        public boolean exists(String path) {
            return Files.exists(root.resolve(path));
        }
    }

    private static String text(JarFile jar, String name) throws IOException {
        try (InputStream in = jar.getInputStream(Objects.requireNonNull(jar.getEntry(name), name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] application(String sbom) {
        Map<String, byte[]> entries = Jars.entries(
                "META-INF/MANIFEST.MF",
                """
                Manifest-Version: 1.0
                Main-Class: org.springframework.boot.loader.launch.JarLauncher
                Spring-Boot-Classpath-Index: BOOT-INF/classpath.idx

                """,
                "org/springframework/boot/loader/launch/JarLauncher.class",
                "launcher",
                "BOOT-INF/classes/application.properties",
                "a=b",
                "BOOT-INF/classpath.idx",
                "- \"BOOT-INF/lib/lib-1.2.0.jar\"\n- \"BOOT-INF/lib/other-3.0.jar\"\n",
                "BOOT-INF/layers.idx",
                "- \"dependencies\":\n  - \"BOOT-INF/lib/lib-1.2.0.jar\"\n  - \"BOOT-INF/lib/other-3.0.jar\"\n",
                "META-INF/sbom/application.cdx.json",
                sbom);
        entries.put("BOOT-INF/lib/lib-1.2.0.jar", OLD);
        entries.put("BOOT-INF/lib/other-3.0.jar", OTHER);
        return Jars.of(entries);
    }

    private static final String SBOM = """
            {"bomFormat": "CycloneDX", "specVersion": "1.5", "components": [
              {"type": "library", "group": "org.example", "name": "lib", "version": "1.2.0",
               "purl": "pkg:maven/org.example/lib@1.2.0?type=jar", "bom-ref": "pkg:maven/org.example/lib@1.2.0?type=jar",
               "hashes": [{"alg": "SHA-1", "content": "old"}]},
              {"type": "library", "name": "lib", "version": "1.2.00", "purl": "pkg:maven/org.example/lib@1.2.00"}],
             "dependencies": [{"ref": "app", "dependsOn": ["pkg:maven/org.example/lib@1.2.0?type=jar"]}]}
            """;

    @Test
    void aJarInABootJarIsExchangedAndStoredAsItsLoaderNeedsIt() throws IOException {
        image("app.jar", application(SBOM));

        JavaLibraries.Outcome outcome = exchange(CHANGE, "app.jar!/BOOT-INF/lib/lib-1.2.0.jar");

        assertThat(outcome.refused()).isEmpty();
        assertThat(outcome.done()).containsOnlyKeys(CHANGE);
        assertThat(published(outcome)).isEqualTo("sha1:" + hex(Digest.Algorithm.SHA1, NEW));
        JavaLibraries.FileChange file = outcome.files().get(0);
        assertThat(file.newPath()).isEqualTo("app.jar");
        try (JarFile jar = new JarFile(file.content().toFile());
                JarFile before = new JarFile(directory.resolve("image/app.jar").toFile())) {
            assertThat(jar.stream().map(JarEntry::getName))
                    .containsExactlyElementsOf(before.stream()
                            .map(each -> each.getName().replace("lib-1.2.0", "lib-1.2.7"))
                            .toList());
            assertThat(jar.getEntry("BOOT-INF/lib/lib-1.2.7.jar").getMethod()).isEqualTo(JarEntry.STORED);
            try (InputStream in = jar.getInputStream(jar.getEntry("BOOT-INF/lib/lib-1.2.7.jar"))) {
                assertThat(in.readAllBytes()).isEqualTo(NEW);
            }
            assertThat(text(jar, "BOOT-INF/classpath.idx"))
                    .isEqualTo("- \"BOOT-INF/lib/lib-1.2.7.jar\"\n- \"BOOT-INF/lib/other-3.0.jar\"\n");
            assertThat(text(jar, "BOOT-INF/layers.idx")).isEqualTo("""
                            - "dependencies":
                              - "BOOT-INF/lib/lib-1.2.7.jar"
                              - "BOOT-INF/lib/other-3.0.jar"
                            """);
            assertThat(text(jar, "BOOT-INF/classes/application.properties")).isEqualTo("a=b");
            assertThat(jar.getEntry("BOOT-INF/lib/lib-1.2.7.jar").getTime())
                    .isEqualTo(before.getEntry("BOOT-INF/lib/lib-1.2.0.jar").getTime());
            assertThat(text(jar, "META-INF/sbom/application.cdx.json"))
                    .contains("\"version\" : \"1.2.7\"", hex(Digest.Algorithm.SHA256, NEW), "\"1.2.00\"")
                    .contains("\"dependsOn\" : [ \"pkg:maven/org.example/lib@1.2.7?type=jar\" ]")
                    .doesNotContain("lib@1.2.0?", "\"old\"");
        }
    }

    @Test
    @RequiresCommand("unzip")
    void aStartScriptBeforeTheArchiveStaysAndOthersReadItToo() throws IOException {
        byte[] script = "#!/bin/sh\nexec java -jar \"$0\"\n".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(script);
        both.writeBytes(application("{}"));
        image("run.jar", both.toByteArray());

        Path content = exchange(CHANGE, "run.jar!/BOOT-INF/lib/lib-1.2.0.jar")
                .files()
                .get(0)
                .content();

        assertThat(Arrays.copyOf(Files.readAllBytes(content), script.length)).isEqualTo(script);
        try (JarFile jar = new JarFile(content.toFile())) {
            assertThat(text(jar, "BOOT-INF/classpath.idx")).contains("lib-1.2.7.jar");
        }
        Files.write(directory.resolve("plain.zip"), Arrays.copyOfRange(Files.readAllBytes(content), script.length, (int)
                Files.size(content)));
        assertThat(Command.run("unzip", "-tqq", directory.resolve("plain.zip").toString()))
                .isEmpty();
    }

    @Test
    void aJarOfItsOwnGetsItsNewNameWhereTheOldOneHadTheVersion() throws IOException {
        image("opt/lib/lib-1.2.0.jar", OLD);
        image("opt/lib.jar", OLD);

        JavaLibraries.Outcome outcome = exchange(CHANGE, "opt/lib/lib-1.2.0.jar", "opt/lib.jar");

        assertThat(outcome.files().stream().map(each -> each.path() + " " + each.newPath()))
                .containsExactly("opt/lib.jar opt/lib.jar", "opt/lib/lib-1.2.0.jar opt/lib/lib-1.2.7.jar");
        assertThat(outcome.files())
                .allSatisfy(each -> assertThat(each.content()).hasBinaryContent(NEW));
    }

    @Test
    void aManifestsClassPathNamesTheNewJarAndKeepsAllElse() throws IOException {
        String longPath = "lib/a-very-long-name-of-a-jar-that-is-in-the-way-of-short-lines-0.1.jar";
        String manifest =
                "Manifest-Version: 1.0\r\nClass-Path: " + longPath.substring(0, 40) + "\r\n " + longPath.substring(40)
                        + " lib/lib-1.2.0\r\n .jar\r\nMain-Class: a.Main\r\n\r\nName: a/\r\nClass-Path: lib-1.2.0.jar\r\n";
        Map<String, byte[]> entries = Jars.entries("META-INF/MANIFEST.MF", manifest);
        entries.put("lib/lib-1.2.0.jar", OLD);
        image("app.jar", Jars.of(entries));

        Path content =
                exchange(CHANGE, "app.jar!/lib/lib-1.2.0.jar").files().get(0).content();

        try (JarFile jar = new JarFile(content.toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Class-Path"))
                    .isEqualTo(longPath + " lib/lib-1.2.7.jar");
            String text = text(jar, "META-INF/MANIFEST.MF");
            assertThat(text.lines())
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(72));
            assertThat(text).endsWith("\r\nMain-Class: a.Main\r\n\r\nName: a/\r\nClass-Path: lib-1.2.0.jar\r\n");
        }
    }

    @Test
    void allCopiesAreExchangedThroughArchivesInArchives() throws IOException {
        Map<String, byte[]> war = Jars.entries("WEB-INF/web.xml", "<web-app/>");
        war.put("WEB-INF/lib/lib-1.2.0.jar", OLD);
        Map<String, byte[]> ear = Jars.entries("META-INF/application.xml", "<application/>");
        ear.put("shop.war", Jars.of(war));
        ear.put("lib/lib-1.2.0.jar", OLD);
        image("shop.ear", Jars.of(ear));

        Path content = exchange(CHANGE, "shop.ear!/lib/lib-1.2.0.jar", "shop.ear!/shop.war!/WEB-INF/lib/lib-1.2.0.jar")
                .files()
                .get(0)
                .content();

        try (JarFile jar = new JarFile(content.toFile());
                InputStream inner = jar.getInputStream(jar.getEntry("shop.war"))) {
            assertThat(jar.getEntry("lib/lib-1.2.7.jar")).isNotNull();
            Path innerFile = Files.write(directory.resolve("shop.war"), inner.readAllBytes());
            try (JarFile innerJar = new JarFile(innerFile.toFile())) {
                assertThat(innerJar.stream().map(JarEntry::getName))
                        .containsExactly("WEB-INF/web.xml", "WEB-INF/lib/lib-1.2.7.jar");
            }
        }
    }

    @Test
    void signedShadedAndUnreadableArchivesAreRefusedAndNamed() throws IOException {
        Map<String, byte[]> signed =
                Jars.entries("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n", "META-INF/KEY.SF", "x");
        signed.put("lib/lib-1.2.0.jar", OLD);
        image("signed.jar", Jars.of(signed));
        image("own/lib-1.2.0.jar", Jars.of(signed));
        image("cut.jar", Arrays.copyOf(application("{}"), 600));
        image("twice.jar", Jars.of(Map.of("lib/other.jar", OTHER)));

        assertThat(why("signed.jar!/lib/lib-1.2.0.jar")).isEqualTo("signed.jar is signed");
        assertThat(why("own/lib-1.2.0.jar")).isEqualTo("own/lib-1.2.0.jar is signed");
        assertThat(why("big.jar!/META-INF/maven/org.example/lib/pom.properties"))
                .isEqualTo("it is shaded into big.jar");
        assertThat(why("cut.jar!/BOOT-INF/lib/lib-1.2.0.jar"))
                .startsWith("cut.jar can't be rewritten: it has no readable zip directory");
        assertThat(why("twice.jar!/lib/lib-1.2.0.jar")).isEqualTo("twice.jar has no entry lib/lib-1.2.0.jar");
    }

    private String why(String place) throws IOException {
        JavaLibraries.Outcome outcome = exchange(CHANGE, place);
        assertThat(outcome.files()).isEmpty();
        assertThat(outcome.done()).isEmpty();
        return Objects.requireNonNull(outcome.refused().get(CHANGE));
    }

    @Test
    void oneCopyThatCannotBeExchangedKeepsAllOfThem() throws IOException {
        image("opt/lib-1.2.0.jar", OLD);

        JavaLibraries.Outcome outcome =
                exchange(CHANGE, "opt/lib-1.2.0.jar", "big.jar!/META-INF/maven/org.example/lib/pom.properties");

        assertThat(outcome.files()).isEmpty();
        assertThat(outcome.refused()).containsOnlyKeys(CHANGE);
    }

    @Test
    void aJarDoesNotTakeThePlaceOfAnother() throws IOException {
        image("opt/lib-1.2.0.jar", OLD);
        image("opt/lib-1.2.7.jar", NEW);

        assertThat(why("opt/lib-1.2.0.jar")).isEqualTo("there would be two of opt/lib-1.2.7.jar");
    }

    @Test
    void theStrongestPublishedDigestCounts() throws IOException {
        image("opt/lib-1.2.0.jar", OLD);
        publishDigest("sha256", hex(Digest.Algorithm.SHA256, NEW) + "  lib-1.2.7.jar\n");
        assertThat(published(exchange(CHANGE, "opt/lib-1.2.0.jar"))).startsWith("sha256:");

        publishDigest("sha512", hex(Digest.Algorithm.SHA512, OLD));
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> exchange(CHANGE, "opt/lib-1.2.0.jar"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DIGEST_MISMATCH))
                .withMessageContaining("/org/example/lib/1.2.7/lib-1.2.7.jar is not what its repository says");
    }

    @Test
    void whatTheRepositoryDoesNotHaveIsRefused() throws IOException {
        image("opt/lib-1.2.0.jar", OLD);

        for (String version : List.of("1.2.9", "../../1.2.7", "1.2 7")) {
            LibraryChange change = new LibraryChange("org.example", "lib", "1.2.0", version);
            assertThat(exchange(change, "opt/lib-1.2.0.jar").refused())
                    .as(version)
                    .containsOnlyKeys(change);
        }
        assertThat(server.requests("/org/example/lib/1.2.7/lib-1.2.7.jar")).isEmpty();
    }

    private static String published(JavaLibraries.Outcome outcome) {
        return Optional.ofNullable(outcome.done().get(CHANGE))
                .orElseThrow()
                .proof()
                .published()
                .toString();
    }
}
