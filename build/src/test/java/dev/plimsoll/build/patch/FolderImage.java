package dev.plimsoll.build.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.patch.dpkg.PackageUpgrade;
import dev.plimsoll.build.patch.dpkg.UpgradeItem;
import dev.plimsoll.build.patch.dpkg.UpgradeOutcome;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.build.unpack.TestUnpacking;
import dev.plimsoll.build.unpack.Unpacked;
import dev.plimsoll.build.unpack.Unpacking;
import dev.plimsoll.debian.resolve.ArchivePackage;
import dev.plimsoll.image.write.LayerFile;
import dev.plimsoll.testkit.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A root without dpkg, made of real packages as distroless images are, and what a patch makes of it. */
final class FolderImage {
    private static final Instant EPOCH = Instant.parse("2038-01-01T00:00:00Z");

    final Path root;
    final List<String> notes = new ArrayList<>();
    private final Path debs;
    private final TempFiles tempFiles;
    private final List<Path> former = new ArrayList<>();

    FolderImage(Path folder, TempFiles tempFiles) throws IOException {
        this.root = Files.createDirectories(folder.resolve("image"));
        this.debs = folder.resolve("debs");
        this.tempFiles = tempFiles;
        Files.createDirectories(root.resolve("var/lib/dpkg/status.d"));
    }

    BuiltDeb deb(String name, String version) throws IOException {
        return new BuiltDeb(debs, name, version);
    }

    /** With the control file and the sums as they are in the package. */
    FolderImage with(BuiltDeb deb) throws IOException {
        Path file = deb.sums().build();
        Path folder = root.resolve("var/lib/dpkg/status.d");
        String name = file.getFileName().toString().replaceFirst("_.*", "");
        Command.run("dpkg-deb", "-x", file.toString(), root.toString());
        Command.run("sh", "-c", "dpkg-deb -f " + file + " > " + folder.resolve(name));
        Command.run(
                "sh",
                "-c",
                "dpkg-deb --ctrl-tarfile " + file + " | tar -xO ./md5sums > " + folder.resolve(name + ".md5sums"));
        former.add(file);
        return this;
    }

    FolderImage without(String... paths) throws IOException {
        for (String each : paths) {
            Command.run("rm", "-r", root.resolve(each).toString());
        }
        return this;
    }

    String text(String path) throws IOException {
        return Files.readString(root.resolve(path));
    }

    FolderImage write(String path, String text) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.writeString(root.resolve(path), text);
        return this;
    }

    Map<String, LayerFile> patched(BuiltDeb... debs) throws IOException {
        return patched(false, debs);
    }

    /** @param known whether the archive still has what is installed */
    Map<String, LayerFile> patched(boolean known, BuiltDeb... debs) throws IOException {
        Map<String, LayerFile> before = RootFolder.read(root);
        Draft draft = new Draft(EPOCH);
        UpgradeOutcome outcome = upgrade(before, draft, known, debs);
        assertThat(outcome.refused()).isEmpty();
        notes.addAll(outcome.notes());
        return RootFolder.with(before, LayerDiff.of(before, draft));
    }

    /** Names of packages that are refused, each with the reason. */
    Map<String, String> refused(BuiltDeb... debs) throws IOException {
        return upgrade(RootFolder.read(root), new Draft(EPOCH), false, debs).refused();
    }

    private UpgradeOutcome upgrade(Map<String, LayerFile> before, Draft draft, boolean known, BuiltDeb... debs)
            throws IOException {
        before.values().forEach(draft::change);
        PackageUpgrade upgrade = PackageUpgrade.open(draft, "amd64").orElseThrow();
        assertThat(upgrade.isPartial()).isTrue();
        List<Path> files = new ArrayList<>();
        for (BuiltDeb each : debs) {
            files.add(each.sums().build());
        }
        List<Unpacked> formers = known ? unpacked(former) : List.of();
        return upgrade.upgrade(unpacked(files).stream()
                .map(each -> new UpgradeItem(
                        named(upgrade.installed(), each),
                        each,
                        formers.stream()
                                .filter(old -> old.described()
                                        .name()
                                        .equals(each.described().name()))
                                .findFirst()))
                .toList());
    }

    private static Optional<ArchivePackage> named(List<ArchivePackage> packages, Unpacked like) {
        return packages.stream()
                .filter(each -> each.name().equals(like.described().name()))
                .findFirst();
    }

    private List<Unpacked> unpacked(List<Path> files) throws IOException {
        List<Unpacking.Source> sources = new ArrayList<>();
        for (Path each : files) {
            sources.add(BuiltDeb.source(each));
        }
        return TestUnpacking.with(tempFiles)
                .all(sources, EPOCH, Unpacking.Rights.KEPT, Progress.NONE.start("", files.size()));
    }
}
