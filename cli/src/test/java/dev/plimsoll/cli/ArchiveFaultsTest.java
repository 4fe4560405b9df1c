package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testkit.Failure;
import dev.plimsoll.testkit.LoopbackRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users read when the archive is not as it should be, or does not have what a spec asks for; and that nothing is left of it. */
@Tag("proof")
class ArchiveFaultsTest {
    private static final String RELEASE = "/debian/dists/bookworm/InRelease";
    private static final Clock NOW = Clock.systemUTC();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path shared;

    @SuppressWarnings("NullAway.Init")
    private static ArchiveStandIn archive;

    @TempDir
    private Path folder;

    private Path cache = Path.of("");

    @BeforeAll
    static void start() {
        archive = ArchiveStandIn.start();
    }

    @AfterAll
    static void stop() {
        archive.close();
    }

    @AfterEach
    void nothingIsWritten() {
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void a_package_that_does_not_exist() throws IOException {
        says(
                build(NOW, SmallImage.write(folder, "base-files, redis-sever")),
                "the archive has no package redis-sever for amd64");
    }

    @Test
    void packages_that_conflict() throws IOException {
        says(build(NOW, SmallImage.write(folder, "base-files, postfix, exim4-daemon-light")), "postfix", "exim4");
    }

    @Test
    void a_pin_that_nothing_reaches() throws IOException {
        says(build(NOW, SmallImage.spec(folder, "pin: [\"netbase>=99\"]")), "netbase", "99");
    }

    @Test
    void an_older_release_than_one_seen_before() throws IOException {
        Path seen = folder.resolve("data/plimsoll/debian/newest/bookworm");
        Files.createDirectories(seen.getParent());
        Files.writeString(seen, NOW.instant().plus(Duration.ofDays(1)) + "\n");

        says(build(NOW, SmallImage.spec(folder)), "the Release of bookworm is of", "seen before", "--allow-expired");
    }

    @Test
    void a_release_past_its_end() throws IOException {
        Clock later = Clock.offset(NOW, Duration.ofDays(60));

        says(build(later, SmallImage.spec(folder)), "the Release of bookworm-security expired on", "--allow-expired");
    }

    @Test
    void a_release_that_was_changed() throws IOException {
        archive.server().fail(RELEASE, changed());

        says(
                build(NOW, SmallImage.spec(folder)),
                archive.server().uri(RELEASE) + " is not a signed message",
                "another mirror");
    }

    private static Failure changed() {
        return (exchange, request, usual) -> {
            byte[] other = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nOrigin: Debian\n"
                    .getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, other.length);
            exchange.getResponseBody().write(other);
        };
    }

    @Test
    void an_index_that_is_not_the_signed_one() throws IOException {
        cache = folder.resolve("cache");
        String index = index();
        archive.server().fail(index, Failure.corrupt());

        says(build(NOW, SmallImage.spec(folder)), index, "not the file that the archive signed", "another mirror");
    }

    private String index() throws IOException {
        Path before = folder.resolve("before");
        run(NOW, before, SmallImage.spec(folder), "oci-dir://" + before.resolve("out"));
        return archive.server().requests().stream()
                .map(LoopbackRequest::path)
                .filter(path -> path.startsWith("/debian/dists/bookworm/main/") && path.contains("/by-hash/"))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    @Test
    void a_suite_that_the_mirror_does_not_have() throws IOException {
        archive.server().fail("/debian-security/dists/bookworm-security/InRelease", Failure.status(404));

        says(build(NOW, SmallImage.spec(folder)), "does not have the suite bookworm-security");
    }

    @Test
    void a_mirror_where_nobody_listens() throws IOException {
        says(
                build(NOW, SmallImage.spec(folder), "--debian-mirror", "http://127.0.0.1:9/debian"),
                "http://127.0.0.1:9/debian/dists/bookworm",
                "refused");
    }

    private static void says(CliRun run, String... words) {
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .contains("plimsoll: plimsoll/small:latest was not built: ")
                .contains(words)
                .doesNotContain("Exception", "fault of plimsoll");
    }

    private CliRun build(Clock clock, Path spec, String... more) {
        return run(
                clock, cache.toString().isEmpty() ? shared : cache, spec, "oci-dir://" + folder.resolve("out"), more);
    }

    private CliRun run(Clock clock, Path cacheHome, Path spec, String output, String... more) {
        List<String> arguments = new ArrayList<>(List.of("build", spec.toString(), "-o", output));
        arguments.addAll(archive.options());
        if (List.of(more).contains("--debian-mirror")) {
            arguments
                    .subList(arguments.indexOf("--debian-mirror"), arguments.indexOf("--debian-mirror") + 2)
                    .clear();
        }
        arguments.addAll(List.of(more));
        return CliRun.of(
                Map.of(
                        "HOME",
                        folder.resolve("home" + UUID.randomUUID()).toString(),
                        "XDG_CACHE_HOME",
                        cacheHome.toString(),
                        "XDG_DATA_HOME",
                        folder.resolve("data").toString()),
                clock,
                arguments.toArray(String[]::new));
    }
}
