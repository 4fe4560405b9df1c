package dev.plimsoll.build.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.build.shell.Script;
import dev.plimsoll.build.tree.Accounts;
import dev.plimsoll.build.tree.Diversions;
import dev.plimsoll.build.tree.Diversions.Diversion;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.build.tree.UsrMerge;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that scripts call when their package is upgraded: done, rightly left out, or unknown work. */
class UpgradeToolsTest {
    private final Draft draft = new Draft(Instant.EPOCH);
    private final Diversions diversions = new Diversions();
    private World world;
    private UpgradeTools tools;

    @BeforeEach
    void begin() {
        UsrMerge.begin(draft, "");
        world = new World(draft, new Accounts(draft), diversions, "amd64", new Triggers(draft, name -> true), 07777);
        tools = new UpgradeTools(draft);
    }

    private String written(String script) throws IOException {
        return writtenBy("postinst", script);
    }

    private String writtenBy(String name, String script) throws IOException {
        world.begin(name);
        new Interpreter(world, new Debconf(""), Tools.forUpgrade(tools), List.of())
                .run(Script.read("{ " + script + "\n} > /out"));
        return draft.text("out").orElse("");
    }

    private void requireUnknown(String script, String why) {
        assertThatExceptionOfType(UnknownWorkException.class)
                .isThrownBy(() -> written(script))
                .withMessageContaining(why);
    }

    private void file(String path, String text) {
        draft.putText(path, text);
    }

    /** What a step from version to version would move is only there if the installed version is that old. */
    @ParameterizedTest
    @CsvSource({
        "rm_conffile /etc/old.conf 2.0~, configure 2.0",
        "rm_conffile /etc/gone.conf 2.0~, configure 1.0",
        "mv_conffile /etc/old.conf /etc/new.conf 2.0~, upgrade 2.1",
        "dir_to_symlink /etc/none /elsewhere 2.0~, configure 1.0",
        "rm_conffile /etc/old.conf 2.0~, configure",
        "rm_conffile /etc/old.conf 2.0~, remove"
    })
    void helpers_of_maintainer_scripts_have_nothing_to_do_after_newer_versions(String what, String arguments)
            throws IOException {
        file("etc/old.conf", "x");

        assertThat(written("dpkg-maintscript-helper " + what + " app -- " + arguments + " && echo done"))
                .isEqualTo("done\n");
        assertThat(draft.find("etc/old.conf")).isPresent();
    }

    @Test
    void helpers_that_would_move_something_are_unknown_work() {
        file("etc/old.conf", "x");

        requireUnknown(
                "dpkg-maintscript-helper rm_conffile /etc/old.conf 2.0~ app -- configure 1.0",
                "moves what the installed version left");
        requireUnknown("dpkg-maintscript-helper frobnicate /etc/old.conf -- configure 1.0", "is not known");
    }

    @Test
    void a_diversion_that_is_there_is_not_made_again_and_another_is_unknown_work() throws IOException {
        diversions.add(new Diversion("usr/bin/app", "usr/bin/app.real", "app"));

        assertThat(
                        written(
                                "dpkg-divert --package app --divert /usr/bin/app.real --rename --add /usr/bin/app && echo done"))
                .isEqualTo("done\n");
        assertThat(written("dpkg-divert --package app --rename --remove /usr/bin/other && echo done"))
                .isEqualTo("done\n");
        requireUnknown("dpkg-divert --package app --rename --remove /usr/bin/app", "changes what is diverted");
        requireUnknown(
                "dpkg-divert --package app --divert /usr/bin/b.real --add /usr/bin/b", "changes what is diverted");
    }

    @Test
    void an_override_that_is_there_is_not_made_again_and_another_is_unknown_work() throws IOException {
        world.overrides.add("/usr/bin/app");

        assertThat(written("dpkg-statoverride --update --add root root 4755 /usr/bin/app && echo done"))
                .isEqualTo("done\n");
        assertThat(written("dpkg-statoverride --list /usr/bin/app > /dev/null && echo there"))
                .isEqualTo("there\n");
        requireUnknown(
                "dpkg-statoverride --update --add root root 4755 /usr/bin/b",
                "changes which files have other owners and modes");
    }

    @Test
    void alternatives_answer_what_is_registered() throws IOException {
        file("usr/bin/vi", "");

        assertThat(written("""
                        update-alternatives --list editor || echo "none $?"
                        update-alternatives --install /usr/bin/editor editor /usr/bin/vi 10
                        update-alternatives --list editor
                        update-alternatives --auto editor && echo auto
                        update-alternatives --query editor | grep ^Value
                        """)).isEqualTo("none 2\n/usr/bin/vi\nauto\nValue: /usr/bin/vi\n");
    }

    @Test
    void byte_code_of_a_package_goes_with_its_sources_and_nothing_is_compiled() throws IOException {
        for (String each :
                List.of("a/m.py", "a/__pycache__/m.cpython-311.pyc", "a/__pycache__/own.cpython-311.pyc", "b/n.py")) {
            file("usr/lib/python3/" + each, "");
        }
        file("usr/lib/python3/b/__pycache__/n.cpython-311.pyc", "");
        draft.claim("usr/lib/python3/a/m.py", "app");
        draft.claim("usr/lib/python3/b/n.py", "app");

        written("py3clean -p app:amd64; python3.11 -E -S /usr/lib/python3.11/py_compile.py $files");

        assertThat(draft.below("usr/lib/python3").keySet())
                .contains("usr/lib/python3/a/__pycache__/own.cpython-311.pyc")
                .doesNotContain("usr/lib/python3/a/__pycache__/m.cpython-311.pyc", "usr/lib/python3/b/__pycache__");
        requireUnknown("python3.11 -c 'import os'", "runs a program of Python");
        requireUnknown("py3clean -V 3.11 -p app", "is not known");
    }

    @Test
    void settings_of_ucf_that_are_the_same_stay_and_others_are_unknown_work() throws IOException {
        file("usr/share/app/conf", "same");
        file("etc/app.conf", "same");
        file("usr/share/app/edited", "as before");
        file("etc/edited.conf", "mine");
        file(
                "var/lib/ucf/hashfile",
                SettingTools.sum("as before".getBytes(StandardCharsets.UTF_8)) + "  /etc/edited.conf\n");

        assertThat(written("ucf --three-way /usr/share/app/conf /etc/app.conf && echo same"))
                .isEqualTo("same\n");
        assertThat(written("ucf /usr/share/app/edited /etc/edited.conf && echo noted"))
                .isEqualTo("noted\n");
        assertThat(draft.text("etc/edited.conf")).contains("mine");
        file("usr/share/app/edited", "new");
        requireUnknown("ucf /usr/share/app/edited /etc/edited.conf", "brings settings that are not those");
        requireUnknown("ucf --purge /etc/edited.conf", "is not known when packages are upgraded");
    }

    @Test
    void login_profiles_that_are_as_before_have_no_work() throws IOException {
        file("usr/share/pam-configs/unix", "one");
        tools = new UpgradeTools(draft);
        assertThat(written("pam-auth-update --package && echo done")).isEqualTo("done\n");

        file("usr/share/pam-configs/unix", "other");
        requireUnknown("pam-auth-update --package", "has another profile /usr/share/pam-configs/unix");
        file("usr/share/pam-configs/unix", "one");
        file("usr/share/pam-configs/more", "");
        requireUnknown("pam-auth-update --package", "has other profiles than before");
    }

    @Test
    void clusters_of_data_and_dictionaries_are_unknown_work_only_where_there_are_any() throws IOException {
        assertThat(written("pg_lsclusters -h; pg_updatedicts && echo none")).isEqualTo("none\n");
        assertThat(written("/usr/share/postgresql-common/run-upgrade-scripts 15 && echo none"))
                .isEqualTo("none\n");
        assertThat(
                        written(
                                "su -s /bin/sh -c 'test -O /var/lib/postgresql && test -G /var/lib/postgresql' postgres || echo no"))
                .isEqualTo("no\n");

        file("etc/postgresql/15/main/postgresql.conf", "");
        file("usr/share/hunspell/en.dic", "");
        file("usr/share/postgresql-common/upgrade-scripts/step", "");
        assertThatExceptionOfType(UnknownWorkException.class)
                .isThrownBy(() -> writtenBy("preinst", "pg_lsclusters -h"))
                .withMessageContaining("asks for clusters of data");
        assertThat(writtenBy("postinst", "pg_lsclusters -h && echo done")).isEqualTo("done\n");
        requireUnknown("pg_updatedicts", "converts the dictionaries in /usr/share/hunspell");
        requireUnknown("/usr/share/postgresql-common/run-upgrade-scripts 15", "has steps from version to version");
        requireUnknown("su postgres -c 'psql'", "runs a command as another user");
    }

    @Test
    void sums_are_those_of_md5sum() throws IOException {
        file("etc/a", "a");

        assertThat(written("md5sum /etc/a; printf a | md5sum; md5sum /etc/none || echo no"))
                .isEqualTo("0cc175b9c0f1b6a831c399e269772661  /etc/a\n0cc175b9c0f1b6a831c399e269772661  -\nno\n");
    }

    @Test
    void perl_is_asked_only_whether_it_is_there() throws IOException {
        assertThat(written("perl -e '' || echo $?")).isEqualTo("127\n");
        draft.put(LayerFile.file("usr/bin/perl", 0755, Instant.EPOCH, FileBody.of(new byte[0])));
        assertThat(written("perl -e '' && echo there")).isEqualTo("there\n");
        requireUnknown("perl -e 'print 1'", "runs a program of Perl");
    }

    @Test
    void accounts_of_the_system_that_are_as_the_masters_say_have_no_work() throws IOException {
        file("usr/share/base-passwd/passwd.master", "root:*:0:0:root:/root:/bin/bash\n");
        file("usr/share/base-passwd/group.master", "root:*:0:\nusers:*:100:\n");
        file("etc/passwd", "root:x:0:0:root:/root:/bin/bash\nown:x:1000:1000::/:/bin/sh\n");
        file("etc/group", "root:x:0:\nusers:x:100:own\n");

        assertThat(written("update-passwd --dry-run && echo same")).isEqualTo("same\n");
        file("etc/passwd", "root:x:0:0:root:/root:/bin/sh\n");
        requireUnknown("update-passwd --dry-run", "would change accounts");
        requireUnknown("update-passwd --verbose", "would change accounts");
    }

    @Test
    void capabilities_of_files_are_told_only_where_there_are_none() throws IOException {
        file("usr/bin/ping", "");
        assertThat(written("getcap /usr/bin/ping && echo none")).isEqualTo("none\n");
        draft.put(new LayerFile(
                "usr/bin/ping",
                LayerFile.Type.FILE,
                0755,
                0,
                0,
                Instant.EPOCH,
                "",
                Optional.of(FileBody.of(new byte[0])),
                Map.of("security.capability", new byte[] {1})));
        requireUnknown("getcap /usr/bin/ping", "asks for capabilities of a file that has some");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dpkg-divert --frobnicate", "update-alternatives --frobnicate x"})
    void what_is_not_known_of_a_known_command_is_unknown_work(String script) {
        assertThatExceptionOfType(UnknownWorkException.class).isThrownBy(() -> written(script));
    }
}
