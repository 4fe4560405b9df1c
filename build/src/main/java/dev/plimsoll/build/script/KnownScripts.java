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

    /** The same for scripts whose package is upgraded; names and texts without the version of Python. */
    private static final Map<String, Map<String, Work>> KNOWN_OF_UPGRADES = Map.of(
            "ca-certificates:postinst",
            Map.of("fdb457faa5b7e30c3bdd385ec994e2ce", KnownScripts::renewAuthorities),
            "ca-certificates-java:postinst",
            Map.of("8cd9a592361b785967f0c4b9f81a5550", world -> TrustedCertificates.update(world.draft)),
            // They take the byte code of their packages away.
            "libpythonX-minimal:prerm",
            Map.of("9ff48c3ad96d761a982942be63154243", world -> clean(world, "libpython3.%d-minimal")),
            "libpythonX-stdlib:prerm",
            Map.of("f5b331a0d6eb51d781456d12bd3309c9", world -> clean(world, "libpython3.%d-stdlib")),
            "libstdc++6:prerm",
            Map.of("5b4e00b5aebf77e7f18df31a6a308643", world -> PythonTools.clean(world.draft, "libstdc++6")),
            "pythonX:prerm",
            Map.of("2a19c502999ca1ed92fa5026b1998426", world -> clean(world, "libpython3.%d-stdlib")));

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

    /** New authorities are trusted unless the settings say otherwise; those that are gone are marked. */
    private static void renewAuthorities(World world) throws IOException {
        TrustedCertificates.renew(world.draft);
    }

    private static void clean(World world, String form) {
        for (int minor = 9; minor < 20; minor++) {
            PythonTools.clean(world.draft, form.replace("%d", Integer.toString(minor)));
        }
    }

    static Optional<Work> ofUpgrade(String packageName, String script, String text) {
        String name = packageName.replaceFirst("python3\\.\\d+", "pythonX");
        String plain = text.replaceAll("python3\\.\\d+", "pythonX");
        return Optional.ofNullable(
                KNOWN_OF_UPGRADES.getOrDefault(name + ":" + script, Map.of()).get(fingerprint(plain)));
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
