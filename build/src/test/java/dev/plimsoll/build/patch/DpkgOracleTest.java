package dev.plimsoll.build.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.build.patch.dpkg.DpkgUpgrade;
import dev.plimsoll.image.write.LayerFile;
import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.RequiresCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layer that upgrades small packages, against what dpkg itself makes of the same root: file by file, and its database. */
@RequiresCommand({"dpkg", "dpkg-deb"})
class DpkgOracleTest {
    @TempDir
    Path folder;

    private DpkgRoot root;

    @BeforeEach
    void begin() throws IOException {
        root = new DpkgRoot(folder, "amd64");
    }

    @AfterEach
    void close() {
        root.close();
    }

    @Test
    void files_are_replaced_added_and_removed() throws IOException {
        root.dpkg(root.deb("app", "1.0")
                .file("usr/bin/app", "one", "4755")
                .file("usr/share/app/old/a", "a")
                .file("usr/share/app/kept", "k")
                .link("usr/share/app/link", "kept")
                .file("lib/app.so", "so")
                .build());
        Files.writeString(root.path("usr/share/app/own"), "not the package's");

        root.requireSame(root.deb("app", "2.0")
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
        root.dpkg(root.deb("app", "1.0")
                .control(
                        "conffiles",
                        "/etc/app/same\n/etc/app/plain\n/etc/app/edited\n/etc/app/gone\n/etc/app/obsolete\n")
                .file("etc/app/same", "1")
                .file("etc/app/plain", "1")
                .file("etc/app/edited", "1")
                .file("etc/app/gone", "1")
                .file("etc/app/obsolete", "1")
                .build());
        Files.writeString(root.path("etc/app/edited"), "mine");
        Files.delete(root.path("etc/app/gone"));
        Command.run("chmod", "600", root.path("etc/app/plain").toString());
        List<String> notes = new ArrayList<>();

        root.requireSame(
                notes,
                root.deb("app", "2.0")
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
        root.dpkg(
                root.deb("app", "1.0")
                        .file("usr/share/a", "a")
                        .file("usr/share/b", "b")
                        .build(),
                root.deb("other", "1.0").file("usr/share/c", "c").build());

        root.requireSame(
                root.deb("app", "2.0").file("usr/share/a", "a2").build(),
                root.deb("other", "2.0")
                        .field("Replaces: app (<< 3)")
                        .file("usr/share/b", "b of other")
                        .file("usr/share/c", "c2")
                        .build());
    }

    @Test
    void diversions_and_overrides_are_respected() throws IOException {
        root.dpkg(root.deb("app", "1.0")
                .file("usr/bin/app", "one")
                .file("usr/bin/other", "one")
                .build());
        Files.move(root.path("usr/bin/app"), root.path("usr/bin/app.real"));
        Files.writeString(root.path("usr/bin/app"), "mine");
        Files.writeString(root.path("var/lib/dpkg/diversions"), "/usr/bin/app\n/usr/bin/app.real\n:\n");
        Files.writeString(root.path("var/lib/dpkg/statoverride"), "#5 #6 4711 /usr/bin/other\n");

        root.requireSame(root.deb("app", "2.0")
                .file("usr/bin/app", "two")
                .file("usr/bin/other", "two")
                .build());
    }

    @Test
    void what_a_slim_image_leaves_out_stays_out() throws IOException {
        root.dpkg(root.deb("app", "1.0").file("usr/bin/app", "one").build());
        Files.createDirectories(root.path("etc/dpkg/dpkg.cfg.d"));
        String filters = "path-exclude /usr/share/doc/*\npath-include=/usr/share/doc/*/copyright\n";
        Files.writeString(root.path("etc/dpkg/dpkg.cfg.d/docker"), filters);
        Path deb = root.deb("app", "2.0")
                .file("usr/bin/app", "two")
                .file("usr/share/doc/app/changelog", "long")
                .file("usr/share/doc/app/copyright", "free")
                .build();

        Map<String, LayerFile> ours = root.patched(new ArrayList<>(), deb);

        // The settings of a root are read by the dpkg in it alone, so this one is told the same.
        root.dpkg(List.of("--path-exclude=/usr/share/doc/*", "--path-include=/usr/share/doc/*/copyright"), deb);
        root.requireSame(ours);
        assertThat(ours).containsKey("usr/share/doc/app/copyright").doesNotContainKey("usr/share/doc/app/changelog");
    }

    @Test
    void stanzas_of_other_packages_stay_byte_by_byte() throws IOException {
        root.dpkg(
                root.deb("app", "1.0").file("usr/bin/app", "one").build(),
                root.deb("zoo", "1.0").file("usr/bin/zoo", "z").build());
        String status = Files.readString(root.path("var/lib/dpkg/status"));
        String odd = status.replace("Package: zoo\n", "Package: zoo\nX-Own:   two  blanks \n");
        Files.writeString(root.path("var/lib/dpkg/status"), odd);

        Map<String, LayerFile> ours = root.patched(
                new ArrayList<>(),
                root.deb("app", "2.0").file("usr/bin/app", "two").build());

        LayerFile now = Optional.ofNullable(ours.get("var/lib/dpkg/status")).orElseThrow();
        assertThat(RootFolder.text(now)).isEqualTo(odd.replaceFirst("Version: 1.0", "Version: 2.0"));
    }

    @Test
    void unknown_work_refuses_a_package_and_quotes_the_line() throws IOException {
        root.dpkg(root.deb("app", "1.0").file("usr/bin/app", "one").build());
        Path deb = root.deb("app", "2.0")
                .file("usr/bin/app", "two")
                .control("postinst", "#!/bin/sh\nset -e\nfrobnicate --all\n")
                .build();

        assertThat(root.refused(deb))
                .containsExactly(Map.entry(
                        "app",
                        "its postinst has work that can't be done in its place: the command 'frobnicate' is not known"
                                + " (app:postinst:3: frobnicate --all)"));
    }

    @Test
    void a_path_of_another_package_refuses_the_package() throws IOException {
        root.dpkg(
                root.deb("app", "1.0").file("usr/share/a", "a").build(),
                root.deb("other", "1.0").file("usr/share/b", "b").build());
        Path deb = root.deb("app", "2.0").file("usr/share/b", "b2").build();

        assertThat(root.refused(deb))
                .containsExactly(
                        Map.entry(
                                "app",
                                "it brings /usr/share/b, which is of the package other too, and does not say that it replaces that"));
    }

    @Test
    void held_packages_are_named() throws IOException {
        root.dpkg(root.deb("app", "1.0").build(), root.deb("other", "1.0").build());
        Command.run("sh", "-c", "echo app hold | dpkg --root=" + root.root + " --set-selections");

        assertThat(DpkgUpgrade.open(root.draft(), "amd64").held()).containsExactly("app");
    }
}
