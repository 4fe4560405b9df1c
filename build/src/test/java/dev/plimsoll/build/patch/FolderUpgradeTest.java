package dev.plimsoll.build.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.write.LayerFile;
import dev.plimsoll.testkit.RequiresCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images without dpkg, which have a folder that says of each package that it is there: what is upgraded keeps the image's shape. */
@RequiresCommand("dpkg-deb")
class FolderUpgradeTest {
    private static final String FOLDER = "var/lib/dpkg/status.d/";

    @TempDir
    Path folder;

    private final TempFiles tempFiles = TempFiles.ofSystem();
    private FolderImage image;

    @BeforeEach
    void begin() throws IOException {
        image = new FolderImage(folder, tempFiles);
    }

    @AfterEach
    void close() {
        tempFiles.close();
    }

    private static String text(Map<String, LayerFile> files, String path) throws IOException {
        return RootFolder.text(Optional.ofNullable(files.get(path)).orElseThrow());
    }

    private BuiltDeb app(String version) throws IOException {
        return image.deb("app", version);
    }

    @Test
    void files_are_replaced_and_removed_and_the_folder_says_so() throws IOException {
        image.with(app("1.0")
                        .file("usr/bin/app", "one", "700")
                        .file("usr/lib/app/libapp.so.1.0", "so1")
                        .link("usr/lib/app/libapp.so", "libapp.so.1.0")
                        .file("usr/share/app/old/gone", "g"))
                .with(image.deb("other", "1.0").file("usr/share/other", "o"));
        String other = image.text(FOLDER + "other");

        Map<String, LayerFile> files = image.patched(app("2.0")
                .field("Homepage: https://example.org")
                .file("usr/bin/app", "two", "755")
                .file("usr/lib/app/libapp.so.1.2", "so2")
                .file("usr/share/app/new", "n"));

        assertThat(new TreeSet<>(files.keySet()))
                .containsExactlyInAnyOrder(
                        "usr",
                        "usr/bin",
                        "usr/bin/app",
                        "usr/lib",
                        "usr/lib/app",
                        "usr/lib/app/libapp.so.1.2",
                        "usr/share",
                        "usr/share/app",
                        "usr/share/other",
                        "var",
                        "var/lib",
                        "var/lib/dpkg",
                        "var/lib/dpkg/status.d",
                        FOLDER + "app",
                        FOLDER + "app.md5sums",
                        FOLDER + "other",
                        FOLDER + "other.md5sums");
        assertThat(files.get("usr/bin/app")).extracting(LayerFile::mode).isEqualTo(0700);
        assertThat(text(files, FOLDER + "app"))
                .startsWith("Package: app\nVersion: 2.0\nArchitecture: amd64\n")
                .contains("\nHomepage: https://example.org\n")
                .endsWith("\n with a second line\n")
                .doesNotContain("Status:");
        assertThat(text(files, FOLDER + "app.md5sums"))
                .isEqualTo(RootFolder.md5("two") + "  usr/bin/app\n" + RootFolder.md5("so2")
                        + "  usr/lib/app/libapp.so.1.2\n");
        assertThat(text(files, FOLDER + "other")).isEqualTo(other);
    }

    /** The two versions of a package of which an image has a part. */
    private BuiltDeb whole(String version) throws IOException {
        return app(version)
                .control("conffiles", "/etc/app/left-out\n")
                .file("etc/app/left-out", version)
                .file("usr/bin/app", version)
                .file("usr/bin/left-out", version)
                .file("usr/share/zones/here", version)
                .file("usr/share/man/man1/app.1.gz", version)
                .file("usr/share/doc/app/copyright", version)
                .file("usr/share/doc/app/changelog.Debian.gz", version)
                .file("usr/share/locale/de/app.mo", version);
    }

    private void begin(BuiltDeb deb) throws IOException {
        image.with(deb)
                .without(
                        "etc/app",
                        "usr/bin/left-out",
                        "usr/share/man",
                        "usr/share/locale",
                        "usr/share/doc/app/changelog.Debian.gz")
                .write(
                        FOLDER + "app.md5sums",
                        image.text(FOLDER + "app.md5sums")
                                .replaceAll("(?m)^.*(?:left-out|/man/|/locale/|changelog).*\n", ""));
    }

    @Test
    void what_was_left_out_stays_out() throws IOException {
        begin(whole("1.0"));

        Map<String, LayerFile> files = image.patched(whole("2.0")
                .file("usr/share/zones/new", "z")
                .file("usr/bin/new", "n")
                .file("usr/share/fresh/new", "n"));

        assertThat(files.keySet())
                .contains("usr/share/zones/new")
                .doesNotContain(
                        "etc/app",
                        "usr/bin/left-out",
                        "usr/bin/new",
                        "usr/share/man",
                        "usr/share/locale",
                        "usr/share/fresh",
                        "usr/share/doc/app/changelog.Debian.gz");
        assertThat(text(files, "usr/share/doc/app/copyright")).isEqualTo("2.0");
        assertThat(image.notes)
                .containsExactly(
                        "of the new app, what the image does not have stays out: /etc/app/left-out, /usr/bin/left-out, /usr/bin/new"
                                + " and 4 more");
    }

    @Test
    void what_is_new_comes_in_where_the_archive_still_tells_what_was_left_out() throws IOException {
        begin(whole("1.0"));

        Map<String, LayerFile> files = image.patched(
                true,
                whole("2.0")
                        .file("usr/share/man/man1/new.1.gz", "n")
                        .file("usr/share/doc/app/NEWS.gz", "n")
                        .file("usr/bin/new", "n")
                        .file("usr/share/fresh/new", "n"));

        assertThat(files.keySet())
                .contains("usr/bin/new", "usr/share/fresh/new")
                .doesNotContain(
                        "etc/app",
                        "usr/bin/left-out",
                        "usr/share/man",
                        "usr/share/locale",
                        "usr/share/doc/app/NEWS.gz",
                        "usr/share/doc/app/changelog.Debian.gz");
        assertThat(image.notes).isEmpty();
    }

    @Test
    void what_was_changed_on_purpose_refuses_its_package() throws IOException {
        image.with(app("1.0").file("usr/lib/jvm/lib/modules", "whole").file("usr/bin/app", "a"))
                .write("usr/lib/jvm/lib/modules", "trimmed");
        BuiltDeb fresh =
                app("2.0").file("usr/lib/jvm/lib/modules", "whole again").file("usr/bin/app", "a");
        String why =
                "the image's /usr/lib/jvm/lib/modules is not as the package brought it; what was changed when the image was"
                        + " made is mended by making it anew";

        assertThat(image.refused(fresh)).containsExactly(Map.entry("app", why));

        image.write(FOLDER + "app.md5sums", image.text(FOLDER + "app.md5sums").replaceAll("(?m)^.*modules\n", ""));
        assertThat(image.refused(fresh)).containsExactly(Map.entry("app", why));
    }

    @Test
    void without_a_list_of_its_files_a_package_is_refused() throws IOException {
        image.with(app("1.0").file("usr/bin/app", "a")).without(FOLDER + "app.md5sums");

        assertThat(image.refused(app("2.0").file("usr/bin/app", "b")))
                .containsExactly(
                        Map.entry(
                                "app",
                                "the image has no list of its files (/var/lib/dpkg/status.d/app.md5sums), so that nobody knows which they are"));
    }

    @Test
    void settings_are_replaced_unless_somebody_changed_them() throws IOException {
        image.with(app("1.0")
                        .control("conffiles", "/etc/app/plain\n/etc/app/edited\n")
                        .file("etc/app/plain", "1")
                        .file("etc/app/edited", "1"))
                .write("etc/app/edited", "mine");
        image.write(
                FOLDER + "app",
                image.text(FOLDER + "app").replaceFirst("\n", "\nStatus: install ok installed\n")
                        + "Conffiles:\n /etc/app/plain " + RootFolder.md5("1") + "\n /etc/app/edited "
                        + RootFolder.md5("1") + "\n");
        BuiltDeb fresh = app("2.0")
                .control("conffiles", "/etc/app/plain\n/etc/app/edited\n")
                .file("etc/app/plain", "2")
                .file("etc/app/edited", "2");

        Map<String, LayerFile> files = image.patched(fresh);

        assertThat(text(files, "etc/app/plain")).isEqualTo("2");
        assertThat(text(files, "etc/app/edited")).isEqualTo("mine");
        assertThat(files.keySet()).noneMatch(each -> each.contains("dpkg-"));
        assertThat(image.notes)
                .containsExactly("/etc/app/edited is not as app brought it, as far as is known, and stays as it is");
        assertThat(text(files, FOLDER + "app"))
                .startsWith("Package: app\nStatus: install ok installed\nVersion: 2.0\n")
                .endsWith("\nConffiles:\n /etc/app/plain " + RootFolder.md5("2") + "\n");
    }

    @Test
    void settings_of_which_nothing_is_known_stay_unless_the_archive_tells_what_they_were() throws IOException {
        image.with(app("1.0").control("conffiles", "/etc/version\n").file("etc/version", "12.1"));
        BuiltDeb fresh = app("2.0").control("conffiles", "/etc/version\n").file("etc/version", "12.2");

        assertThat(text(image.patched(fresh), "etc/version")).isEqualTo("12.1");
        assertThat(text(image.patched(true, fresh), "etc/version")).isEqualTo("12.2");
    }

    @Test
    void scripts_change_what_is_there_and_make_nothing_that_was_not() throws IOException {
        image.with(app("1.0").file("usr/bin/app", "1").file("usr/share/app/data", "1"))
                .write("etc/app.mode", "slow")
                .write("etc/passwd", "root:x:0:0::/:/none\n");
        BuiltDeb fresh = app("2.0").file("usr/bin/app", "2").control("postinst", """
                        #!/bin/sh
                        set -e
                        mkdir -p /var/cache/app
                        chmod 0600 /etc/app.mode
                        update-alternatives --install /usr/bin/apps apps /usr/bin/app 10
                        """);

        Map<String, LayerFile> files = image.patched(fresh);

        assertThat(files.get("etc/app.mode")).extracting(LayerFile::mode).isEqualTo(0600);
        assertThat(files.keySet())
                .noneMatch(
                        each -> each.startsWith("var/cache") || each.contains("alternatives") || each.endsWith("apps"));
    }

    @Test
    void unknown_work_refuses_a_package_unless_the_installed_version_has_the_same_script() throws IOException {
        String script = "#!/bin/sh\nset -e\nchmod 0600 /usr/bin/app\nfrobnicate\n";
        image.with(app("1.0").file("usr/bin/app", "1").control("postinst", script));
        BuiltDeb fresh = app("2.0").file("usr/bin/app", "2").control("postinst", script);

        assertThat(image.refused(fresh)).containsOnlyKeys("app");
        assertThat(image.patched(true, fresh).get("usr/bin/app"))
                .extracting(LayerFile::mode)
                .isEqualTo(0644);
    }

    @Test
    void programs_get_no_more_rights_than_they_have() throws IOException {
        image.with(app("1.0")
                .file("usr/bin/both", "1", "4755")
                .file("usr/bin/less", "1", "4755")
                .file("usr/bin/was", "1"));

        Map<String, LayerFile> files = image.patched(
                true,
                app("2.0")
                        .file("usr/bin/both", "2", "4755")
                        .file("usr/bin/less", "2", "755")
                        .file("usr/bin/was", "2", "4755")
                        .file("usr/bin/new", "2", "2755"));

        assertThat(List.of("both", "less", "was", "new"))
                .extracting(each -> Integer.toOctalString(Optional.ofNullable(files.get("usr/bin/" + each))
                        .orElseThrow()
                        .mode()))
                .containsExactly("4755", "755", "644", "755");
    }

    /** A program of this machine needs the C library of its own. */
    @Test
    void a_library_that_stayed_out_comes_in_when_it_is_needed_and_without_it_the_package_is_refused()
            throws IOException {
        image.with(app("1.0").file("usr/bin/app", "no program", "755").file("usr/share/app", "1"));

        assertThat(image.refused(app("2.0").copy("usr/bin/app", "/bin/true")))
                .containsExactly(Map.entry("app", "/usr/bin/app would need libc.so.6 then, which is not in the image"));
        assertThat(image.patched(app("3.0")
                                .copy("usr/bin/app", "/bin/true")
                                .link("usr/lib/app/libc.so.6", "libc-2.so")
                                .file("usr/lib/app/libc-2.so", "library")
                                .file("usr/lib/app/libother.so", "library"))
                        .keySet())
                .contains("usr/lib/app/libc.so.6", "usr/lib/app/libc-2.so")
                .doesNotContain("usr/lib/app/libother.so");
    }

    @Test
    void lists_that_are_damaged_are_an_error() throws IOException {
        image.with(app("1.0").file("usr/bin/app", "a"));
        String fields = image.text(FOLDER + "app");

        assertThatThrownBy(() -> image.write(FOLDER + "app", fields.substring(0, fields.length() - 5))
                        .refused())
                .isInstanceOfSatisfying(
                        PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IMAGE_CORRUPT))
                .hasMessageContaining("/var/lib/dpkg/status.d/app: it ends in the middle of a line; it is cut off");
        assertThatThrownBy(() ->
                        image.write(FOLDER + "app", fields + "\n" + fields).refused())
                .hasMessageContaining("it describes 2 packages, and not one");
        assertThatThrownBy(() -> image.write(FOLDER + "app", fields)
                        .write(FOLDER + "again", fields)
                        .refused())
                .hasMessageContaining("status.d/app: it describes app, as again does");
        Files.delete(image.root.resolve(FOLDER + "again"));
        assertThatThrownBy(() -> image.write(FOLDER + "app.md5sums", "0123  usr/bin/app\n")
                        .refused())
                .hasMessageContaining("app.md5sums: it has a line that is no sum of a file");
    }
}
