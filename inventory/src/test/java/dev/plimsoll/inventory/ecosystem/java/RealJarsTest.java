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
import dev.plimsoll.inventory.MemoryContent;
import dev.plimsoll.inventory.MemoryImage;
import dev.plimsoll.inventory.ReadOptions;
import dev.plimsoll.testkit.LoopbackServer;
import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.SharedFiles;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Some two hundred published jars, fetched by Maven itself. A loopback server publishes their checksums and nothing else, as the real
 * repository would: what is proved here is proved there.
 */
@Tag("proof")
@RequiresCommand("mvn")
class RealJarsTest {
    /** What became of each is in {@code target/real-jars.txt}. */
    @Test
    void provesWhatPublishedJarsDoNotState(@TempDir Path temp) throws Exception {
        MavenLayout repository = new MavenLayout(fetch(temp.resolve("repository")));
        List<MavenLayout.Jar> jars = repository.jars();
        assertThat(jars).hasSizeGreaterThan(150);
        MemoryImage image = MemoryImage.empty();
        for (MavenLayout.Jar jar : jars) {
            image.put(jar.imagePath(), MemoryContent.of(jar.file()));
        }

        Inventory inventory;
        int asked;
        try (TempFiles tempFiles = TempFiles.under(temp);
                LoopbackServer server = LoopbackServer.start().on("/", (exchange, request) -> {
                    Path file = repository
                            .root()
                            .resolve(request.path().substring(1).replaceAll("\\.sha1$", ""));
                    if (Files.isRegularFile(file)) {
                        byte[] answer = sha1(file).getBytes(StandardCharsets.US_ASCII);
                        exchange.sendResponseHeaders(200, answer.length);
                        exchange.getResponseBody().write(answer);
                    } else {
                        exchange.sendResponseHeaders(404, -1);
                    }
                });
                HttpFetcher fetcher = HttpFetcher.online(Map.of(), Patience.SHORT)) {
            IdentifyContext context = new IdentifyContext(
                    fetcher,
                    temp.resolve("cache"),
                    Map.of("java.repository", server.uri("/").toString()),
                    Limits.DEFAULT,
                    InstantSource.system(),
                    Progress.NONE);
            inventory = new InventoryReader(
                            List.of(new JavaEcosystem()),
                            ReadOptions.of(tempFiles).withIdentify(context))
                    .read(image);
            asked = server.requests().size();
        }

        OwnIdentity identity = OwnIdentity.of(inventory, jars);
        Files.writeString(
                SharedFiles.checkout().resolve("inventory/target/real-jars.txt"),
                "jars " + jars.size() + ", stated " + identity.stated().size() + ", proved "
                        + identity.proved().size() + ", unidentified "
                        + identity.unidentified().size() + ", without code "
                        + identity.nothing().size() + ", questions " + asked + "\nproved:\n"
                        + String.join("\n", identity.proved()) + "\nunidentified:\n"
                        + String.join("\n", identity.unidentified()) + "\nwrong:\n"
                        + String.join("\n", identity.wrong()) + "\nwithout code:\n"
                        + String.join("\n", identity.nothing()) + "\n");
        assertThat(identity.wrong()).isEmpty();
        assertThat(inventory.gaps()).isEmpty();
        assertThat(identity.proved())
                .hasSizeGreaterThan(9 * identity.unidentified().size());
    }

    private static Path fetch(Path target) throws Exception {
        Path log = target.resolveSibling("mvn.log");
        Process maven = new ProcessBuilder(
                        "mvn",
                        "-q",
                        "-B",
                        "-f",
                        SharedFiles.checkout()
                                .resolve("bench/recipes/app-java.xml")
                                .toString(),
                        "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies",
                        "-DoutputDirectory=" + target,
                        "-Dmdep.useRepositoryLayout=true")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(maven.waitFor(9, TimeUnit.MINUTES)).isTrue();
        assertThat(maven.exitValue()).as(() -> log.toString()).isZero();
        return target;
    }

    private static String sha1(Path file) throws java.io.IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Digest.of(Digest.Algorithm.SHA1, in).hex();
        }
    }
}
