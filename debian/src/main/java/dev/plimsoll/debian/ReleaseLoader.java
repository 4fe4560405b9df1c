package dev.plimsoll.debian;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher.Response;
import dev.plimsoll.base.PlimsollException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Brings the InRelease files of suites; asks only whether they changed where the mirror can tell. Nothing is verified here. */
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
    Optional<byte[]> load(Suite suite) {
        URI uri = suite.file("InRelease");
        Path kept = files.cached("release", suite.base().toString(), suite.name(), "InRelease");
        Path marks = kept.resolveSibling("InRelease.validators");
        Optional<byte[]> before = files.read(kept, Defaults.RELEASE_BYTES);
        Map<String, String> conditions = before.isPresent() ? conditions(marks) : Map.of();
        try (Response response = mirror.get(uri, conditions)) {
            switch (response.status()) {
                case 200 -> {
                    byte[] content = BoundedInput.readAll(response.body(), Defaults.RELEASE_BYTES, uri.toString());
                    files.write(marks, validators(response).getBytes(StandardCharsets.UTF_8));
                    files.write(kept, content);
                    return Optional.of(content);
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
                                    + "; try again later, or another mirror");
            }
        } catch (IOException e) {
            throw new PlimsollException(ErrorCode.NETWORK, "could not read " + uri + ": " + e.getMessage(), e);
        }
    }

    private Map<String, String> conditions(Path marks) {
        Map<String, String> conditions = new HashMap<>();
        files.read(marks, 10_000).ifPresent(content -> {
            for (String line :
                    new String(content, StandardCharsets.UTF_8).lines().toList()) {
                if (line.startsWith("ETag: ")) {
                    conditions.put("If-None-Match", line.substring("ETag: ".length()));
                } else if (line.startsWith("Last-Modified: ")) {
                    conditions.put("If-Modified-Since", line.substring("Last-Modified: ".length()));
                }
            }
        });
        return conditions;
    }

    private static String validators(Response response) {
        StringBuilder text = new StringBuilder();
        for (String header : new String[] {"ETag", "Last-Modified"}) {
            response.header(header).ifPresent(value -> text.append(header + ": " + value + "\n"));
        }
        return text.toString();
    }
}
