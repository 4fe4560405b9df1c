package dev.plimsoll.policy.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.policy.RuleResult;
import dev.plimsoll.policy.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules about what lies in the image. */
class FileRulesTest {
    @Test
    void setuidProgramsAreNamedWithWhomTheyBecome() {
        RuleResult result = new SampleImage()
                .file("usr/bin/su", 04755)
                .file("usr/bin/wall", 02755)
                .file("srv/locked", 02644)
                .file("usr/bin/ls", 0755)
                .directory("var/mail", 02775, 0, 8)
                .judge("setuid");

        assertThat(result.subjects()).containsExactly("usr/bin/su (becomes user 0)", "usr/bin/wall (becomes group 0)");
    }

    @Test
    void aPolicyCanAllowSetuidPrograms() {
        SampleImage image = new SampleImage().file("usr/bin/su", 04755).file("usr/bin/mount", 04755);

        assertThat(image.setting("setuid.allow", "usr/bin/su").judge("setuid").subjects())
                .containsExactly("usr/bin/mount (becomes user 0)");
        assertThat(image.setting("setuid.allow", "/usr/bin/*").judge("setuid").remedy())
                .isEmpty();
    }

    @Test
    void shellsAreFoundThroughLinks() {
        RuleResult result = new SampleImage()
                .link("bin", "usr/bin")
                .file("usr/bin/busybox", 0755)
                .link("usr/bin/sh", "/bin/busybox")
                .link("usr/bin/bash", "gone")
                .file("usr/share/bash-completion/completions/sh", 0755)
                .file("opt/bin/zsh", 0644)
                .judge("shell");

        assertThat(result.subjects()).containsExactly("usr/bin/busybox", "usr/bin/sh -> usr/bin/busybox");
    }

    @ParameterizedTest
    @ValueSource(strings = {"usr/bin/apt-get", "sbin/apk", "usr/bin/microdnf", "usr/local/bin/pip3.12", "usr/bin/rpm"})
    void packageManagersAreFound(String path) {
        assertThat(new SampleImage().file(path, 0755).judge("package-manager").subjects())
                .containsExactly(path);
    }

    @ParameterizedTest
    @CsvSource({
        "var/lib/apt/lists/deb_Packages, apt lists",
        "var/cache/apt/archives/a.deb, apt cache",
        "var/cache/apk/APKINDEX.1.tar.gz, apk cache",
        "var/cache/dnf/x.solv, dnf and yum caches",
        "var/cache/yum/x.solv, dnf and yum caches",
        "var/cache/zypp/x, zypper cache",
        "root/.cache/pip/http/a, caches of language package managers",
        "root/.npm/_cacache/index-v5/a, caches of language package managers",
        "tmp/build.log, temporary files",
        "var/tmp/a, temporary files",
        "root/.m2/repository/a/b.jar, caches of language package managers",
        "go/pkg/mod/cache/download/a, caches of language package managers",
        "root/.cargo/registry/cache/a, caches of language package managers",
        "app/build/main.o, files of building",
        "src/config.log, files of building",
        "var/log/apt/history.log, logs of installing",
        "var/log/dpkg.log, logs of installing",
        "app/__pycache__/a.cpython-312.pyc, compiled Python files",
        "app/.git/HEAD, git repositories"
    })
    void cachesAndLeftoversAreFound(String path, String kind) {
        RuleResult result = new SampleImage().file(path, 0644).judge("caches");

        assertThat(result.subjects()).containsExactly(kind + ": 1 file, 10 B, for example " + path);
        assertThat(result.words()).isEqualTo("1 file (10 B) of caches and leftovers of building");
    }

    @Test
    void aCompilerIsALeftoverButNotInADirectorySomebodyWorksIn() {
        SampleImage image = new SampleImage().file("usr/bin/gcc-12", 0755).file("app/.git/HEAD", 0644);

        assertThat(image.judge("caches").subjects()).hasSize(2);
        assertThat(image.reference("fs:///app").judge("caches").remedy()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var/lib/apt/lists/lock",
                "var/cache/apt/archives/lock",
                "usr/lib/python3/dist-packages/__pycache__/a.pyc",
                "usr/share/doc/tmp/a",
                "var/log/app.log"
            })
    void whatBelongsThereIsNoLeftover(String path) {
        assertThat(new SampleImage().file(path, 0644).judge("caches").remedy()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // mode (octal), owner, group, user, whether it may be written to
        "755, 1000, 1000, 1000, true",
        "755, 0, 0, 1000, false",
        "775, 0, 1000, app, true",
        "775, 0, 50, app, true",
        "775, 0, 50, app:1000, false",
        "777, 0, 0, 1000, true",
        "555, 1000, 1000, 1000, false",
        "077, 1000, 1000, 1000, false",
        "755, 0, 0, 0, true"
    })
    void aVolumeIsWritableByTheUserOrNot(String mode, int owner, int group, String user, boolean writable) {
        RuleResult result = new SampleImage()
                .text("etc/passwd", "app:x:1000:1000::/:\n")
                .text("etc/group", "staff:x:50:other,app\n")
                .directory("srv", 0755, 0, 0)
                .directory("srv/data", Integer.parseInt(mode, 8), owner, group)
                .link("data", "srv/data")
                .volume("/data")
                .user(user)
                .judge("not-writable");

        assertThat(result.remedy().isEmpty()).as(result.words()).isEqualTo(writable);
    }

    @Test
    void whatIsMissingNoDirectoryOrOutOfReachIsNotWritable() {
        RuleResult result = new SampleImage()
                .directory("closed", 0700, 0, 0)
                .directory("closed/data", 0777, 0, 0)
                .file("plain", 0666)
                .volume("/closed/data")
                .volume("/plain")
                .workingDirectory("/app")
                .user("1000")
                .judge("not-writable");

        assertThat(result.words()).isEqualTo("user 1000 may not write to 3 of 3 declared directories");
        assertThat(result.subjects())
                .containsExactly(
                        "volume /closed/data: owner 0, group 0, mode 777",
                        "volume /plain: is no directory",
                        "working directory /app: is not there, so it will be made as root's");
    }

    @Test
    void ofAnUnknownUserItIsNotJudged() {
        RuleResult result = new SampleImage().volume("/data").user("app").judge("not-writable");

        assertThat(result.words()).isEqualTo("not judged: its user is not known");
        assertThat(result.verdict()).isEqualTo(Verdict.PASS);
    }
}
