package dev.plimsoll.build.script;

import dev.plimsoll.base.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Scripts whose work is known by their whole text, since they do more than commands that are known one by one. Each is bound to the
 * digest of its text without comments and names of architectures: one that says something else is not assumed to do the same.
 */
final class KnownScripts {
    private static final Work NOTHING = world -> {};

    private static final Map<String, Map<String, Work>> KNOWN = Map.of();

    private KnownScripts() {}

    /** What is done in a script's place. */
    @FunctionalInterface
    interface Work {
        void run(World world) throws IOException;
    }

    static Optional<Work> of(String packageName, String script, String text) {
        return Optional.ofNullable(
                KNOWN.getOrDefault(packageName + ":" + script, Map.of()).get(fingerprint(text)));
    }

    /** Of the lines that say something. */
    static String fingerprint(String text) {
        String lines = text.lines()
                .map(String::strip)
                .filter(each -> !each.isEmpty() && !each.startsWith("#"))
                .map(each -> each.replaceAll("x86_64-linux-gnu|aarch64-linux-gnu", "TRIPLET")
                        .replaceAll("\\b(?:amd64|arm64)\\b", "ARCHITECTURE"))
                .collect(Collectors.joining("\n"));
        return Digest.sha256(lines.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 32);
    }
}
