package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.HttpFetcher.Request;
import dev.plimsoll.base.HttpFetcher.Response;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.testkit.DockerDaemon;
import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The project's own images, built of the real archive as users build them, and put into an engine. */
final class BuiltImages {
    private BuiltImages() {}

    /** Skips the test, or fails it where real parts are demanded, if the archive does not answer. */
    static void requireArchive() {
        URI uri = URI.create("http://deb.debian.org/debian/dists/bookworm/InRelease");
        String reason;
        try (HttpFetcher http = HttpFetcher.online(System.getenv());
                Response response = http.send(Request.get(uri).allowingPlainHttp())) {
            if (response.status() == 200) {
                return;
            }
            reason = uri + " answers " + response.status();
        } catch (PlimsollException e) {
            reason = String.valueOf(e.getMessage());
        }
        if (Boolean.parseBoolean(System.getenv("PLIMSOLL_REQUIRE_REAL_PARTS"))) {
            throw new IllegalStateException("the Debian archive is demanded: " + reason);
        }
        Assumptions.abort("the Debian archive can't be reached: " + reason);
    }

    /** Builds {@code containers/NAME.yaml} and loads it as {@code plimsoll/NAME:latest}; what is fetched is kept between runs. */
    static void load(DockerDaemon docker, Path directory, String name) {
        requireArchive();
        Path cache = SharedFiles.checkout().resolve("cli/target/test-cache");
        try {
            Files.createDirectories(cache);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("XDG_CACHE_HOME", cache.toString());
        environment.put("XDG_DATA_HOME", directory.resolve("data").toString());
        Path layout = directory.resolve(name);
        CliRun built = CliRun.of(
                environment,
                Clock.systemUTC(),
                "build",
                SharedFiles.checkout().resolve("containers/" + name + ".yaml").toString(),
                "-o",
                "oci-dir://" + layout);
        assertThat(built.code()).as(built.out() + built.err()).isZero();
        docker.loadLayout(layout, "latest", "plimsoll/" + name + ":latest");
    }
}
