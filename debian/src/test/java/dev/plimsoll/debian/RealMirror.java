package dev.plimsoll.debian;

import dev.plimsoll.base.AppDirectories;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.HttpFetcher.Request;
import dev.plimsoll.base.HttpFetcher.Response;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.inventory.ecosystem.Ecosystems;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Assumptions;

/** The real archive, for tests that are skipped by name where it can't be reached. */
final class RealMirror {
    private RealMirror() {}

    /** Skips the test, or fails it where real parts are demanded, if the archive does not answer. */
    static HttpFetcher require() {
        HttpFetcher http = HttpFetcher.online(System.getenv());
        URI uri = URI.create(Defaults.MIRROR + "/dists/bookworm/InRelease");
        try (Response response = http.send(Request.get(uri).allowingPlainHttp())) {
            if (response.status() == 200) {
                return http;
            }
            return absent(uri + " answers " + response.status());
        } catch (PlimsollException e) {
            return absent(String.valueOf(e.getMessage()));
        }
    }

    private static HttpFetcher absent(String reason) {
        if (Boolean.parseBoolean(System.getenv("PLIMSOLL_REQUIRE_REAL_PARTS"))) {
            throw new IllegalStateException("the Debian mirror is demanded: " + reason);
        }
        return Assumptions.abort("the Debian mirror can't be reached: " + reason);
    }

    static AppDirectories directories(Path root) {
        return new AppDirectories(root.resolve("cache"), root.resolve("data"), root.resolve("config"));
    }

    static DebianArchiveSource source(HttpFetcher http, Path root, DebianOptions options, Trust trust) {
        return new DebianArchiveSource(
                options,
                Ecosystems.byId("dpkg").orElseThrow(),
                http,
                directories(root),
                Clock.systemUTC(),
                Progress.NONE,
                trust);
    }
}
