package dev.plimsoll.inventory.ecosystem.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.Patience;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.inventory.IdentifyContext;
import dev.plimsoll.inventory.Inventory;
import dev.plimsoll.inventory.InventoryReader;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.inventory.MemoryImage;
import dev.plimsoll.inventory.ReadOptions;
import dev.plimsoll.inventory.Unidentified;
import dev.plimsoll.testkit.Failure;
import dev.plimsoll.testkit.LoopbackServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Asks a repository of its own. */
@Timeout(60)
class JarIdentifierTest {
    private static final byte[] JAR = Zips.jar()
            .manifest("Implementation-Title: Widget", "Implementation-Version: 1.4")
            .classes("org/acme/widget/A.class", "org/acme/widget/B.class")
            .bytes();
    private static final String PLACE = "/org/acme/widget-core/1.4/widget-core-1.4.jar.sha1";

    private final LoopbackServer server = LoopbackServer.start();
    private Instant now = Instant.parse("2026-11-01T00:00:00Z");

    @TempDir
    Path temp;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aPublishedChecksumIsProof() {
        server.put(PLACE, sha1(JAR) + "  widget-core-1.4.jar\n");

        Inventory found = read(image());

        assertThat(found.unidentified()).isEmpty();
        assertThat(found.components()).singleElement().satisfies(component -> {
            assertThat(component.name()).isEqualTo("org.acme:widget-core");
            assertThat(component.version()).isEqualTo("1.4");
            assertThat(component.locations())
                    .singleElement()
                    .satisfies(l -> assertThat(l.path()).isEqualTo("lib/widget-core-1.4.jar"));
            assertThat(component.properties())
                    .containsEntry("proof", server.uri(PLACE).toString());
        });
    }

    @Test
    void anotherChecksumIsNone() {
        server.put(PLACE, "0".repeat(40));
        assertUnidentified(read(image()), "likely coordinates has its checksum at 127.0.0.1");
    }

    @Test
    void aPageThatIsNoChecksumIsNoAnswer() {
        server.on("/", (exchange, request) -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[] {'<', 'h', 't', 'm', 'l', '>'});
        });
        assertUnidentified(read(image()), "is no SHA-1 checksum");
    }

    @Test
    void aProofHoldsForEverAndOfflineToo() {
        server.put(PLACE, sha1(JAR));
        read(image());
        server.forgetRequests();
        now = now.plus(Duration.ofDays(4000));

        assertThat(read(image()).components()).hasSize(1);
        assertThat(read(image(), HttpFetcher.offline(), Map.of()).components()).hasSize(1);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aFailureHoldsForAWeek() {
        read(image());
        server.put(PLACE, sha1(JAR));
        server.forgetRequests();

        assertUnidentified(read(image()), "likely coordinates");
        assertThat(server.requests()).isEmpty();
        now = now.plus(Duration.ofDays(8));
        assertThat(read(image()).components()).hasSize(1);
    }

    @Test
    void nobodyIsAskedOfflineOrWhenSwitchedOff() {
        server.put(PLACE, sha1(JAR));

        assertUnidentified(read(image(), HttpFetcher.offline(), Map.of()), "not asked: offline");
        try (HttpFetcher fetcher = HttpFetcher.online(Map.of(), Patience.SHORT)) {
            assertUnidentified(
                    read(image(), fetcher, Map.of("java.repository", "none")), "not asked: java.repository is none");
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aRepositoryThatFailsIsLeftAlone() {
        MemoryImage image = MemoryImage.empty();
        for (int i = 0; i < 200; i++) {
            image.put(
                    "lib/part" + i + "-1.jar",
                    Zips.jar().classes("org/acme/p" + i + "/A.class").bytes());
        }
        server.on("/", (exchange, request) -> exchange.sendResponseHeaders(403, -1));

        Inventory found = read(image);

        assertThat(found.unidentified()).hasSize(200);
        assertThat(found.unidentified()).anyMatch(u -> u.reason().contains("failed to answer before"));
        assertThat(server.requests()).hasSizeLessThan(20);
    }

    @Test
    void aFailureIsNotRemembered() {
        server.put(PLACE, sha1(JAR));
        server.on("/", (exchange, request) -> exchange.sendResponseHeaders(404, -1));
        server.fail("/org/acme/widget/widget-core/1.4/widget-core-1.4.jar.sha1", Failure.status(403));
        server.forgetRequests();
        read(image());
        assertThat(read(image()).components()).hasSize(1);
    }

    @Test
    void fewAreAskedForPerJarAndEachJarOnce() {
        MemoryImage image = image().put("other/widget-core-1.4.jar", JAR);
        read(image);
        assertThat(server.requests()).hasSizeLessThanOrEqualTo(Candidates.MOST);
    }

    @Test
    void archivesInArchivesHaveTheirOwnChecksum() {
        server.put(PLACE, sha1(JAR));
        MemoryImage image = MemoryImage.empty()
                .put(
                        "a.war",
                        Zips.jar().file("WEB-INF/lib/widget-core-1.4.jar", JAR).bytes());
        assertThat(read(image).components())
                .singleElement()
                .satisfies(c -> assertThat(c.locations())
                        .singleElement()
                        .satisfies(l -> assertThat(l.path()).isEqualTo("a.war!/WEB-INF/lib/widget-core-1.4.jar")));
    }

    @Test
    void namesThatWouldLeadElsewhereAreNotAskedFor() {
        Unidentified piece = new Unidentified(
                "java",
                new Location("x/..-1.0.jar", OptionalInt.empty()),
                "sha1:" + "0".repeat(40),
                List.of("file: ..-1.0.jar", "Implementation-Vendor-Id: a/../../b", "packages: org.x"),
                "none");
        assertThat(Candidates.of(piece)).isEmpty();
    }

    @Test
    void aLocalRepositorysPathIsTheFirstCandidate() {
        Unidentified piece = new Unidentified(
                "java",
                new Location("root/.m2/repository/com/acme/odd/thing/2.0/thing-2.0.jar", OptionalInt.empty()),
                "sha1:" + "0".repeat(40),
                List.of("file: thing-2.0.jar", "packages: unrelated"),
                "none");
        assertThat(Candidates.of(piece).get(0).checksumPath()).isEqualTo("com/acme/odd/thing/2.0/thing-2.0.jar.sha1");
    }

    private static MemoryImage image() {
        return MemoryImage.empty().put("lib/widget-core-1.4.jar", JAR);
    }

    private static void assertUnidentified(Inventory inventory, String reason) {
        assertThat(inventory.components()).isEmpty();
        assertThat(inventory.unidentified())
                .singleElement()
                .satisfies(u -> assertThat(u.reason()).contains(reason));
    }

    private Inventory read(MemoryImage image) {
        try (HttpFetcher fetcher = HttpFetcher.online(Map.of(), Patience.SHORT)) {
            return read(
                    image, fetcher, Map.of("java.repository", server.uri("/").toString()));
        }
    }

    private Inventory read(MemoryImage image, HttpFetcher fetcher, Map<String, String> settings) {
        IdentifyContext context =
                new IdentifyContext(fetcher, temp.resolve("cache"), settings, Limits.DEFAULT, () -> now, Progress.NONE);
        try (TempFiles tempFiles = TempFiles.under(temp)) {
            return new InventoryReader(
                            List.of(new JavaEcosystem()),
                            ReadOptions.of(tempFiles).withIdentify(context))
                    .read(image);
        }
    }

    private static String sha1(byte[] content) {
        try {
            return Digest.of(Digest.Algorithm.SHA1, new ByteArrayInputStream(content))
                    .hex();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
