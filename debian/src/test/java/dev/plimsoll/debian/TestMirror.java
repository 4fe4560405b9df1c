package dev.plimsoll.debian;

import dev.plimsoll.base.AppDirectories;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Patience;
import dev.plimsoll.base.Progress;
import dev.plimsoll.debian.catalog.TestCatalogs;
import dev.plimsoll.inventory.ecosystem.Ecosystems;
import dev.plimsoll.testkit.LoopbackServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/** A small signed archive on loopback, and a source that trusts its key. */
final class TestMirror implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(5), Duration.ofSeconds(1), 4, Duration.ofMillis(5), Duration.ofSeconds(1));

    private final Path directory;
    private final LoopbackServer server = LoopbackServer.start();
    private final HttpFetcher http = HttpFetcher.online(Map.of(), PATIENCE);
    final TestKey key;

    TestMirror(Path directory, TestKey key) {
        this.directory = directory;
        this.key = key;
    }

    LoopbackServer server() {
        return server;
    }

    /** Publishes a suite, signed by the mirror's key. */
    void publish(String suite, Instant date, String moreFields, TestDeb... debs) {
        publishSigned(suite, release(suite, date, moreFields, packages(debs)), date);
        serve(suite, packages(debs), debs);
    }

    void publishSigned(String suite, String release, Instant date, TestKey... keys) {
        server.put(
                "/debian/dists/" + suite + "/InRelease",
                TestKey.sign(release, date, keys.length == 0 ? new TestKey[] {key} : keys));
    }

    /** Serves what a Release names. */
    void serve(String suite, byte[] packages, TestDeb... debs) {
        server.put(
                "/debian/dists/" + suite + "/main/binary-amd64/by-hash/SHA256/"
                        + Digest.sha256(packages).hex(),
                packages);
        for (TestDeb deb : debs) {
            server.put("/debian/" + deb.filename(), deb.bytes());
        }
    }

    static byte[] packages(TestDeb... debs) {
        StringBuilder text = new StringBuilder();
        for (TestDeb deb : debs) {
            text.append(deb.stanza());
        }
        return TestDeb.gzip(text.toString());
    }

    static String release(String suite, Instant date, String moreFields, byte[] packages) {
        return "Origin: Debian\nLabel: Debian\nSuite: " + suite + "\nCodename: " + suite + "\nDate: " + text(date)
                + "\n"
                + moreFields + "Acquire-By-Hash: yes\nArchitectures: all amd64\n"
                + "No-Support-for-Architecture-all: Packages\nComponents: main\nSHA256:\n "
                + Digest.sha256(packages).hex() + " " + packages.length + " main/binary-amd64/Packages.gz\n";
    }

    static String text(Instant date) {
        return DateTimeFormatter.RFC_1123_DATE_TIME
                .format(date.atZone(ZoneOffset.UTC))
                .replace("GMT", "UTC");
    }

    /** A source that asks this mirror, for these suites, at {@link #NOW}. */
    DebianArchiveSource source(boolean allowExpired, String... suites) throws Exception {
        Path keyring = directory.resolve("keyring.gpg");
        Files.write(keyring, key.certificate());
        return source(keyring, allowExpired, suites);
    }

    DebianArchiveSource source(Path keyring, boolean allowExpired, String... suites) {
        return new DebianArchiveSource(
                options().withSuites(List.of(suites)).withAllowExpired(allowExpired),
                Ecosystems.byId("dpkg").orElseThrow(),
                http,
                directories(),
                CLOCK,
                Progress.NONE,
                trust(keyring));
    }

    /** The main component of these suites, for amd64. */
    PackageArchive archive(String... suites) {
        return archive(new ArchiveScope(List.of(suites), List.of("main"), "amd64"));
    }

    PackageArchive archive(ArchiveScope scope) {
        Path keyring = directory.resolve("keyring.gpg");
        try {
            Files.write(keyring, key.certificate());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return new ArchiveOpener(options(), trust(keyring), http, directories(), CLOCK, Progress.NONE)
                .open(scope, TestCatalogs::versions);
    }

    /** Packages of a lock that was made yesterday; the snapshot archive lies under {@code /snapshots}. */
    LockedPackages locked(boolean snapshots) {
        return LockedPackages.open(
                options().withSnapshotArchive(server.uri("/snapshots")),
                "app.lock.json",
                NOW.minus(Duration.ofDays(1)),
                snapshots,
                http,
                directories(),
                Progress.NONE);
    }

    private DebianOptions options() {
        URI base = server.uri("/debian");
        return DebianOptions.DEFAULT.withMirrors(base, base).withAptDirectory(directory.resolve("no-apt"));
    }

    private AppDirectories directories() {
        return new AppDirectories(directory.resolve("cache"), directory.resolve("data"), directory.resolve("config"));
    }

    private Trust trust(Path keyring) {
        return new Trust(new PinnedKeys(Map.of(key.fingerprint(), "the test's key")), List.of(keyring));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
        server.close();
    }
}
