package dev.plimsoll.debian;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher.Response;
import dev.plimsoll.base.PlimsollException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Brings the InRelease files of suites; asks only whether they changed where the mirror can tell. Nothing is verified here, so
 * nothing is kept either until the caller has done so: a forged file kept under the true one's ETag would never be replaced.
 */
final class ReleaseLoader {
    private final Mirror mirror;
    private final ArchiveFiles files;

    ReleaseLoader(Mirror mirror, ArchiveFiles files) {
        this.mirror = mirror;
        this.files = files;
    }

    /**
     * A suite's InRelease as the mirror has it now.
     *
     * @return empty if the mirror does not have the suite (404)
     * @throws PlimsollException NETWORK if the mirror can't be asked
     */
    Optional<InRelease> load(Suite suite) {
        URI uri = suite.file("InRelease");
        Optional<InRelease> before =
                files.read(kept(suite), Defaults.RELEASE_BYTES).map(InRelease::unpacked);
        Map<String, String> conditions = before.map(InRelease::conditions).orElse(Map.of());
        try (Response response = mirror.get(uri, conditions)) {
            switch (response.status()) {
                case 200 -> {
                    byte[] content = BoundedInput.readAll(response.body(), Defaults.RELEASE_BYTES, uri.toString());
                    return Optional.of(new InRelease(content, validators(response)));
                }
                case 304 -> {
                    return before;
                }
                case 404, 410 -> {
                    return Optional.empty();
                }
                default ->
                    throw new PlimsollException(
                            ErrorCode.NETWORK,
                            "could not fetch " + uri + ": the mirror answered " + response.status()
                                    + "; try again later, or " + Defaults.ANOTHER_MIRROR);
            }
        } catch (IOException e) {
            throw new PlimsollException(ErrorCode.NETWORK, "could not read " + uri + ": " + e.getMessage(), e);
        }
    }

    /** Keeps a file that proved good, if the mirror can tell next time whether it changed. */
    void keep(Suite suite, InRelease verified) {
        if (!verified.conditions().isEmpty()) {
            files.write(kept(suite), verified.packed());
        }
    }

    private Path kept(Suite suite) {
        return files.cached("release", suite.base().toString(), suite.name());
    }

    private static String validators(Response response) {
        StringBuilder text = new StringBuilder();
        for (String header : new String[] {"ETag", "Last-Modified"}) {
            response.header(header).ifPresent(value -> text.append(header + ": " + value + "\n"));
        }
        return text.toString();
    }
}
