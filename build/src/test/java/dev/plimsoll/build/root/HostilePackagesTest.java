package dev.plimsoll.build.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.unpack.TestUnpacking;
import dev.plimsoll.build.unpack.Unpacking;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostilePackagesTest {
    @TempDir
    Path folder;

    private final TempFiles tempFiles = TempFiles.ofSystem();

    @AfterEach
    void close() {
        tempFiles.close();
    }

    private void refused(TestDeb deb, String... words) {
        assertThatThrownBy(() -> new TestRoot(folder, tempFiles).build("", deb))
                .isInstanceOfSatisfying(PlimsollException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.FEED_MALFORMED);
                    assertThat(e).hasMessageContainingAll(words);
                });
    }

    @Test
    void a_name_that_climbs_out_is_refused() {
        refused(new TestDeb("evil").raw("./../../etc/passwd", '0', ""), "evil_1.0_amd64.deb", "../../etc/passwd");
    }

    @Test
    void an_absolute_name_is_refused() {
        refused(new TestDeb("evil").raw("/etc/passwd", '0', ""), "evil_1.0_amd64.deb", "/etc/passwd");
    }

    @Test
    void a_device_is_refused() {
        refused(new TestDeb("evil").raw("./dev/sda", '4', ""), "evil 1.0 amd64", "./dev/sda", "device");
        refused(new TestDeb("evil").raw("./dev/mem", '3', ""), "evil 1.0 amd64", "./dev/mem", "device");
    }

    @Test
    void a_pipe_is_refused() {
        refused(new TestDeb("evil").raw("./run/pipe", '6', ""), "evil 1.0 amd64", "./run/pipe");
    }

    @Test
    void a_file_behind_the_packages_own_link_is_refused() {
        refused(
                new TestDeb("evil").link("usr/way", "../../../..").file("usr/way/etc/shadow", "root::"),
                "evil 1.0 amd64",
                "usr/way/etc/shadow",
                "its own link usr/way");
    }

    @Test
    void another_name_of_a_file_that_it_has_not_brought_is_refused() {
        refused(
                new TestDeb("evil").raw("./usr/bin/x", '1', "./etc/shadow"),
                "evil 1.0 amd64",
                "usr/bin/x",
                "etc/shadow");
        refused(new TestDeb("evil").raw("./usr/bin/x", '1', "../../etc/shadow"), "evil 1.0 amd64", "./usr/bin/x");
    }

    @Test
    void a_link_that_leads_out_leads_nowhere_else_than_the_image() throws IOException {
        RootTree tree = new TestRoot(folder, tempFiles)
                .build(
                        "",
                        new TestDeb("links").link("srv/out", "../../../../tmp"),
                        new TestDeb("writes").file("srv/out/x", "in the image"));
        assertThat(TestRoot.text(tree, "tmp/x")).isEqualTo("in the image");
    }

    @Test
    void bits_for_another_users_rights_are_taken_and_named() throws IOException {
        RootTree tree = new TestRoot(folder, tempFiles).build("", new TestDeb("su").file("bin/su", 06755, "x"));
        assertThat(TestRoot.file(tree, "usr/bin/su").mode()).isEqualTo(0755);
        assertThat(tree.notes()).singleElement().asString().contains("/bin/su of su");
    }

    @Test
    void more_files_than_allowed_are_an_error_that_names_package_and_path() throws IOException {
        RootPackage many =
                new TestDeb("many").file("a", "").file("b", "").file("c", "").in(folder);
        assertThatThrownBy(() -> TestUnpacking.with(tempFiles, Limits.DEFAULT.with("entries", 2))
                        .all(
                                List.of(new Unpacking.Source(many.described(), many.deb())),
                                TestRoot.EPOCH,
                                Unpacking.Rights.DROPPED,
                                Progress.NONE.start("", 1)))
                .isInstanceOfSatisfying(
                        PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED))
                .hasMessageContainingAll("many 1.0 amd64", "more than 2 files", "./c");
    }
}
