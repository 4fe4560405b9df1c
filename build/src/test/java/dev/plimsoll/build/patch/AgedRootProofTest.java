package dev.plimsoll.build.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.patch.dpkg.DpkgUpgrade;
import dev.plimsoll.build.patch.dpkg.UpgradeItem;
import dev.plimsoll.build.patch.dpkg.UpgradeOutcome;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.build.unpack.TestUnpacking;
import dev.plimsoll.build.unpack.Unpacked;
import dev.plimsoll.build.unpack.Unpacking;
import dev.plimsoll.debian.resolve.ArchivePackage;
import dev.plimsoll.image.write.LayerFile;
import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.RequiresCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every package of a root, upgraded at once: the database says that each is a little older than it is, so that the scripts of all of
 * them run as in an upgrade, whatever the archive has newer today. Against dpkg itself, which does the same in a chroot.
 */
@Tag("proof")
class AgedRootProofTest {
    private static final Instant EPOCH = Instant.parse("2038-01-01T00:00:00Z");

    /** It makes the locales that were chosen, with a compiler. */
    private static final Set<String> REFUSED = Set.of("locales");

    private static final List<String> ALWAYS = List.of(
            "libc6",
            "libc-bin",
            "libssl3",
            "perl-base",
            "libsystemd0",
            "zlib1g",
            "dpkg",
            "redis-server",
            "nginx-common");

    @TempDir
    Path folder;

    private final TempFiles tempFiles = TempFiles.ofSystem();

    @AfterEach
    void close() {
        tempFiles.close();
        Command.run("rm", "-rf", "--one-file-system", folder.resolve("root").toString());
    }

    @Test
    @RequiresCommand({"mmdebstrap", "chroot", "dpkg", "apt-get"})
    void every_package_is_upgraded_as_dpkg_does_it() throws IOException {
        Path root = folder.resolve("root");
        Command.run(
                "mmdebstrap",
                "--variant=minbase",
                "--mode=root",
                "--include=redis-server,nginx-light,python3,postgresql-15,openjdk-17-jre-headless,ca-certificates",
                "--aptopt=APT::Install-Recommends \"false\"",
                "bookworm",
                root.toString(),
                "deb http://deb.debian.org/debian bookworm main");
        Path debs = Files.createDirectories(root.resolve("debs"));
        Path status = root.resolve("var/lib/dpkg/status");
        // The machine's own lists may be older than the root.
        Files.createDirectories(folder.resolve("lists/partial"));
        String apt = "apt-get -o APT::Sandbox::User=root -o Dir::State::lists=" + folder.resolve("lists");
        Command.run(
                "sh",
                "-c",
                apt + " update && cd " + debs + " && " + apt
                        + " download $(awk '/^Package:/ {p=$2} /^Version:/ {print p \"=\" $2}' " + status + ")");
        Files.writeString(status, Files.readString(status).replaceAll("(?m)^(Version: .*)$", "$1~"));
        Map<String, LayerFile> before = RootFolder.read(root);
        before.keySet().removeIf(path -> path.startsWith("debs"));

        Set<String> refused = new TreeSet<>();
        Map<String, LayerFile> ours = patched(before, debs, refused);

        assertThat(refused).isEqualTo(REFUSED);
        assertThat(RootFolder.text(
                        Optional.ofNullable(ours.get("var/lib/dpkg/status")).orElseThrow()))
                .doesNotContainPattern("(?m)^Package: (?:" + String.join("|", ALWAYS) + ")\\n(?:.+\\n)*?Version: .*~$");
        for (String each : REFUSED) {
            Command.run("sh", "-c", "rm " + debs + "/" + each + "_*");
        }
        Command.run(
                "chroot",
                root.toString(),
                "sh",
                "-c",
                "mount -t proc proc /proc; DEBIAN_FRONTEND=noninteractive dpkg --force-unsafe-io --force-confold --force-depends --install"
                        + " /debs/*.deb; status=$?; umount /proc; exit $status");
        assertThat(AgainstApt.differences(ours, RootFolder.read(root))).isEmpty();
    }

    private Map<String, LayerFile> patched(Map<String, LayerFile> before, Path debs, Set<String> refused)
            throws IOException {
        List<Unpacked> unpacked = unpacked(debs);
        while (true) {
            Draft draft = new Draft(EPOCH);
            before.values().forEach(draft::change);
            DpkgUpgrade upgrade = DpkgUpgrade.open(
                    draft, Command.run("dpkg", "--print-architecture").strip());
            Map<String, ArchivePackage> installed =
                    upgrade.installed().stream().collect(Collectors.toMap(ArchivePackage::name, Function.identity()));
            UpgradeOutcome outcome = upgrade.upgrade(unpacked.stream()
                    .filter(each -> !refused.contains(each.described().name()))
                    .map(each -> new UpgradeItem(
                            Optional.ofNullable(installed.get(each.described().name())), each))
                    .toList());
            if (outcome.refused().isEmpty()) {
                return RootFolder.with(new HashMap<>(before), LayerDiff.of(before, draft));
            }
            refused.addAll(outcome.refused().keySet());
        }
    }

    private List<Unpacked> unpacked(Path debs) throws IOException {
        List<Unpacking.Source> sources = new ArrayList<>();
        try (Stream<Path> files = Files.list(debs)) {
            for (Path each : files.filter(file -> file.toString().endsWith(".deb"))
                    .sorted()
                    .toList()) {
                sources.add(BuiltDeb.source(each));
            }
        }
        return TestUnpacking.with(tempFiles).all(sources, EPOCH, Unpacking.Rights.KEPT, Progress.NONE.start("", 1));
    }
}
