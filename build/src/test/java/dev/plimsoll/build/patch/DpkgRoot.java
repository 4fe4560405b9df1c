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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A root with a database of dpkg's, what dpkg itself makes of it, and what a patch does. */
final class DpkgRoot implements AutoCloseable {
    /** What dpkg keeps of its own runs. */
    private static final Pattern NOT_COMPARED =
            Pattern.compile("var/lib/dpkg/(?:.*-old|lock.*|triggers.*|updates.*)|var/log.*");

    private static final Instant EPOCH = Instant.parse("2038-01-01T00:00:00Z");

    final Path root;
    private final Path debs;
    private final String architecture;
    private final TempFiles tempFiles = TempFiles.ofSystem();

    /** @param architecture of its packages; nothing of them is run */
    DpkgRoot(Path folder, String architecture) throws IOException {
        this.root = folder.resolve("root");
        this.debs = folder.resolve("debs");
        this.architecture = architecture;
        for (String each :
                List.of("var/lib/dpkg/info", "var/lib/dpkg/updates", "var/lib/dpkg/triggers", "usr/lib", "etc")) {
            Files.createDirectories(root.resolve(each));
        }
        Files.writeString(root.resolve("var/lib/dpkg/status"), "");
        Files.createSymbolicLink(root.resolve("lib"), Path.of("usr/lib"));
    }

    @Override
    public void close() {
        tempFiles.close();
    }

    BuiltDeb deb(String name, String version) throws IOException {
        return new BuiltDeb(debs, name, version).architecture(architecture);
    }

    Path path(String path) {
        return root.resolve(path);
    }

    /** The root's files as a patch reads them. */
    Draft draft() throws IOException {
        Draft draft = new Draft(EPOCH);
        RootFolder.read(root).values().forEach(draft::change);
        return draft;
    }

    /** As apt calls it where nobody is asked. */
    void dpkg(Path... debs) {
        dpkg(List.of(), debs);
    }

    void dpkg(List<String> options, Path... debs) {
        List<String> command = new ArrayList<>(List.of(
                "dpkg",
                "--root=" + root,
                "--force-confold",
                "--force-depends",
                "--force-bad-path",
                "--force-architecture"));
        command.addAll(options);
        command.add("--install");
        for (Path deb : debs) {
            command.add(deb.toString());
        }
        Command.run(command);
    }

    /** What a patch makes of the root; it itself stays as it is. */
    Map<String, LayerFile> patched(List<String> notes, Path... debs) throws IOException {
        Map<String, LayerFile> before = RootFolder.read(root);
        Draft draft = draft();
        UpgradeOutcome outcome = upgrade(draft, debs);
        assertThat(outcome.refused()).isEmpty();
        notes.addAll(outcome.notes());
        return RootFolder.with(before, LayerDiff.of(before, draft));
    }

    /** Names of packages that are refused, each with the reason. */
    Map<String, String> refused(Path... debs) throws IOException {
        return upgrade(draft(), debs).refused();
    }

    private UpgradeOutcome upgrade(Draft draft, Path... debs) throws IOException {
        DpkgUpgrade upgrade = DpkgUpgrade.open(draft, architecture);
        return upgrade.upgrade(items(upgrade, debs));
    }

    private List<UpgradeItem> items(DpkgUpgrade upgrade, Path... debs) throws IOException {
        List<Unpacking.Source> sources = new ArrayList<>();
        for (Path deb : debs) {
            sources.add(BuiltDeb.source(deb));
        }
        List<Unpacked> unpacked = TestUnpacking.with(tempFiles)
                .all(sources, EPOCH, Unpacking.Rights.KEPT, Progress.NONE.start("", debs.length));
        return unpacked.stream()
                .map(each -> new UpgradeItem(installed(upgrade, each.described().name()), each))
                .toList();
    }

    private static Optional<ArchivePackage> installed(DpkgUpgrade upgrade, String name) {
        return upgrade.installed().stream()
                .filter(each -> each.name().equals(name))
                .findFirst();
    }

    /** Both ways give the same, but for when dpkg itself wrote something. */
    void requireSame(Path... debs) throws IOException {
        requireSame(new ArrayList<>(), debs);
    }

    void requireSame(List<String> notes, Path... debs) throws IOException {
        Map<String, LayerFile> ours = patched(notes, debs);
        dpkg(debs);
        requireSame(ours);
    }

    /** What a patch made is what dpkg has made of the root. */
    void requireSame(Map<String, LayerFile> ours) throws IOException {
        assertThat(RootFolder.differences(
                        comparable(ours),
                        comparable(RootFolder.read(root)),
                        path -> !NOT_COMPARED.matcher(path).matches()))
                .isEmpty();
    }

    /** Without the times of what is written while it is upgraded. */
    private static Map<String, LayerFile> comparable(Map<String, LayerFile> files) {
        files.replaceAll((path, file) ->
                path.equals("var/lib/dpkg/status") || path.endsWith(".list") || path.endsWith(".md5sums")
                        ? LayerFile.file(
                                path, file.mode(), Instant.EPOCH, file.body().orElseThrow())
                        : file);
        return files;
    }
}
