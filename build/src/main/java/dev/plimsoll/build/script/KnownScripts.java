package dev.plimsoll.build.script;

import dev.plimsoll.base.Digest;
import dev.plimsoll.build.certs.TrustedCertificates;
import dev.plimsoll.image.write.LayerFile;
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

    private static final Map<String, Map<String, Work>> KNOWN = Map.of(
            // Writes which authorities are trusted: all, as nobody is asked. The links and the bundle are made at the
            // end, with the
            // image's own authorities.
            "ca-certificates:postinst",
            Map.of("fdb457faa5b7e30c3bdd385ec994e2ce", KnownScripts::chooseAuthorities),
            // Runs Java to write Java's store of authorities, which is written at the end.
            "ca-certificates-java:postinst",
            Map.of("8cd9a592361b785967f0c4b9f81a5550", NOTHING));

    private KnownScripts() {}

    /** What is done in a script's place. */
    @FunctionalInterface
    interface Work {
        void run(World world) throws IOException;
    }

    private static void chooseAuthorities(World world) {
        String own = "usr/local/share/ca-certificates";
        if (!world.draft.isDirectory(own)) {
            world.draft.put(LayerFile.directory(own, 0755, world.draft.epoch()));
        }
        TrustedCertificates.choose(world.draft);
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
