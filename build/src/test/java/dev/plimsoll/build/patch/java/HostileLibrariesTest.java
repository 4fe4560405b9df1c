package dev.plimsoll.build.patch.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Patience;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.testkit.Failure;
import dev.plimsoll.testkit.LoopbackServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Repositories that fail or lie, and archives made to harm: each ends soon, in words, and leaves the image's files alone. */
@Timeout(60)
class HostileLibrariesTest {
    private static final LibraryChange CHANGE = new LibraryChange("org.example", "lib", "1.2.0", "1.2.7");
    private static final byte[] OLD = Jars.library("lib", "1.2.0");
    private static final byte[] NEW = Jars.library("lib", "1.2.7");
    private static final String URL = "/org/example/lib/1.2.7/lib-1.2.7.jar";
    private static final Patience IMPATIENT =
            new Patience(Duration.ofSeconds(5), Duration.ofMillis(500), 2, Duration.ofMillis(5), Duration.ofMillis(50));

    @TempDir
    private Path directory;

    private LoopbackServer server;
    private TempFiles tempFiles;

    @BeforeEach
    void publish() throws IOException {
        server = LoopbackServer.start();
        tempFiles = TempFiles.under(directory.resolve("tmp"));
        Files.createDirectories(directory.resolve("image"));
        serve(NEW);
    }

    private void serve(byte[] jar) throws IOException {
        server.put(URL, jar);
        server.put(
                URL + ".sha1",
                Digest.of(Digest.Algorithm.SHA1, new ByteArrayInputStream(jar)).hex());
    }

    @AfterEach
    void stop() {
        tempFiles.close();
        server.close();
    }

    private void image(String path, byte[] content) throws IOException {
        Path file = directory.resolve("image").resolve(path);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(file, content);
    }

    /** Exchanges, and sees that nothing of the image changed. */
    private JavaLibraries.Outcome exchange(String... places) throws IOException {
        Path image = directory.resolve("image");
        Map<String, String> before = files();
        try (HttpFetcher fetcher = HttpFetcher.online(Map.of(), IMPATIENT)) {
            return new JavaLibraries(
                            fetcher, server.uri("/"), LibrarySigners.NONE, Instant.now(), tempFiles, Progress.NONE)
                    .exchange(
                            List.of(new LibraryWish(
                                    "org.example", "lib", "1.2.0", List.of("1.2.7"), false, List.of(places))),
                            new JavaLibraries.Contents() {
                                @Override
                                public Path file(String path) {
                                    return image.resolve(path);
                                }

                                @Override
                                public boolean exists(String path) {
                                    return Files.exists(image.resolve(path));
                                }
                            });
        } finally {
            assertThat(files()).isEqualTo(before);
        }
    }

    /** All that lies outside of the temporary files. */
    private Map<String, String> files() throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(Files::isRegularFile)
                    .filter(each -> !each.startsWith(directory.resolve("tmp")))
                    .toList()) {
                found.put(
                        file.toString(), Digest.sha256(Files.readAllBytes(file)).hex());
            }
        }
        return found;
    }

    private String why(String... places) throws IOException {
        JavaLibraries.Outcome outcome = exchange(places);
        assertThat(outcome.files()).isEmpty();
        assertThat(outcome.done()).isEmpty();
        return Objects.requireNonNull(outcome.refused().get(CHANGE));
    }

    @Test
    void aRepositoryThatStallsOrDropsEndsInItsError() throws IOException {
        image("lib-1.2.0.jar", OLD);
        List<Failure> failures = List.of(
                Failure.drop(),
                Failure.stallAfter(10, Duration.ofSeconds(30)),
                Failure.cutAfter(10),
                Failure.status(503));
        for (String path : List.of(URL, URL + ".sha1")) {
            for (Failure failure : failures) {
                server.fail(path, failure, failure, failure, failure);
                assertThatExceptionOfType(PlimsollException.class)
                        .as(path)
                        .isThrownBy(() -> exchange("lib-1.2.0.jar"))
                        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NETWORK))
                        .withMessageContaining("127.0.0.1");
                server.close();
                server = LoopbackServer.start();
                serve(NEW);
            }
        }
    }

    @Test
    void oneFailureIsTriedAgain() throws IOException {
        image("lib-1.2.0.jar", OLD);
        server.fail(URL, Failure.cutAfter(100));

        assertThat(exchange("lib-1.2.0.jar").done()).containsOnlyKeys(CHANGE);
    }

    @Test
    void aPageInThePlaceOfAJarIsNoJar() throws IOException {
        image("lib-1.2.0.jar", OLD);
        byte[] page = "<html>Welcome to the hotel</html>".getBytes(StandardCharsets.UTF_8);
        serve(page);
        assertThat(why("lib-1.2.0.jar")).endsWith("/lib-1.2.7.jar is no jar");

        server.put(URL + ".sha1", page);
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> exchange("lib-1.2.0.jar"))
                .withMessageContaining(".sha1 is no sha1 digest; is this a Maven repository?");
    }

    @Test
    void aJarThatWasChangedOnItsWayIsAnError() throws IOException {
        image("lib-1.2.0.jar", OLD);
        byte[] other = NEW.clone();
        other[other.length / 2] ^= 1;
        server.put(URL, other);

        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> exchange("lib-1.2.0.jar"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DIGEST_MISMATCH));
    }

    @Test
    void namesThatLeadOutOfAnArchiveLeadNowhere() throws IOException {
        Map<String, byte[]> entries = Jars.entries("../../../outside", "x", "/etc/absolute", "y");
        entries.put("../../lib-1.2.0.jar", OLD);
        image("app.jar", Jars.of(entries));

        Path content = exchange("app.jar!/../../lib-1.2.0.jar").files().get(0).content();

        assertThat(content).startsWith(directory.resolve("tmp"));
        try (JarFile jar = new JarFile(content.toFile())) {
            assertThat(jar.stream().map(each -> each.getName()))
                    .containsExactly("../../../outside", "/etc/absolute", "../../lib-1.2.7.jar");
        }
    }

    @Test
    void namesThatWriteToTerminalsAreMadeHarmless() throws IOException {
        String name = "a\u001b[31m\nb.jar";
        image(name, Jars.of(Jars.entries("META-INF/KEY.SF", "x")));

        assertThat(why(name + "!/lib-1.2.0.jar")).endsWith(" is signed").doesNotContain("\u001b", "\n");
    }

    @Test
    void aMultiReleaseArchiveKeepsAllItsVersions() throws IOException {
        Map<String, byte[]> entries = Jars.entries(
                "META-INF/MANIFEST.MF",
                "Manifest-Version: 1.0\r\nMulti-Release: true\r\n\r\n",
                "a/Some.class",
                "8",
                "META-INF/versions/17/a/Some.class",
                "17",
                "META-INF/versions/17/META-INF/KEY.SF",
                "no signature of this archive");
        entries.put("lib/lib-1.2.0.jar", OLD);
        image("app.jar", Jars.of(entries));

        Path content = exchange("app.jar!/lib/lib-1.2.0.jar").files().get(0).content();

        try (JarFile jar = new JarFile(content.toFile(), true, JarFile.OPEN_READ, Runtime.Version.parse("17"))) {
            assertThat(jar.isMultiRelease()).isTrue();
            assertThat(jar.getInputStream(jar.getJarEntry("a/Some.class")).readAllBytes())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("17");
        }
    }

    /** An archive with a field of the first or the last header of a kind changed, in bytes from the lowest on. */
    private static byte[] changed(byte[] archive, int signature, boolean last, int offset, int value, int bytes) {
        byte[] copy = archive.clone();
        ByteBuffer view = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
        int at = -1;
        for (int i = 0; i < copy.length - 4 && (last || at < 0); i++) {
            if (view.getInt(i) == signature) {
                at = i;
            }
        }
        for (int i = 0; i < bytes; i++) {
            copy[at + offset + i] = (byte) (value >> 8 * i);
        }
        return copy;
    }

    @Test
    void whatCanBeReadInTwoWaysIsNotRewritten() throws IOException {
        Map<String, byte[]> entries = Jars.entries("a.txt", "some text");
        entries.put("lib/lib-1.2.0.jar", Jars.of(Map.of("x", new byte[] {1})));
        byte[] app = Jars.of(entries);
        int local = ZipArchive.LOCAL_SIGNATURE;
        int central = ZipArchive.CENTRAL_SIGNATURE;
        byte[] end = Arrays.copyOfRange(app, app.length - ZipArchive.END, app.length);

        image("name.jar", changed(app, local, false, ZipArchive.LOCAL, 'b', 1));
        image("method.jar", changed(app, local, false, 8, 0, 2));
        image("overlap.jar", changed(app, central, true, 42, 3, 4));
        image("elsewhere.jar", changed(app, central, true, 42, 7_000_000, 4));
        // The first header of a directory is that of the jar in it.
        image("bomb.jar", changed(app, central, false, 24, 2_000_000_000, 4));
        image("cut.jar", Arrays.copyOf(app, app.length - 40));
        byte[] more = Arrays.copyOf(app, app.length);
        System.arraycopy(end, 0, more, app.length - ZipArchive.END, end.length);
        more[app.length - ZipArchive.END + 8] = 9;
        more[app.length - ZipArchive.END + 10] = 9;
        image("count.jar", more);

        String place = "!/lib/lib-1.2.0.jar";
        assertThat(why("name.jar" + place)).contains("the directory says other things of a.txt");
        assertThat(why("method.jar" + place)).contains("the directory says other things of a.txt");
        assertThat(why("overlap.jar" + place)).contains(" begins in another entry");
        assertThat(why("elsewhere.jar" + place)).contains("can't be rewritten");
        assertThat(why("bomb.jar" + place)).contains("x says that it inflates to more than 200 times its size");
        assertThat(why("cut.jar" + place)).contains("it has no readable zip directory at its end");
        assertThat(why("count.jar" + place)).contains("has not as many entries as it says");
    }

    @Test
    void aBombInAnArchiveIsNotUnpacked() throws IOException {
        Map<String, byte[]> inner = Jars.entries("x", "y");
        inner.put("lib-1.2.0.jar", OLD);
        Map<String, byte[]> outer = Jars.entries("META-INF/application.xml", "<application/>");
        outer.put("shop.war", Jars.of(inner));
        byte[] ear = Jars.of(outer);
        // The war says that it is small, and inflates to more.
        image("shop.ear", changed(ear, ZipArchive.CENTRAL_SIGNATURE, true, 24, 10, 4));

        assertThat(why("shop.ear!/shop.war!/lib-1.2.0.jar")).startsWith("shop.ear can't be rewritten: ");
    }
}
