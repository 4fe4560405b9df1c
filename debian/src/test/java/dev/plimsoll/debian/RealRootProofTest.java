package dev.plimsoll.debian;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.advisory.Advisory;
import dev.plimsoll.advisory.Coverage;
import dev.plimsoll.advisory.Knowledge;
import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.testkit.RequiresCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole root against the live archive, with apt itself as the oracle for what is upgradable. Needs the rights to chroot. */
@Tag("proof")
class RealRootProofTest {
    private static final String ALL_SUITES = """
            deb http://deb.debian.org/debian bookworm main
            deb http://deb.debian.org/debian bookworm-updates main
            deb http://deb.debian.org/debian-security bookworm-security main
            """;

    @TempDir
    Path directory;

    @Test
    @RequiresCommand({"mmdebstrap", "chroot"})
    void findsUpgradableExactlyWhatAptFinds() throws Exception {
        HttpFetcher http = RealMirror.require();
        Path root = directory.resolve("root");
        run(
                "mmdebstrap",
                "--variant=minbase",
                "bookworm",
                root.toString(),
                "deb http://deb.debian.org/debian bookworm main");
        List<Component> components = InstalledRoot.components(root);
        Set<String> upgradable = new TreeSet<>();
        long cves;
        try (DebianArchiveSource source =
                RealMirror.source(http, directory.resolve("plimsoll"), DebianOptions.DEFAULT, Trust.debian())) {
            List<Knowledge> answers = source.lookUp(components, Optional.of(InstalledRoot.BOOKWORM));
            for (int i = 0; i < components.size(); i++) {
                Coverage coverage = answers.get(i).coverage();
                assertThat(coverage.level())
                        .as(components.get(i).name() + ": " + coverage.detail())
                        .isEqualTo(Coverage.Level.JUDGED_FIXES_ONLY);
                if (coverage.detail().startsWith("upgradable to ")) {
                    upgradable.add(components.get(i).name());
                }
            }
            cves = answers.get(indexOf(components, "perl-base")).advisories().stream()
                    .map(Advisory::id)
                    .filter(id -> id.startsWith("CVE-"))
                    .distinct()
                    .count();
        }
        assertThat(cves).isGreaterThanOrEqualTo(13);
        assertThat(upgradable).isEqualTo(aptsUpgradable(root));
        // Not left to JUnit, which warns of each of the root's symbolic links.
        run("rm", "-rf", "--one-file-system", root.toString());
    }

    private static int indexOf(List<Component> components, String name) {
        return components.stream().map(Component::name).toList().indexOf(name);
    }

    /** Lines of the simulation are {@code Inst NAME [OLD] (NEW …)}. */
    private Set<String> aptsUpgradable(Path root) throws Exception {
        Files.writeString(root.resolve("etc/apt/sources.list"), ALL_SUITES);
        run("chroot", root.toString(), "apt-get", "-qq", "update");
        return run("chroot", root.toString(), "apt-get", "-s", "dist-upgrade")
                .lines()
                .filter(line -> line.startsWith("Inst ") && line.contains(" ["))
                .map(line -> line.split(" ")[1])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String run(String... command) throws IOException, InterruptedException {
        Path log = directory.resolve("log-" + System.nanoTime());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(10, TimeUnit.MINUTES);
        String output;
        try (InputStream in = Files.newInputStream(log)) {
            output = new String(BoundedInput.readAll(in, 10 << 20, log.toString()), StandardCharsets.UTF_8);
        }
        assertThat(ended && process.exitValue() == 0).as(output).isTrue();
        return output;
    }
}
