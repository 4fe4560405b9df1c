package dev.plimsoll.build.patch.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.base.AppDirectories;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.BuildTools;
import dev.plimsoll.build.patch.BuiltDeb;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.debian.DebianOptions;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.write.LayerFile;
import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.DockerDaemon;
import dev.plimsoll.testkit.RequiresCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Packages that the real dpkg of an image upgrades in a real engine. */
@RequiresCommand({"dockerd", "docker", "dpkg", "dpkg-deb"})
@Timeout(180)
class EngineUpgradeTest {
    private static final String PLATFORM = Platform.ofMachine().toString();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path engineFolder;

    @SuppressWarnings("NullAway.Init")
    private static DockerDaemon docker;

    @TempDir
    private Path folder;

    private final TempFiles tempFiles = TempFiles.ofSystem();
    private MachineRoot machine;

    @BeforeAll
    static void startEngine() {
        docker = DockerDaemon.start(engineFolder.resolve("d"));
    }

    @AfterAll
    static void stopEngine() {
        docker.close();
    }

    @BeforeEach
    void start() throws IOException {
        machine = new MachineRoot(folder);
    }

    @AfterEach
    void nothingIsLeft() {
        machine.close();
        tempFiles.close();
        assertThat(docker.docker("ps", "--all", "--quiet")).isEmpty();
        assertThat(docker.docker("images", "--all", "--quiet")).isEmpty();
        assertThat(docker.docker("volume", "ls", "--quiet")).isEmpty();
    }

    private List<String> upgrade(Draft draft, String platform, Duration longest, BuiltDeb... debs) throws IOException {
        Map<String, String> environment = Map.of("DOCKER_HOST", docker.host(), "HOME", folder.toString());
        List<DebFile> files = new ArrayList<>();
        for (BuiltDeb each : debs) {
            files.add(MachineRoot.file(each));
        }
        try (HttpFetcher offline = HttpFetcher.offline()) {
            BuildTools tools = new BuildTools(
                    environment,
                    DebianOptions.DEFAULT,
                    offline,
                    AppDirectories.of(environment),
                    Clock.systemUTC(),
                    Progress.NONE,
                    "test");
            return new EngineUpgrade(tools, longest, tempFiles).upgrade(machine.image(platform), draft, files);
        }
    }

    private PlimsollException failure(String platform, Duration longest, BuiltDeb... debs) throws IOException {
        Draft draft = machine.draft();
        List<LayerFile> before = draft.files();
        PlimsollException failure = assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> upgrade(draft, platform, longest, debs))
                .actual();
        assertThat(draft.files()).isEqualTo(before);
        return failure;
    }

    private BuiltDeb failing(String script) throws IOException {
        machine.install(machine.deb("app", "1"));
        return machine.deb("app", "2").control("postinst", "#!/bin/sh\nset -e\n" + script + "\n");
    }

    private static Set<String> paths(Draft draft) {
        return draft.files().stream().map(LayerFile::path).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void scriptsRunAndWhatTheyDoIsTakenAndNothingElse() throws IOException {
        machine.install(machine.deb("app", "1")
                .file("etc/app.conf", "first\n")
                .control("conffiles", "/etc/app.conf\n")
                .file("usr/share/app/old", "old\n")
                .file("usr/share/app/kept", "kept\n")
                .file("srv/data/own", "1\n")
                .dated(MachineRoot.EPOCH));
        Files.writeString(machine.root.resolve("etc/app.conf"), "by hand\n");
        Files.writeString(machine.root.resolve("usr/sbin/policy-rc.d"), "#!/bin/sh\nexit 0\n");
        BuiltDeb tool = machine.deb("tool", "1")
                .file("usr/bin/frobnicate", "#!/bin/sh\necho \"$@\" >/etc/frobnicated\n", "4755")
                .control("postinst", "#!/bin/sh\ntouch /etc/tool-is-ready\n");
        BuiltDeb app = machine.deb("app", "2")
                .field("Pre-Depends: tool")
                .file("etc/app.conf", "second\n")
                .control("conffiles", "/etc/app.conf\n")
                .file("usr/share/app/kept", "kept\n")
                .file("usr/share/app/one", "two names\n")
                .hardLink("usr/share/app/other", "usr/share/app/one")
                .file("srv/data/own", "2\n")
                .dated(MachineRoot.EPOCH)
                .control("preinst", "#!/bin/sh\nset -e\ntest -e /etc/tool-is-ready\n")
                .control("postinst", """
                        #!/bin/sh
                        set -e
                        frobnicate --all "$1" "$2"
                        id -u >/etc/user
                        code=0
                        policy-rc.d app start || code=$?
                        echo "$code $DEBIAN_FRONTEND ${OWN-none}" >/etc/services
                        cat /proc/net/dev >/etc/network
                        mkdir -p /var/lib/app /var/log/app /run/app
                        chmod 2750 /var/lib/app
                        echo said >/var/log/app/log
                        touch /tmp/left /run/app/pid
                        ln /usr/share/app/kept /usr/share/app/another
                        rm /etc/tool-is-ready
                        """);
        Draft draft = machine.draft();
        Set<String> before = paths(draft);

        List<String> notes = upgrade(draft, PLATFORM, Duration.ofMinutes(1), tool, app);

        Set<String> fresh = paths(draft);
        fresh.removeAll(before);
        fresh.removeIf(path -> path.startsWith("var/lib/dpkg/"));
        assertThat(fresh)
                .containsExactly(
                        "etc/app.conf.dpkg-dist",
                        "etc/frobnicated",
                        "etc/network",
                        "etc/services",
                        "etc/user",
                        "usr/bin/frobnicate",
                        "usr/share/app/another",
                        "usr/share/app/one",
                        "usr/share/app/other",
                        "var/lib/app",
                        "var/log/app",
                        "var/log/app/log");
        before.removeAll(paths(draft));
        assertThat(before).containsExactly("usr/share/app/old");
        assertThat(draft.text("etc/frobnicated")).hasValue("--all configure 1\n");
        assertThat(draft.text("etc/user")).hasValue("0\n");
        assertThat(draft.text("etc/services")).hasValue("101 noninteractive none\n");
        assertThat(draft.text("etc/network").orElseThrow()).contains(" lo:").doesNotContain("eth0");
        assertThat(draft.text("etc/app.conf")).hasValue("by hand\n");
        assertThat(draft.text("srv/data/own")).hasValue("2\n");
        assertThat(draft.text("usr/sbin/policy-rc.d")).hasValue("#!/bin/sh\nexit 0\n");
        assertThat(draft.find("usr/bin/frobnicate").orElseThrow().mode()).isEqualTo(04755);
        assertThat(draft.find("var/lib/app").orElseThrow().mode()).isEqualTo(02750);
        assertThat(notes)
                .containsExactly(
                        "/etc/app.conf was changed in the image and stays so; the new one lies beside it as .dpkg-dist");
        assertThat(draft.files())
                .noneMatch(
                        each -> fresh.contains(each.path()) && each.modified().isAfter(MachineRoot.EPOCH));
        Path after = machine.written(draft);
        assertThat(Command.run("dpkg", "--root=" + after, "--audit")).isEmpty();
        assertThat(Command.run("dpkg-query", "--root=" + after, "-W", "-f", "${Package} ${Version} ${Status}\n"))
                .isEqualTo("app 2 install ok installed\ntool 1 install ok installed\n");
        assertThat(Files.readString(after.resolve("usr/share/app/other"))).isEqualTo("two names\n");
        assertThat(Files.readString(after.resolve("usr/share/app/another"))).isEqualTo("kept\n");
    }

    @Test
    void aScriptThatFailsIsToldWithItsWords() throws IOException {
        PlimsollException failure =
                failure(PLATFORM, Duration.ofMinutes(1), failing("echo the harbour is closed\nexit 7"));

        assertThat(failure.code()).isEqualTo(ErrorCode.BUILD_FAILED);
        assertThat(failure)
                .hasMessageContainingAll(
                        "upgrading app in the container engine failed with exit code 1",
                        "the harbour is closed",
                        "exit status 7");
    }

    @Test
    void aScriptThatDoesNotEndIsEnded() throws IOException {
        PlimsollException failure = failure(PLATFORM, Duration.ofSeconds(3), failing("echo waiting\nsleep 1000"));

        assertThat(failure.code()).isEqualTo(ErrorCode.BUILD_FAILED);
        assertThat(failure).hasMessageContainingAll("took longer than 3 s", "waiting");
    }

    @Test
    void whatIsNeitherAFileNorADirectoryIsRefused() throws IOException {
        Files.copy(Path.of("/usr/bin/mkfifo"), machine.root.resolve("usr/bin/mkfifo"));
        Command.run("chmod", "755", machine.root.resolve("usr/bin/mkfifo").toString());

        PlimsollException failure = failure(PLATFORM, Duration.ofMinutes(1), failing("mkfifo /etc/pipe"));

        assertThat(failure.code()).isEqualTo(ErrorCode.BUILD_FAILED);
        assertThat(failure).hasMessageContaining("a script has made /etc/pipe, which is neither");
    }

    @Test
    void anImageOfAnotherPlatformIsRefused() throws IOException {
        PlimsollException failure = failure("linux/s390x", Duration.ofMinutes(1), failing("true"));

        assertThat(failure.code()).isEqualTo(ErrorCode.PLATFORM_NOT_FOUND);
        assertThat(failure)
                .hasMessageContainingAll(
                        "linux/s390x", PLATFORM, docker.socket().toString());
    }

    @Test
    void whatAKilledRunLeftGoesWithTheNext() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        long number = ended.pid();
        ended.waitFor();
        String label = "dev.plimsoll.trial="
                + Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip() + " "
                + Files.readSymbolicLink(Path.of("/proc/self/ns/pid")) + "/" + number + "/1";
        Path context = Files.createDirectories(folder.resolve("context"));
        Files.writeString(context.resolve("file"), "");
        Files.writeString(context.resolve("Dockerfile"), "FROM scratch\nCOPY file /\n");
        docker.docker("build", "--label", label, "--tag", "plimsoll-upgrade:left", context.toString());
        docker.docker("create", "--label", label, "plimsoll-upgrade:left", "/file");

        upgrade(machine.draft(), PLATFORM, Duration.ofMinutes(1), failing("true"));

        assertThat(docker.docker("images", "--all", "--quiet")).isEmpty();
    }

    @Test
    void anImageWithoutDpkgOrShellHasNothingToRun() throws IOException {
        assertThat(EngineUpgrade.obstacle(machine.draft())).isEmpty();

        Files.delete(machine.root.resolve("usr/bin/sh"));
        assertThat(EngineUpgrade.obstacle(machine.draft())).hasValue("the image has no shell");

        Files.delete(machine.root.resolve("usr/bin/dpkg"));
        assertThat(EngineUpgrade.obstacle(machine.draft())).hasValue("the image has no dpkg");
    }
}
