package dev.plimsoll.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.debian.resolve.ArchivePackage;
import dev.plimsoll.debian.resolve.ResolutionRequest;
import dev.plimsoll.testkit.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The archive's packages as a build asks for them, from a mirror on loopback. */
class PackageArchiveTest extends ArchiveCases {
    private static final ResolutionRequest REQUEST = ResolutionRequest.of(List.of("hello"));

    private PlimsollException failureOf(Runnable action) {
        PlimsollException[] failure = new PlimsollException[1];
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(action::run)
                .satisfies(e -> failure[0] = e);
        return failure[0];
    }

    private List<Path> poolFiles() throws Exception {
        try (Stream<Path> files = Files.walk(directory.resolve("cache/debian/pool"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void resolvesAndFetchesWhatTheSignedIndexesSay() throws Exception {
        publishGood();
        PackageArchive archive = mirror.archive("bookworm", "bookworm-security");

        List<ArchivePackage> packages = archive.resolve(REQUEST).packages();
        assertThat(packages).extracting(ArchivePackage::version).containsExactly("2.10-3+deb12u2");
        assertThat(packages.get(0).suite()).isEqualTo("bookworm-security");
        assertThat(archive.fetch(packages).get(0)).hasBinaryContent(NEW.bytes());
        assertThat(archive.date()).isEqualTo(YESTERDAY);
        assertThat(archive.suites()).extracting(ArchiveSuite::name).containsExactly("bookworm", "bookworm-security");
        assertThat(archive.versions("hello"))
                .extracting(ArchivePackage::version)
                .containsExactly("2.10-3+deb12u2", "2.10-3");
    }

    @Test
    void asksAWarmCacheForNothingButTheReleases() throws Exception {
        publishGood();
        List<ArchivePackage> cold =
                mirror.archive("bookworm", "bookworm-security").resolve(REQUEST).packages();
        mirror.archive("bookworm", "bookworm-security").fetch(cold);
        mirror.server().forgetRequests();

        PackageArchive warm = mirror.archive("bookworm", "bookworm-security");
        warm.fetch(warm.resolve(REQUEST).packages());

        assertThat(mirror.server().requests()).allMatch(each -> each.path().endsWith("/InRelease"));
    }

    @Test
    void readsNoIndexOfTheCacheThatWasSpoiltOrIsAnotherUsers() throws Exception {
        publishGood();
        List<ArchivePackage> good =
                mirror.archive("bookworm-security").resolve(REQUEST).packages();
        Path index = keptIndex();
        byte[] content = Files.readAllBytes(index);
        for (UnaryOperator<byte[]> damage : DAMAGES) {
            Files.write(index, damage.apply(content));
            assertAsksForIndex(good);
        }
        Files.delete(directory.resolve("data/cache.key"));
        assertAsksForIndex(good);
    }

    private void assertAsksForIndex(List<ArchivePackage> expected) {
        mirror.server().forgetRequests();
        assertThat(mirror.archive("bookworm-security").resolve(REQUEST).packages())
                .isEqualTo(expected);
        assertThat(mirror.server().requests()).anyMatch(each -> each.path().contains("/binary-amd64/"));
    }

    private Path keptIndex() throws Exception {
        try (Stream<Path> files = Files.walk(directory.resolve("cache/debian/index"))) {
            return files.filter(each -> each.toString().endsWith(".catalog2"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void fetchesAgainWhatWasSpoiltInTheCache() throws Exception {
        publishGood();
        PackageArchive archive = mirror.archive("bookworm-security");
        List<ArchivePackage> packages = archive.resolve(REQUEST).packages();
        Path file = archive.fetch(packages).get(0);

        byte[] poisoned = NEW.bytes();
        poisoned[poisoned.length - 1] ^= 1;
        for (byte[] spoilt : new byte[][] {poisoned, new byte[0], new byte[poisoned.length + 1]}) {
            Files.write(file, spoilt);
            assertThat(archive.fetch(packages)).containsExactly(file);
            assertThat(file).hasBinaryContent(NEW.bytes());
        }
    }

    @Test
    void keepsNothingThatIsNotWhatWasSigned() throws Exception {
        publishGood();
        PackageArchive archive = mirror.archive("bookworm-security");
        List<ArchivePackage> packages = archive.resolve(REQUEST).packages();
        byte[] changed = NEW.bytes();
        changed[50] ^= 1;
        for (byte[] wrong : new byte[][] {changed, TestMirror.bytes("short"), new byte[changed.length + 100]}) {
            mirror.server().put("/debian/" + NEW.filename(), wrong);
            PlimsollException failure = failureOf(() -> archive.fetch(packages));
            assertThat(failure.code()).isEqualTo(ErrorCode.FEED_UNTRUSTED);
            assertThat(failure).hasMessageContainingAll("hello 2.10-3+deb12u2 amd64", NEW.filename(), "signed");
        }
        assertThat(poolFiles()).isEmpty();
    }

    @Test
    void carriesOnWhereAConnectionBrokeOrStalled() throws Exception {
        publishGood();
        PackageArchive archive = mirror.archive("bookworm-security");
        List<ArchivePackage> packages = archive.resolve(REQUEST).packages();
        mirror.server()
                .fail(
                        "/debian/" + NEW.filename(),
                        Failure.drop(),
                        Failure.status(503),
                        Failure.cutAfter(100),
                        Failure.stallAfter(50, Duration.ofSeconds(2)));

        assertThat(archive.fetch(packages).get(0)).hasBinaryContent(NEW.bytes());
    }

    @Test
    void namesAllPackagesThatHaveLeftTheMirror() {
        mirror.publish("bookworm", YESTERDAY, "", OLD, OTHER);
        PackageArchive archive = mirror.archive("bookworm");
        List<ArchivePackage> packages =
                archive.resolve(ResolutionRequest.of(List.of("hello", "other"))).packages();
        mirror.server().on("/debian/" + OLD.filename(), (exchange, request) -> exchange.sendResponseHeaders(404, -1));
        mirror.server().on("/debian/" + OTHER.filename(), (exchange, request) -> exchange.sendResponseHeaders(404, -1));

        PlimsollException failure = failureOf(() -> archive.fetch(packages));
        assertThat(failure.code()).isEqualTo(ErrorCode.NETWORK);
        assertThat(failure).hasMessageContainingAll("hello 2.10-3 amd64", "other 1.0 amd64", OLD.filename());
    }

    @Test
    void refusesAnOlderReleaseThanOneSeenBefore() {
        publishGood();
        mirror.archive("bookworm-security");
        mirror.publish("bookworm-security", YESTERDAY.minusSeconds(60), "", OLD);

        assertThat(failureOf(() -> mirror.archive("bookworm-security")).code()).isEqualTo(ErrorCode.FEED_EXPIRED);
    }

    @Test
    void saysWhichSuiteArchitectureOrComponentIsMissing() {
        publishGood();
        assertThat(failureOf(() -> mirror.archive("bookworm", "bookworm-updates")))
                .hasMessageContaining("does not have the suite bookworm-updates");
        assertThat(failureOf(() -> mirror.archive(new ArchiveScope(List.of("bookworm"), List.of("main"), "arm64"))))
                .hasMessageContaining("bookworm has no packages for arm64; it has all, amd64");
        assertThat(failureOf(() ->
                        mirror.archive(new ArchiveScope(List.of("bookworm"), List.of("main", "kitchen"), "amd64"))))
                .hasMessageContaining("bookworm has no component kitchen; it has main");
    }
}
