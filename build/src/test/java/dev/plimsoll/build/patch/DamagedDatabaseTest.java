package dev.plimsoll.build.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.build.patch.dpkg.DpkgUpgrade;
import dev.plimsoll.image.write.LayerFile;
import dev.plimsoll.testkit.RequiresCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases of dpkg that are damaged, or say something else than the files: an error, or what dpkg itself makes of it. */
@RequiresCommand({"dpkg", "dpkg-deb"})
class DamagedDatabaseTest {
    @TempDir
    Path folder;

    private DpkgRoot root;

    @BeforeEach
    void begin() throws IOException {
        root = new DpkgRoot(folder, "amd64");
        root.dpkg(root.deb("app", "1.0")
                .control("conffiles", "/etc/app.conf\n")
                .file("etc/app.conf", "1")
                .file("usr/bin/app", "1")
                .file("usr/share/app/data", "1")
                .build());
    }

    @AfterEach
    void close() {
        root.close();
    }

    private Path newer() throws IOException {
        return root.deb("app", "2.0")
                .control("conffiles", "/etc/app.conf\n")
                .file("etc/app.conf", "2")
                .file("usr/bin/app", "2")
                .file("usr/share/app/data", "2")
                .build();
    }

    private String failure() {
        PlimsollException failure =
                catchThrowableOfType(PlimsollException.class, () -> DpkgUpgrade.open(root.draft(), "amd64"));
        assertThat(failure.code()).isEqualTo(ErrorCode.IMAGE_CORRUPT);
        return String.valueOf(failure.getMessage());
    }

    private void status(String text) throws IOException {
        Files.writeString(root.path("var/lib/dpkg/status"), text);
    }

    private String status() throws IOException {
        return Files.readString(root.path("var/lib/dpkg/status"));
    }

    /** Wherever it is cut. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.9, 0.999})
    void a_status_that_is_cut_off_is_an_error(double part) throws IOException {
        String whole = status();
        status(whole.substring(0, (int) (whole.length() * part)));

        assertThat(failure()).contains("/var/lib/dpkg/status: it ends in the middle of a package; it is cut off");
    }

    @ParameterizedTest
    @ValueSource(strings = {"half-installed", "unpacked", "half-configured", "triggers-awaited", "triggers-pending"})
    void an_installation_that_broke_off_is_an_error(String state) throws IOException {
        status(status().replace("ok installed", "ok " + state));

        assertThat(failure())
                .contains(
                        "the package app is " + state + ": its installation broke off; mend the image with dpkg first");
    }

    @Test
    void a_package_without_its_name_version_or_list_is_an_error() throws IOException {
        String whole = status();
        status(whole.replace("Package: app\n", ""));
        assertThat(failure()).contains("it has a package without a name");
        status(whole.replace("Version: 1.0\n", ""));
        assertThat(failure()).contains("/var/lib/dpkg/status", "app", "has no Version");
        status(whole);
        Files.delete(root.path("var/lib/dpkg/info/app.list"));
        assertThat(failure()).contains("app is installed, but /var/lib/dpkg/info/app.list is not there");
    }

    @Test
    void files_that_are_listed_and_gone_come_back_as_with_dpkg() throws IOException {
        Files.delete(root.path("usr/bin/app"));
        Files.delete(root.path("usr/share/app/data"));
        Files.delete(root.path("usr/share/app"));

        root.requireSame(newer());
    }

    @Test
    void a_link_in_the_place_of_a_directory_is_followed_as_by_dpkg() throws IOException {
        Files.createDirectory(root.path("usr/share/moved"));
        Files.move(root.path("usr/share/app/data"), root.path("usr/share/moved/data"));
        Files.delete(root.path("usr/share/app"));
        Files.createSymbolicLink(root.path("usr/share/app"), Path.of("moved"));

        root.requireSame(newer());

        assertThat(root.path("usr/share/app")).isSymbolicLink();
        assertThat(Files.readString(root.path("usr/share/moved/data"))).isEqualTo("2");
    }

    @Test
    void a_link_that_leads_out_of_the_image_leads_nowhere_else() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.delete(root.path("usr/share/app/data"));
        Files.delete(root.path("usr/share/app"));
        Files.createSymbolicLink(root.path("usr/share/app"), Path.of("../../../outside"));
        Files.createDirectory(root.path("outside"));

        Map<String, LayerFile> files = root.patched(new ArrayList<>(), newer());

        assertThat(files).containsKey("outside/data");
        assertThat(outside).isEmptyDirectory();
        assertThat(Files.exists(root.path("outside/data"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
    }

    @Test
    void a_file_or_a_link_to_nowhere_in_the_place_of_a_directory_refuses_the_package() throws IOException {
        Files.delete(root.path("usr/share/app/data"));
        Files.delete(root.path("usr/share/app"));
        Files.writeString(root.path("usr/share/app"), "a file");
        String why = "it brings the directory /usr/share/app, where there is a file";
        assertThat(root.refused(newer())).containsExactly(Map.entry("app", why));

        Files.delete(root.path("usr/share/app"));
        Files.createSymbolicLink(root.path("usr/share/app"), Path.of("nowhere"));
        assertThat(root.refused(newer())).containsExactly(Map.entry("app", why));
    }

    @Test
    void a_directory_in_the_place_of_a_file_refuses_the_package() throws IOException {
        Files.delete(root.path("usr/bin/app"));
        Files.createDirectories(root.path("usr/bin/app/own"));

        assertThat(root.refused(newer()))
                .containsExactly(Map.entry("app", "it brings the file /usr/bin/app, where there is a directory"));
    }

    @Test
    void a_directory_in_the_place_of_a_setting_refuses_the_package() throws IOException {
        Files.delete(root.path("etc/app.conf"));
        Files.createDirectories(root.path("etc/app.conf/own"));

        assertThat(root.refused(newer()))
                .containsExactly(Map.entry("app", "its setting /etc/app.conf is no file in the image"));
    }

    @Test
    void a_line_of_overrides_or_alternatives_that_is_none_is_an_error() throws IOException {
        Files.writeString(root.path("var/lib/dpkg/statoverride"), "root root /usr/bin/app\n");
        PlimsollException failure =
                catchThrowableOfType(PlimsollException.class, () -> root.patched(new ArrayList<>(), newer()));
        assertThat(failure).hasMessageContaining("/var/lib/dpkg/statoverride has a line that is none");
        Files.delete(root.path("var/lib/dpkg/statoverride"));

        Files.createDirectories(root.path("var/lib/dpkg/alternatives"));
        Files.writeString(root.path("var/lib/dpkg/alternatives/editor"), "auto\n");
        assertThat(catchThrowableOfType(PlimsollException.class, () -> root.patched(new ArrayList<>(), newer())))
                .hasMessageContaining("/var/lib/dpkg/alternatives/editor is damaged");
    }

    @Test
    void packages_for_another_machine_are_upgraded_as_well() throws IOException {
        try (DpkgRoot arm = new DpkgRoot(folder.resolve("arm"), "arm64")) {
            arm.dpkg(arm.deb("app", "1.0").file("usr/bin/app", "1").build());

            arm.requireSame(arm.deb("app", "2.0").file("usr/bin/app", "2").build());
        }
    }
}
