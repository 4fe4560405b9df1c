package dev.plimsoll.build.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.write.LayerFile;
import dev.plimsoll.image.write.LayerTar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootBuilderTest {
    @TempDir
    Path folder;

    private final TempFiles tempFiles = TempFiles.ofSystem();
    private TestRoot roots;

    @BeforeEach
    void open() {
        roots = new TestRoot(folder, tempFiles);
    }

    @AfterEach
    void close() {
        tempFiles.close();
    }

    private void fails(ErrorCode code, String more, TestDeb[] debs, String... words) {
        assertThatThrownBy(() -> roots.build(more, debs)).isInstanceOfSatisfying(PlimsollException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e).hasMessageContainingAll(words);
        });
    }

    @Test
    void what_packages_have_in_bin_and_lib_lies_below_usr() throws IOException {
        RootTree tree = roots.build(
                "",
                new TestDeb("old").directory("bin").file("bin/x", "x").file("lib64/y", "y"),
                new TestDeb("new").file("usr/bin/z", "z"));
        Map<String, LayerFile> files = TestRoot.byPath(tree);
        assertThat(files).containsKeys("usr/bin/x", "usr/bin/z", "usr/lib64/y").doesNotContainKey("bin/x");
        assertThat(TestRoot.file(tree, "bin").linkTarget()).isEqualTo("usr/bin");
        assertThat(TestRoot.file(tree, "lib64").linkTarget()).isEqualTo("usr/lib64");
        assertThat(files).doesNotContainKey("lib32");
    }

    @Test
    void two_packages_with_one_path_are_an_error_that_names_both() {
        TestDeb[] debs = {new TestDeb("one").file("etc/x", "1"), new TestDeb("two").file("etc/x", "2")};
        fails(ErrorCode.BUILD_FAILED, "", debs, "two 1.0 amd64", "/etc/x", "the package one");
    }

    @Test
    void a_package_that_replaces_the_other_has_the_path_in_either_order() throws IOException {
        RootTree later = roots.build(
                "",
                new TestDeb("one").file("etc/x", "1"),
                new TestDeb("two").field("Replaces: one (<< 2)").file("etc/x", "2"));
        assertThat(TestRoot.text(later, "etc/x")).isEqualTo("2");
        RootTree earlier = roots.build(
                "",
                new TestDeb("two").field("Replaces: one (<< 2)").file("etc/x", "2"),
                new TestDeb("one").file("etc/x", "1"));
        assertThat(TestRoot.text(earlier, "etc/x")).isEqualTo("2");
        assertThat(earlier.owners()).containsEntry("etc/x", "two");
    }

    @Test
    void replaces_of_another_version_does_not_count() {
        TestDeb[] debs = {
            new TestDeb("one").file("etc/x", "1"),
            new TestDeb("two").field("Replaces: one (<< 0.5)").file("etc/x", "2")
        };
        fails(ErrorCode.BUILD_FAILED, "", debs, "/etc/x");
    }

    @Test
    void a_diversion_moves_the_other_packages_file() throws IOException {
        RootTree tree = roots.build(
                "",
                new TestDeb("one")
                        .control(
                                "preinst",
                                "#!/bin/sh\ndpkg-divert --package one --rename --divert /etc/x.two --add /etc/x\n")
                        .file("etc/x", "1"),
                new TestDeb("two").file("etc/x", "2"));
        assertThat(TestRoot.text(tree, "etc/x")).isEqualTo("1");
        assertThat(TestRoot.text(tree, "etc/x.two")).isEqualTo("2");
    }

    @Test
    void unknown_work_of_a_script_is_an_error_that_quotes_its_line() {
        TestDeb[] debs = {
            new TestDeb("one")
                    .control("postinst", "#!/bin/sh\nset -e\nif [ \"$1\" = configure ]; then\n  frobnicate --all\nfi\n")
        };
        fails(
                ErrorCode.BUILD_FAILED,
                "",
                debs,
                "one 1.0 amd64",
                "the command 'frobnicate' is not known",
                "one:postinst:4: frobnicate --all",
                "scripts");
    }

    @Test
    void the_spec_can_say_that_a_packages_scripts_are_not_needed() throws IOException {
        RootTree tree = roots.build(
                "scripts: [{package: one, instead: none, reason: it frobs}]\n",
                new TestDeb("one")
                        .control("postinst", "#!/bin/sh\nfrobnicate\n")
                        .file("etc/x", "1"));
        assertThat(TestRoot.byPath(tree)).containsKey("etc/x");
    }

    @Test
    void a_script_makes_directories_users_and_owners() throws IOException {
        RootTree tree = roots.build(
                "",
                new TestDeb("base")
                        .file("usr/share/base-passwd/passwd.master", "root:*:0:0:root:/root:/bin/bash\n")
                        .file("usr/share/base-passwd/group.master", "root:*:0:\nadm:*:4:\n"),
                new TestDeb("app").control("postinst", """
                                #!/bin/sh
                                set -e
                                if ! getent passwd app >/dev/null; then
                                  adduser --system --group --home /var/lib/app --no-create-home app
                                fi
                                for d in lib log; do install -d -m 0750 -o app -g adm "/var/$d/app"; done
                                """));
        assertThat(TestRoot.text(tree, "etc/passwd")).contains("app:x:100:100::/var/lib/app:/usr/sbin/nologin");
        LayerFile made = TestRoot.file(tree, "var/log/app");
        assertThat(made.mode()).isEqualTo(0750);
        assertThat(made.userId()).isEqualTo(100);
        assertThat(made.groupId()).isEqualTo(4);
    }

    @Test
    void users_and_directories_that_a_package_describes_are_made() throws IOException {
        RootTree tree = roots.build(
                "",
                new TestDeb("app")
                        .file("usr/lib/sysusers.d/app.conf", """
                                # users
                                g adm 4
                                u app 200 "An app" /var/lib/app
                                m app adm
                                """)
                        .file("usr/lib/tmpfiles.d/app.conf", """
                                d /var/lib/app 0750 app adm - -
                                L /etc/app - - - - ../var/lib/app
                                d! /boot-only
                                """)
                        .control("postinst", """
                                #!/bin/sh
                                set -e
                                systemd-sysusers ${DPKG_ROOT:+--root="$DPKG_ROOT"} app.conf
                                systemd-tmpfiles --create app.conf >/dev/null || true
                                """));
        assertThat(TestRoot.text(tree, "etc/passwd")).contains("app:x:200:200:An app:/var/lib/app:/usr/sbin/nologin");
        LayerFile made = TestRoot.file(tree, "var/lib/app");
        assertThat(made.mode()).isEqualTo(0750);
        assertThat(made.userId()).isEqualTo(200);
        assertThat(made.groupId()).isEqualTo(4);
        assertThat(TestRoot.file(tree, "etc/app").linkTarget()).isEqualTo("../var/lib/app");
        assertThat(TestRoot.byPath(tree)).doesNotContainKey("boot-only");
    }

    @Test
    void a_package_is_called_for_what_others_bring() throws IOException {
        String script =
                "#!/bin/sh\n[ \"$1\" = triggered ] || exit 0\nmkdir -p /var\necho \"$2\" > /var/\"$DPKG_MAINTSCRIPT_PACKAGE\"\n";
        RootTree tree = roots.build(
                "",
                new TestDeb("index")
                        .control("triggers", "interest-noawait /lib/plugins\n")
                        .control("postinst", script),
                new TestDeb("named").control("triggers", "interest reload\n").control("postinst", script),
                new TestDeb("idle").control("triggers", "interest /lib/other\n").control("postinst", script),
                new TestDeb("plugin")
                        .file("lib/plugins/x", "x")
                        .control("postinst", "#!/bin/sh\ndpkg-trigger --no-await reload\n"));
        assertThat(TestRoot.text(tree, "var/index")).isEqualTo("/lib/plugins\n");
        assertThat(TestRoot.text(tree, "var/named")).isEqualTo("reload\n");
        assertThat(TestRoot.byPath(tree)).doesNotContainKey("var/idle");
    }

    @Test
    void the_specs_user_is_the_one_that_a_script_asks_for() throws IOException {
        RootTree tree = roots.build(
                "users: [{name: app, uid: 777, home: /srv/app}]\n",
                new TestDeb("app")
                        .control("postinst", "#!/bin/sh\nadduser --system --group app\nmkdir /x\nchown app:app /x\n"));
        assertThat(TestRoot.file(tree, "x").userId()).isEqualTo(777);
        assertThat(TestRoot.file(tree, "srv/app").userId()).isEqualTo(777);
    }

    @Test
    void the_status_lists_only_what_is_there() throws IOException {
        RootTree tree = roots.build(
                "leave-out: [{path: \"/usr/share/man/**\", reason: unread}]\n",
                new TestDeb("one")
                        .control("md5sums", """
                                0cc175b9c0f1b6a831c399e269772661  bin/a
                                92eb5ffee6ae2fec3ad71c777531578f  usr/share/man/b
                                """)
                        .control("conffiles", "/etc/one.conf\n")
                        .file("bin/a", "a")
                        .file("usr/share/man/b", "b")
                        .file("etc/one.conf", "c"));
        assertThat(TestRoot.text(tree, "var/lib/dpkg/status.d/one.md5sums"))
                .isEqualTo("0cc175b9c0f1b6a831c399e269772661  usr/bin/a\n");
        assertThat(TestRoot.text(tree, "var/lib/dpkg/status.d/one"))
                .startsWith("Package: one\nStatus: install ok installed\nVersion: 1.0\n")
                .contains("Conffiles:\n /etc/one.conf 4a8a08f09d37b73795649038408b5f33\n");
        assertThat(tree.leftOut()).singleElement().satisfies(each -> {
            assertThat(each.described().name()).isEqualTo("one");
            assertThat(each.path()).isEqualTo("/usr/share/man/**");
            assertThat(each.reason()).isEqualTo("unread");
        });
    }

    @Test
    void an_omitted_package_is_listed_and_one_that_nothing_asks_for_is_noted() throws IOException {
        RootTree tree = roots.build(
                "omit: [{package: two, reason: unused}, {package: three, reason: gone}]\n",
                new TestDeb("one").file("etc/x", "1"),
                new TestDeb("two").file("etc/y", "2"));
        assertThat(TestRoot.byPath(tree)).doesNotContainKey("etc/y").doesNotContainKey("var/lib/dpkg/status.d/two");
        assertThat(tree.omitted()).singleElement().satisfies(each -> {
            assertThat(each.described().name()).isEqualTo("two");
            assertThat(each.reason()).isEqualTo("unused");
        });
        assertThat(tree.notes()).singleElement().asString().contains("omits three");
    }

    @Test
    void an_omitted_package_that_is_needed_is_named_with_what_needs_it() {
        TestDeb[] debs = {
            new TestDeb("app").file("usr/bin/app", 0755, "#!/bin/sh\n"),
            new TestDeb("shell").file("bin/sh", 0755, "a program")
        };
        fails(
                ErrorCode.BUILD_FAILED,
                "omit: [{package: shell, reason: unused}]\n",
                debs,
                "/usr/bin/app (of app) is a script for /bin/sh, which the omitted package shell has");
    }

    @Test
    void copyright_files_stay_when_documentation_is_left_out() throws IOException {
        RootTree tree = roots.build(
                "leave-out: [{path: \"/usr/share/doc/**\", reason: unread}]\n",
                new TestDeb("one").file("usr/share/doc/one/copyright", "c").file("usr/share/doc/one/README", "r"));
        assertThat(TestRoot.byPath(tree))
                .containsKey("usr/share/doc/one/copyright")
                .doesNotContainKey("usr/share/doc/one/README");
    }

    @Test
    void another_name_of_a_file_that_is_left_out_becomes_the_file() throws IOException {
        RootTree tree = roots.build(
                "leave-out: [{path: /usr/bin/a, reason: one name is enough}]\n",
                new TestDeb("one").file("usr/bin/a", "content").raw("./usr/bin/b", '1', "./usr/bin/a"));
        assertThat(TestRoot.text(tree, "usr/bin/b")).isEqualTo("content");
    }

    @Test
    void nothing_is_later_than_the_image_and_the_same_packages_give_the_same_bytes() throws IOException {
        TestDeb[] debs = {new TestDeb("one").file("etc/x", "1"), new TestDeb("two").link("etc/y", "x")};
        RootTree tree = roots.build("", debs);
        assertThat(tree.files()).noneMatch(file -> file.modified().isAfter(TestRoot.EPOCH));
        assertThat(tar(tree)).isEqualTo(tar(roots.build("", debs)));
    }

    private static byte[] tar(RootTree tree) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LayerTar.write(tree.files(), out);
        return out.toByteArray();
    }
}
