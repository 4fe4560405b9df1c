package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.DockerDaemon;
import dev.plimsoll.testkit.HardenedContainer;
import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.RequiresFile;
import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Spring Boot application is patched with the real feeds, and runs hardened in a real engine before and after. */
@Tag("proof")
@RequiresCommand({"mvn", "dockerd", "docker", "skopeo", "java"})
@RequiresFile({"advisories/osv/Maven/all.zip", "advisories/debian"})
@Timeout(900)
class BootPatchProofTest {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static DockerDaemon docker;

    @SuppressWarnings("NullAway.Init")
    private static Path layout;

    @BeforeAll
    static void build() throws IOException {
        layout = BootApplication.image(directory, BootApplication.jar(directory.resolve("source")));
        docker = DockerDaemon.start(directory.resolve("d"));
        docker.loadLayout(layout, "latest", "example/harbour:before");
    }

    @AfterAll
    static void stop() {
        docker.close();
    }

    private static CliRun plimsoll(String store, String... arguments) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("XDG_DATA_HOME", directory.resolve(store).toString());
        environment.put(
                "XDG_CACHE_HOME",
                SharedFiles.checkout().resolve("cli/target/test-cache").toString());
        CliRun run = CliRun.of(environment, Clock.systemUTC(), arguments);
        assertThat(run.code()).as(run.out() + run.err()).isZero();
        return run;
    }

    private static HardenedContainer start(String name) {
        return HardenedContainer.start(
                docker,
                name,
                "example/harbour:" + name,
                new HardenedContainer.Settings().volume(name, "/tmp").port(8080).limits(512L << 20, 128));
    }

    /** Waits until it answers; throws as soon as it has ended. */
    private static String ask(HardenedContainer harbour, String path) throws Exception {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            try {
                URI uri = URI.create("http://127.0.0.1:" + harbour.port(8080) + path);
                HttpResponse<String> answer = CLIENT.send(
                        HttpRequest.newBuilder(uri).timeout(LONGEST).build(), HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                return answer.body();
            } catch (IOException e) {
                assertThat(harbour.inspect("{{.State.Running}}"))
                        .as(harbour.logs())
                        .isEqualTo("true");
                assertThat(System.nanoTime()).as(e + " " + harbour.logs()).isLessThan(end);
                Thread.sleep(500);
            }
        }
    }

    private static void load(String name) {
        docker.loadLayout(directory.resolve(name), "latest", "example/harbour:" + name);
    }

    @Test
    void itRunsAsBeforeWithoutTheFlawsThatTheFeedsKnow() throws Exception {
        try (HardenedContainer before = start("before")) {
            assertThat(ask(before, "/log4j")).contains("/log4j-core-2.14.1.jar");
            assertThat(before.logs()).contains("asked for org.apache.logging.log4j.core.LoggerContext");
            assertThat(ask(before, "/bait")).isEqualTo("taken");
        }
        plimsoll(
                "store",
                "db",
                "update",
                "--from",
                SharedFiles.path("advisories").toString(),
                "--feed",
                "osv/Maven,debian-tracker,cisa-kev");
        CliRun found = plimsoll("store", "cves", "oci-dir://" + layout);
        assertThat(found.out()).contains("CVE-2021-44228", "CVE-2021-45046", "CVE-2022-22965");

        CliRun patched =
                plimsoll("store", "patch", "oci-dir://" + layout, "-o", "oci-dir://" + directory.resolve("patched"));
        System.err.println(patched.out());

        assertThat(patched.out())
                .contains(
                        "org.apache.logging.log4j:log4j-core 2.14.1 -> 2.16.0 (checked by",
                        "org.apache.logging.log4j:log4j-api 2.14.1 -> 2.16.0 (it goes with",
                        "org.springframework:spring-beans 5.3.7 -> 5.3.18 (checked by",
                        "org.springframework:spring-core 5.3.7 -> 5.3.18 (it goes with",
                        "org.apache.tomcat.embed:tomcat-embed-core 9.0.46 -> 9.0.90 (checked by",
                        "Critical 0, down from 4");
        CliRun after = plimsoll("store", "cves", "oci-dir://" + directory.resolve("patched"));
        assertThat(after.out()).doesNotContain("CVE-2021-44228", "CVE-2021-45046", "CVE-2022-22965", "tomcat");
        load("patched");
        try (HardenedContainer mended = start("patched")) {
            assertThat(ask(mended, "/log4j")).contains("/log4j-core-2.16.0.jar");
            assertThat(ask(mended, "/beans")).contains("/spring-beans-5.3.18.jar");
            assertThat(ask(mended, "/tomcat")).contains("/tomcat-embed-core-9.0.90.jar");
            assertThat(ask(mended, "/bait")).isEqualTo("left");
            assertThat(mended.logs())
                    .contains("asked for org.apache.logging.log4j.core.LoggerContext")
                    .doesNotContain("Exception", "NoSuchMethodError");
            assertThat(mended.users()).containsExactly("1000");
            assertThat(mended.inspect("{{.HostConfig.ReadonlyRootfs}} {{.HostConfig.CapDrop}}"))
                    .isEqualTo("true [ALL]");
            requireBootsOwnToolReads(mended);
        }
    }

    /** Spring Boot's own tool unpacks the layers that {@code layers.idx} names, and the class path is the one of {@code classpath.idx}. */
    private static void requireBootsOwnToolReads(HardenedContainer container) throws IOException {
        Path jar = directory.resolve("app.jar");
        docker.docker("cp", container.inspect("{{.Name}}").substring(1) + ":/opt/app.jar", jar.toString());
        List<String> libraries;
        try (JarFile file = new JarFile(jar.toFile())) {
            List<JarEntry> jars = file.stream()
                    .filter(each -> each.getName().endsWith(".jar"))
                    .toList();
            assertThat(jars)
                    .hasSizeGreaterThan(25)
                    .allSatisfy(each -> assertThat(each.getMethod()).isEqualTo(JarEntry.STORED));
            libraries = jars.stream().map(JarEntry::getName).toList();
            String index = new String(
                    file.getInputStream(Objects.requireNonNull(file.getEntry("BOOT-INF/classpath.idx")))
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
            assertThat(index.lines().map(line -> line.replaceAll("^- \"|\"$", "")))
                    .containsExactlyInAnyOrderElementsOf(libraries);
        }
        assertThat(libraries).contains("BOOT-INF/lib/log4j-jul-2.16.0.jar");
        Path layers = directory.resolve("layers");
        Command.run(
                "java", "-Djarmode=layertools", "-jar", jar.toString(), "extract", "--destination", layers.toString());
        try (Stream<Path> unpacked = Files.list(layers.resolve("dependencies/BOOT-INF/lib"))) {
            assertThat(unpacked.map(each -> "BOOT-INF/lib/" + each.getFileName()))
                    .containsExactlyInAnyOrderElementsOf(libraries);
        }
    }

    @Test
    void aVersionSaidByHandNeedsNoFeed() throws Exception {
        CliRun patched = plimsoll(
                "no-store",
                "patch",
                "oci-dir://" + layout,
                "--to",
                "log4j-core=2.17.1",
                "-o",
                "oci-dir://" + directory.resolve("byhand"));
        System.err.println(patched.out());

        assertThat(patched.out())
                .contains("org.apache.logging.log4j:log4j-core 2.14.1 -> 2.17.1 (checked by the repository's own sha1,")
                .contains("org.apache.logging.log4j:log4j-slf4j-impl 2.14.1 -> 2.17.1 (it goes with")
                .doesNotContain("spring-");
        load("byhand");
        try (HardenedContainer mended = start("byhand")) {
            assertThat(ask(mended, "/log4j")).contains("/log4j-core-2.17.1.jar");
            assertThat(ask(mended, "/bait")).isEqualTo("left");
        }
    }

    /** The jar is really signed by a release manager of Log4j; here another key is pinned. */
    @Test
    @RequiresCommand("gpg")
    void whatAnotherThanThePinnedKeySignedIsRefused() throws Exception {
        Path home = Files.createDirectory(
                directory.resolve("g"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        String[] gpg = {"gpg", "--homedir", home.toString(), "--batch", "--quiet", "--passphrase", ""};
        Path keys = directory.resolve("KEYS");
        gpg(gpg, "--quick-generate-key", "somebody", "ed25519", "sign", "never");
        gpg(gpg, "--armor", "--output", keys.toString(), "--export");

        CliRun plan = plimsoll(
                "no-store",
                "patch",
                "oci-dir://" + layout,
                "--dry-run",
                "--to",
                "log4j-core=2.17.1",
                "--maven-keys",
                "org.apache.logging=" + keys);
        System.err.println(plan.out());

        assertThat(plan.out())
                .containsPattern(
                        "not upgraded: org.apache.logging.log4j:log4j-core 2.14.1: .*/log4j-core-2.17.1.jar"
                                + " is not what a pinned key has signed: it is signed by the key B4C70893B62BABE8, which is not pinned")
                .doesNotContain("->");
    }

    private static void gpg(String[] program, String... arguments) {
        Command.run(Stream.concat(Stream.of(program), Stream.of(arguments)).toList());
    }
}
