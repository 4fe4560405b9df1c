package dev.plimsoll.build.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.patch.dpkg.DpkgUpgrade;
import dev.plimsoll.build.patch.dpkg.UpgradeItem;
import dev.plimsoll.build.tree.Draft;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layer that upgrades small packages, against what dpkg itself makes of the same root: file by file, and its database. */
@RequiresCommand({"dpkg", "dpkg-deb"})
class DpkgOracleTest {
    /** What dpkg keeps of its own runs. */
    private static final Pattern NOT_COMPARED =
            Pattern.compile("var/lib/dpkg/(?:.*-old|lock.*|triggers.*|updates.*)|var/log.*");

    private static final Instant EPOCH = Instant.parse("2038-01-01T00:00:00Z");

    @TempDir
    Path folder;

    private Path root;
    private final TempFiles tempFiles = TempFiles.ofSystem();

    @BeforeEach
    void begin() throws IOException {
        root = folder.resolve("root");
        for (String each :
                List.of("var/lib/dpkg/info", "var/lib/dpkg/updates", "var/lib/dpkg/triggers", "usr/lib", "etc")) {
            Files.createDirectories(root.resolve(each));
        }
        Files.writeString(root.resolve("var/lib/dpkg/status"), "");
        Files.createSymbolicLink(root.resolve("lib"), Path.of("usr/lib"));
    }

    @AfterEach
    void close() {
        tempFiles.close();
    }

    private BuiltDeb deb(String name, String version) throws IOException {
        return new BuiltDeb(folder.resolve("debs"), name, version);
    }

    /** As apt calls it where nobody is asked. */
    private void dpkg(Path... debs) {
        List<String> command = new ArrayList<>(List.of(
                "dpkg", "--root=" + root, "--force-confold", "--force-depends", "--force-bad-path", "--install"));
        for (Path deb : debs) {
            command.add(deb.toString());
        }
        Command.run(command);
    }

    /** What a patch makes of the root; it itself stays as it is. */
    private Map<String, LayerFile> patched(List<String> notes, Path... debs) throws IOException {
        Map<String, LayerFile> before = RootFolder.read(root);
        Draft draft = new Draft(EPOCH);
        before.values().forEach(draft::change);
        DpkgUpgrade upgrade = DpkgUpgrade.open(draft, "amd64");
        DpkgUpgrade.Outcome outcome = upgrade.upgrade(items(upgrade, debs));
        assertThat(outcome.refused()).isEmpty();
        notes.addAll(outcome.notes());
        return RootFolder.with(before, LayerDiff.of(before, draft));
    }

    private List<UpgradeItem> items(DpkgUpgrade upgrade, Path... debs) throws IOException {
        List<Unpacking.Source> sources = new ArrayList<>();
        for (Path deb : debs) {
            sources.add(BuiltDeb.source(deb));
        }
        List<Unpacked> unpacked = Unpacking.all(
                sources, EPOCH, Unpacking.Rights.KEPT, tempFiles, Limits.DEFAULT, Progress.NONE.start("", debs.length));
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
    private void requireSame(Path... debs) throws IOException {
        requireSame(new ArrayList<>(), debs);
    }

    private void requireSame(List<String> notes, Path... debs) throws IOException {
        Map<String, LayerFile> ours = patched(notes, debs);
        dpkg(debs);
        Map<String, LayerFile> theirs = RootFolder.read(root);
        assertThat(RootFolder.differences(
                        ours(ours),
                        ours(theirs),
                        path -> !NOT_COMPARED.matcher(path).matches()))
                .isEmpty();
    }

    /** Without the times of what is written while it is upgraded. */
    private static Map<String, LayerFile> ours(Map<String, LayerFile> files) {
        files.replaceAll((path, file) ->
                path.equals("var/lib/dpkg/status") || path.endsWith(".list") || path.endsWith(".md5sums")
                        ? LayerFile.file(
                                path, file.mode(), Instant.EPOCH, file.body().orElseThrow())
                        : file);
        return files;
    }

    @Test
    void files_are_replaced_added_and_removed() throws IOException {
        dpkg(deb("app", "1.0")
                .file("usr/bin/app", "one", "4755")
                .file("usr/share/app/old/a", "a")
                .file("usr/share/app/kept", "k")
                .link("usr/share/app/link", "kept")
                .file("lib/app.so", "so")
                .build());
        Files.writeString(root.resolve("usr/share/app/own"), "not the package's");

        requireSame(deb("app", "2.0")
                .field("Depends: lib (>=1)|other,\n  more")
                .field("Homepage: https://example.org")
                .field("Conflicts: enemy")
                .field("Breaks: friend (<< 1)")
                .field("Multi-Arch: same")
                .file("usr/bin/app", "two", "2755")
                .hardLink("usr/bin/again", "usr/bin/app")
                .file("usr/share/app/kept", "k2")
                .link("usr/share/app/link", "../app/kept")
                .file("usr/lib/app.so", "so2")
                .file("usr/share/app/new/b", "b")
                .build());
    }

    @Test
    void settings_are_replaced_unless_the_user_changed_them() throws IOException {
        dpkg(deb("app", "1.0")
                .control(
                        "conffiles",
                        "/etc/app/same\n/etc/app/plain\n/etc/app/edited\n/etc/app/gone\n/etc/app/obsolete\n")
                .file("etc/app/same", "1")
                .file("etc/app/plain", "1")
                .file("etc/app/edited", "1")
                .file("etc/app/gone", "1")
                .file("etc/app/obsolete", "1")
                .build());
        Files.writeString(root.resolve("etc/app/edited"), "mine");
        Files.delete(root.resolve("etc/app/gone"));
        Command.run("chmod", "600", root.resolve("etc/app/plain").toString());
        List<String> notes = new ArrayList<>();

        requireSame(
                notes,
                deb("app", "2.0")
                        .control(
                                "conffiles",
                                "/etc/app/plain\n/etc/app/same\n/etc/app/edited\n/etc/app/gone\n/etc/app/new\n")
                        .file("etc/app/same", "1")
                        .file("etc/app/plain", "2")
                        .file("etc/app/edited", "2")
                        .file("etc/app/gone", "2")
                        .file("etc/app/new", "2")
                        .build());

        assertThat(notes)
                .containsExactlyInAnyOrder(
                        "/etc/app/edited was changed in the image and stays so; that of the new app lies beside it as .dpkg-dist",
                        "/etc/app/gone was deleted in the image and stays so; that of the new app lies beside it as .dpkg-dist",
                        "/etc/app/obsolete is no setting of app any more; it stays, as with dpkg");
    }

    @Test
    void a_path_goes_over_to_the_package_that_replaces_the_other() throws IOException {
        dpkg(
                deb("app", "1.0")
                        .file("usr/share/a", "a")
                        .file("usr/share/b", "b")
                        .build(),
                deb("other", "1.0").file("usr/share/c", "c").build());

        requireSame(
                deb("app", "2.0").file("usr/share/a", "a2").build(),
                deb("other", "2.0")
                        .field("Replaces: app (<< 3)")
                        .file("usr/share/b", "b of other")
                        .file("usr/share/c", "c2")
                        .build());
    }

    @Test
    void diversions_and_overrides_are_respected() throws IOException {
        dpkg(deb("app", "1.0")
                .file("usr/bin/app", "one")
                .file("usr/bin/other", "one")
                .build());
        Files.move(root.resolve("usr/bin/app"), root.resolve("usr/bin/app.real"));
        Files.writeString(root.resolve("usr/bin/app"), "mine");
        Files.writeString(root.resolve("var/lib/dpkg/diversions"), "/usr/bin/app\n/usr/bin/app.real\n:\n");
        Files.writeString(root.resolve("var/lib/dpkg/statoverride"), "#5 #6 4711 /usr/bin/other\n");

        requireSame(deb("app", "2.0")
                .file("usr/bin/app", "two")
                .file("usr/bin/other", "two")
                .build());
    }

    @Test
    void what_a_slim_image_leaves_out_stays_out() throws IOException {
        dpkg(deb("app", "1.0").file("usr/bin/app", "one").build());
        Files.createDirectories(root.resolve("etc/dpkg/dpkg.cfg.d"));
        String filters = "path-exclude /usr/share/doc/*\npath-include=/usr/share/doc/*/copyright\n";
        Files.writeString(root.resolve("etc/dpkg/dpkg.cfg.d/docker"), filters);
        Path deb = deb("app", "2.0")
                .file("usr/bin/app", "two")
                .file("usr/share/doc/app/changelog", "long")
                .file("usr/share/doc/app/copyright", "free")
                .build();

        Map<String, LayerFile> ours = patched(new ArrayList<>(), deb);

        // The settings of a root are read by the dpkg in it alone, so this one is told the same.
        Command.run(
                "dpkg",
                "--root=" + root,
                "--path-exclude=/usr/share/doc/*",
                "--path-include=/usr/share/doc/*/copyright",
                "--force-bad-path",
                "--install",
                deb.toString());
        assertThat(RootFolder.differences(
                        ours(ours),
                        ours(RootFolder.read(root)),
                        path -> !NOT_COMPARED.matcher(path).matches()))
                .isEmpty();
        assertThat(ours).containsKey("usr/share/doc/app/copyright").doesNotContainKey("usr/share/doc/app/changelog");
    }

    @Test
    void stanzas_of_other_packages_stay_byte_by_byte() throws IOException {
        dpkg(
                deb("app", "1.0").file("usr/bin/app", "one").build(),
                deb("zoo", "1.0").file("usr/bin/zoo", "z").build());
        String status = Files.readString(root.resolve("var/lib/dpkg/status"));
        String odd = status.replace("Package: zoo\n", "Package: zoo\nX-Own:   two  blanks \n");
        Files.writeString(root.resolve("var/lib/dpkg/status"), odd);

        Map<String, LayerFile> ours = patched(
                new ArrayList<>(), deb("app", "2.0").file("usr/bin/app", "two").build());

        LayerFile now = Optional.ofNullable(ours.get("var/lib/dpkg/status")).orElseThrow();
        assertThat(RootFolder.text(now)).isEqualTo(odd.replaceFirst("Version: 1.0", "Version: 2.0"));
    }

    @Test
    void unknown_work_refuses_a_package_and_quotes_the_line() throws IOException {
        dpkg(deb("app", "1.0").file("usr/bin/app", "one").build());
        Path deb = deb("app", "2.0")
                .file("usr/bin/app", "two")
                .control("postinst", "#!/bin/sh\nset -e\nfrobnicate --all\n")
                .build();
        Draft draft = new Draft(EPOCH);
        RootFolder.read(root).values().forEach(draft::change);
        DpkgUpgrade upgrade = DpkgUpgrade.open(draft, "amd64");

        assertThat(upgrade.upgrade(items(upgrade, deb)).refused())
                .containsExactly(Map.entry(
                        "app",
                        "its postinst has work that can't be done in its place: the command 'frobnicate' is not known"
                                + " (app:postinst:3: frobnicate --all)"));
    }

    @Test
    void a_path_of_another_package_refuses_the_package() throws IOException {
        dpkg(
                deb("app", "1.0").file("usr/share/a", "a").build(),
                deb("other", "1.0").file("usr/share/b", "b").build());
        Path deb = deb("app", "2.0").file("usr/share/b", "b2").build();
        Draft draft = new Draft(EPOCH);
        RootFolder.read(root).values().forEach(draft::change);
        DpkgUpgrade upgrade = DpkgUpgrade.open(draft, "amd64");

        assertThat(upgrade.upgrade(items(upgrade, deb)).refused())
                .containsExactly(
                        Map.entry(
                                "app",
                                "it brings /usr/share/b, which is of the package other too, and does not say that it replaces that"));
    }

    @Test
    void a_damaged_database_is_an_error() throws IOException {
        dpkg(deb("app", "1.0").file("usr/bin/app", "one").build());
        String status = Files.readString(root.resolve("var/lib/dpkg/status"));

        assertThat(failure(status.substring(0, status.length() / 2))).contains("ends in the middle of a package");
        assertThat(failure(status.replace("ok installed", "reinstreq half-installed")))
                .contains("the package app is half-installed", "mend the image with dpkg first");
        Files.delete(root.resolve("var/lib/dpkg/info/app.list"));
        assertThat(failure(status)).contains("app is installed, but /var/lib/dpkg/info/app.list is not there");
    }

    private String failure(String status) throws IOException {
        Files.writeString(root.resolve("var/lib/dpkg/status"), status);
        Draft draft = new Draft(EPOCH);
        RootFolder.read(root).values().forEach(draft::change);
        try {
            DpkgUpgrade.open(draft, "amd64");
            return "";
        } catch (PlimsollException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void held_packages_are_named() throws IOException {
        dpkg(deb("app", "1.0").build(), deb("other", "1.0").build());
        Command.run("sh", "-c", "echo app hold | dpkg --root=" + root + " --set-selections");
        Draft draft = new Draft(EPOCH);
        RootFolder.read(root).values().forEach(draft::change);

        assertThat(DpkgUpgrade.open(draft, "amd64").held()).containsExactly("app");
    }
}
