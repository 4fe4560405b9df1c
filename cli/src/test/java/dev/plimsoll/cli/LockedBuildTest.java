package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testkit.Failure;
import dev.plimsoll.testkit.LoopbackRequest;
import dev.plimsoll.testkit.image.TinyTar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds from a lock, as users see them: what is asked for, and what is said when it can't be had or is not what it should be. */
class LockedBuildTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final String APP = "/debian/" + LockedPackagesServer.filename("app");

    @TempDir
    private Path folder;

    private final LockedPackagesServer mirror = new LockedPackagesServer();

    @BeforeEach
    void publish() {
        mirror.deb(
                        "base",
                        new TinyTar()
                                .directory("./etc/")
                                .file("./etc/os-release", "ID=debian\nVERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\n"))
                .deb("app", app("the app"));
    }

    @AfterEach
    void close() {
        mirror.close();
    }

    private static TinyTar app(String text) {
        return new TinyTar()
                .directory("./usr/")
                .directory("./usr/share/")
                .file("./usr/share/app", text)
                .file("./usr/share/noise", 0644, noise());
    }

    private static byte[] noise() {
        byte[] noise = new byte[300_000];
        new Random(1).nextBytes(noise);
        return noise;
    }

    @Test
    void only_the_locked_files_are_asked_for_and_nothing_at_all_the_second_time() throws IOException {
        CliRun first = build();

        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.err() + first.out()).contains("lies in oci-dir://");
        assertThat(asked()).containsExactly(APP, "/debian/" + LockedPackagesServer.filename("base"));

        mirror.server().forgetRequests();
        CliRun again = build("--offline");

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.out()).isEqualTo(first.out());
        assertThat(asked()).isEmpty();
    }

    @Test
    void a_file_that_has_left_the_mirror_is_named_with_its_lock_and_both_ways_out() throws IOException {
        mirror.server().on(APP, (exchange, request) -> exchange.sendResponseHeaders(404, -1));

        CliRun run = build();

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .contains("plimsoll/app:latest was not built: ")
                .contains(folder.resolve("app.lock.json").toString())
                .contains("app 1 amd64: " + mirror.server().uri(APP))
                .contains("--allow-snapshots", "--lock")
                .doesNotContain("base 1 amd64", "Exception");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void it_is_fetched_from_the_snapshot_archive_if_that_is_allowed() throws IOException {
        mirror.server()
                .on(APP, (exchange, request) -> exchange.sendResponseHeaders(404, -1))
                .put("/old/debian/20261102T000000Z/" + LockedPackagesServer.filename("app"), mirror.deb("app"));

        CliRun run = build(
                "--allow-snapshots",
                "--debian-snapshots",
                mirror.server().uri("/old").toString());

        assertThat(run.code()).as(run.err()).isZero();
    }

    @Test
    void one_that_no_snapshot_has_either_is_named_with_all_places() throws IOException {
        mirror.server().on(APP, (exchange, request) -> exchange.sendResponseHeaders(404, -1));

        CliRun run = build(
                "--allow-snapshots",
                "--debian-snapshots",
                mirror.server().uri("/old").toString());

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .contains(
                        mirror.server().uri(APP).toString(),
                        mirror.server().uri("/old/debian/20261101T000000Z/").toString(),
                        "--lock")
                .doesNotContain("--allow-snapshots");
    }

    @Test
    void a_snapshot_archive_wants_an_address_and_leave_to_ask_it() throws IOException {
        assertThat(build("--allow-snapshots", "--debian-snapshots", "old").err())
                .contains("--debian-snapshots wants an address");
        assertThat(build("--debian-snapshots", "https://snapshot.example.org").err())
                .contains("--debian-snapshots is of use with --allow-snapshots only");
    }

    @Test
    void another_file_under_the_locked_name_is_refused_and_the_former_image_stays() throws IOException {
        assertThat(build().code()).isZero();
        SortedSet<String> before = files();
        byte[] other = mirror.deb("app").clone();
        other[other.length / 2] ^= 1;
        mirror.server().put(APP, other);
        forgetPackages();

        CliRun run = build();

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .contains(mirror.server().uri(APP).toString(), "app 1 amd64", "another mirror")
                .doesNotContain("Exception");
        assertThat(files()).isEqualTo(before);

        mirror.server().put(APP, mirror.deb("app"));
        assertThat(build().code()).isZero();
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void connections_that_break_in_the_middle_are_taken_up_again() throws IOException {
        mirror.server().fail(APP, Failure.cutAfter(100_000), Failure.drop(), Failure.cutAfter(50_000));

        CliRun run = build();

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(mirror.server().requests(APP)).hasSizeGreaterThan(2);
    }

    @Test
    void one_that_breaks_again_and_again_is_told_with_its_address() throws IOException {
        Failure[] always = new Failure[40];
        Arrays.fill(always, Failure.drop());
        mirror.server().fail(APP, always);

        CliRun run = build();

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .contains("could not fetch " + mirror.server().uri(APP), "broke")
                .doesNotContain("Exception");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void a_mirror_that_stalls_is_waited_for_and_then_told_with_its_address() throws IOException {
        Failure[] always = new Failure[10];
        Arrays.fill(always, Failure.stallAfter(0, Duration.ofSeconds(20)));
        mirror.server().fail(APP, always);

        CliRun run = build();

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .contains("could not fetch " + mirror.server().uri(APP), "no answer in time")
                .doesNotContain("Exception");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void a_package_that_writes_outside_is_refused_by_name_and_path() throws IOException {
        mirror.deb("app", new TinyTar().file("./../../etc/passwd", "root::0:0::/:\n"));
        assertRefused("../../etc/passwd");

        mirror.deb("app", new TinyTar().symlink("./opt", "/etc").file("./opt/passwd", "root::0:0::/:\n"));
        assertRefused("opt/passwd");

        mirror.deb("app", new TinyTar().device("./dev/sda"));
        assertRefused("dev/sda");
    }

    private void assertRefused(String path) throws IOException {
        CliRun run = build();

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .startsWith(
                        "building plimsoll/app:latest for linux/amd64\nplimsoll: plimsoll/app:latest was not built: ")
                .contains("app 1 amd64", path)
                .doesNotContain("Exception");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void a_damaged_package_is_refused_by_name_though_the_lock_has_its_hash() throws IOException {
        byte[] cut = Arrays.copyOf(mirror.deb("app"), 3000);
        mirror.server().put(APP, cut);
        Path spec = mirror.spec(folder);
        Path lock = folder.resolve("app.lock.json");
        Files.writeString(
                lock,
                Files.readString(lock)
                        .replace(
                                dev.plimsoll.base.Digest.sha256(mirror.deb("app"))
                                        .hex(),
                                dev.plimsoll.base.Digest.sha256(cut).hex())
                        .replace("\"size\": " + mirror.deb("app").length, "\"size\": " + cut.length));

        CliRun run = build(spec);

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("app 1 amd64").doesNotContain("Exception");
    }

    private List<String> asked() {
        return mirror.server().requests().stream()
                .map(LoopbackRequest::path)
                .sorted()
                .toList();
    }

    private void forgetPackages() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("home/.cache"))) {
            for (Path each :
                    files.filter(path -> path.toString().endsWith(".deb")).toList()) {
                Files.delete(each);
            }
        }
    }

    private SortedSet<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
            return files.filter(Files::isRegularFile)
                    .map(path -> folder.relativize(path).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private CliRun build(String... more) throws IOException {
        return build(mirror.spec(folder), more);
    }

    private CliRun build(Path spec, String... more) {
        List<String> arguments = new ArrayList<>(List.of("build", spec.toString()));
        arguments.addAll(mirror.options());
        arguments.addAll(List.of(more));
        return CliRun.impatient(
                Map.of("HOME", folder.resolve("home").toString()),
                Clock.fixed(NOW, ZoneOffset.UTC),
                arguments.toArray(String[]::new));
    }
}
