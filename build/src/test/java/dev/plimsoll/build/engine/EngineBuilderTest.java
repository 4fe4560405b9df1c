package dev.plimsoll.build.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.engine.Engine;
import dev.plimsoll.image.registry.EngineLogins;
import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.DockerDaemon;
import dev.plimsoll.testkit.DockerRegistry;
import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.RequiresFile;
import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A Dockerfile built by a real engine, against what Docker's own command makes of it. */
@RequiresCommand({"dockerd", "docker"})
@RequiresFile("fixtures/images/alpine-310.tar.gz")
@Timeout(180)
class EngineBuilderTest {
    private static final String ALPINE = "alpine:3.10";

    /** The password is {@code geheim}. */
    private static final String HTPASSWD = "me:$2y$05$abcdefghijklmnopqrstuuVWu8RjbNovPZWAMRdd7iqaaG0mI53Uu\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path shared;

    @SuppressWarnings("NullAway.Init")
    private static DockerDaemon docker;

    @TempDir
    private Path directory;

    private final List<String> said = new ArrayList<>();

    @BeforeAll
    static void start() {
        docker = DockerDaemon.start(shared.resolve("d"));
        docker.docker(
                "load",
                "--input",
                SharedFiles.path("fixtures/images/alpine-310.tar.gz").toString());
    }

    @AfterAll
    static void stop() {
        docker.close();
    }

    private void write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        Files.writeString(path, text);
    }

    private DockerfileBuild build(Map<String, String> arguments, boolean noCache, String... tags) {
        return new DockerfileBuild(
                directory,
                directory.resolve("Dockerfile"),
                List.of(tags),
                arguments,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                noCache,
                false);
    }

    private String build(DockerfileBuild build) {
        Map<String, String> environment = Map.of("DOCKER_HOST", docker.host(), "DOCKER_CONFIG", directory.toString());
        Engine engine = Engine.connect(environment, Limits.DEFAULT);
        return new EngineBuilder(engine, new EngineLogins(environment, Limits.DEFAULT, said::add), said::add)
                .build(build);
    }

    private static String inspect(String image, String format) {
        return docker.docker("image", "inspect", "--format", format, image).strip();
    }

    @Test
    void buildsAndTellsWhatItStandsOn() throws IOException {
        write("Dockerfile", """
                ARG BASE=cgr.dev/chainguard/static:latest
                FROM ${BASE}
                ARG WORD
                RUN echo "the word is $WORD" && printf '\\033[2J'
                USER 65532
                """);

        String id = build(build(Map.of("BASE", ALPINE, "WORD", "ship"), false, "app:1", "app:latest"));

        assertThat(inspect("app:1", "{{.Id}}")).isEqualTo(id).isEqualTo(inspect("app:latest", "{{.Id}}"));
        assertThat(inspect(id, "{{.Config.User}}")).isEqualTo("65532");
        assertThat(inspect(id, "{{index .Config.Labels \"org.opencontainers.image.base.name\"}}"))
                .isEqualTo(ALPINE);
        assertThat(said).contains("the word is ship").noneMatch(line -> line.contains("\u001b"));
    }

    @Test
    void ofWhatStandsOnNothingThatIsSaid() throws IOException {
        write("Dockerfile", "FROM scratch\nCOPY Dockerfile /\n");

        String id = build(build(Map.of(), false));

        assertThat(inspect(id, "{{.Config.Labels}}")).isEqualTo("map[org.opencontainers.image.base.name:scratch]");
    }

    @Test
    void stepsAreDoneAnewWithoutACache() throws IOException {
        write("Dockerfile", "FROM " + ALPINE + "\nRUN cat /proc/sys/kernel/random/uuid > /uuid\n");

        String first = build(build(Map.of(), false));

        assertThat(build(build(Map.of(), false))).isEqualTo(first);
        assertThat(build(build(Map.of(), true))).isNotEqualTo(first);
    }

    @Test
    void aStepThatFailsIsAnErrorThoughTheEnginePromisedSuccess() throws IOException {
        write("Dockerfile", "FROM " + ALPINE + "\nRUN echo working; exit 7\n");

        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> build(build(Map.of(), false, "failed:1")))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.BUILD_FAILED))
                .withMessageContaining("returned a non-zero code: 7");
        assertThat(said).contains("working");
        assertThat(docker.docker("ps", "--all", "--quiet")).isEmpty();
    }

    @Test
    void whatIsNoDockerfileIsTheEnginesError() throws IOException {
        write("Dockerfile", "FROM " + ALPINE + "\nRUNN true\n");

        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> build(build(Map.of(), false)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.BUILD_FAILED))
                .withMessageContaining("unknown instruction: RUNN");
    }

    @Test
    void aBaseThatCannotBeHadIsNamed() throws IOException {
        write("Dockerfile", "FROM 127.0.0.1:1/no/base:1\n");

        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> build(build(Map.of(), false)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.IMAGE_NOT_FOUND))
                .withMessageContaining("the base '127.0.0.1:1/no/base:1' can't be had")
                .withMessageContaining("connection refused");
    }

    @Test
    void aDirectoryOrDockerfileThatIsNotThereIsAnError() {
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> build(build(Map.of(), false)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_ACCESS))
                .withMessageContaining(directory.resolve("Dockerfile").toString());
    }

    @Test
    void theDockerfileMayLieOutside() throws IOException {
        Path outside = Files.writeString(shared.resolve("Other.Dockerfile"), "FROM scratch\nCOPY a /\n");
        write("a", "x");

        String id = build(new DockerfileBuild(
                directory,
                outside,
                List.of(),
                Map.of(),
                Map.of("team", "quay"),
                Optional.empty(),
                Optional.empty(),
                false,
                false));

        assertThat(inspect(id, "{{.Config.Labels.team}}")).isEqualTo("quay");
        assertThat(files(id)).contains("-rw-r--r-- a").noneMatch(line -> line.contains("dockerfile"));
    }

    @Test
    void theContextIsWhatDockersOwnCommandSends() throws IOException {
        write("Dockerfile", "FROM scratch\nCOPY . /\n");
        write(".dockerignore", """
                # comment
                *.log
                **/node_modules
                /target
                docs
                !docs/keep.md
                .git
                Dockerfile
                deep/*/x
                """);
        for (String file : List.of(
                "a.log",
                "sub/b.log",
                "node_modules/m",
                "sub/node_modules/m",
                "target/t",
                "sub/target/t",
                "docs/a.md",
                "docs/keep.md",
                "docs/more/keep.md",
                ".git/HEAD",
                "deep/one/x",
                "deep/one/y",
                "deep/one/two/x",
                "ümlaut",
                "n".repeat(120) + "/" + "m".repeat(120))) {
            write(file, file);
        }
        Files.createSymbolicLink(directory.resolve("link"), Path.of("sub/target/t"));
        Files.createSymbolicLink(directory.resolve("dangling"), Path.of("/nowhere"));
        Files.createDirectories(directory.resolve("empty"));
        Command.run("chmod", "4750", directory.resolve("sub/target/t").toString());

        String ours = build(build(Map.of(), true));
        docker.docker("build", "--no-cache", "--tag", "theirs:1", directory.toString());

        assertThat(files(ours))
                .isEqualTo(files("theirs:1"))
                .contains("-rw-r--r-- docs/keep.md", "-rw-r--r-- deep/one/y");
        assertThat(files(ours)).noneMatch(line -> line.endsWith(".git/HEAD") || line.endsWith(" deep/one/x"));
    }

    /** What lies in an image, by mode and name. */
    private static List<String> files(String image) {
        String container = docker.docker("create", image, "none").strip();
        Path archive = shared.resolve(container + ".tar");
        docker.docker("export", "--output", archive.toString(), container);
        docker.docker("rm", container);
        String engines = "(dev|proc|sys)/.*|(dev|proc|sys|etc)/|etc/(hosts|hostname|resolv.conf|mtab.*)|.dockerenv";
        return Command.run("tar", "--list", "--verbose", "--quoting-style=literal", "--file", archive.toString())
                .lines()
                .map(line -> line.replaceFirst("^(\\S+) +\\S+ +\\d+ \\S+ \\S+ ", "$1 "))
                .filter(line -> !line.substring(11).matches(engines))
                .sorted()
                .toList();
    }

    @Test
    @RequiresCommand({"docker-registry", "skopeo"})
    void theBaseOfARegistryThatWantsALoginIsFetchedWithIt() throws IOException {
        try (DockerRegistry registry = DockerRegistry.withPasswords(directory.resolve("registry"), HTPASSWD)) {
            String base = registry.authority() + "/private/alpine:3.10";
            String tools = registry.authority() + "/private/tools:3.10";
            Path archive = directory.resolve("alpine.tar");
            docker.docker("save", "--output", archive.toString(), ALPINE);
            for (String each : List.of(base, tools)) {
                Command.run(
                        "skopeo",
                        "copy",
                        "--insecure-policy",
                        "--dest-tls-verify=false",
                        "--dest-creds=me:geheim",
                        "docker-archive:" + archive,
                        "docker://" + each);
            }
            write(
                    "Dockerfile",
                    "FROM " + tools + " AS tools\nFROM " + base + "\nCOPY --from=tools /etc/issue /issue\n");
            assertThatExceptionOfType(PlimsollException.class)
                    .isThrownBy(() -> build(build(Map.of(), true)))
                    .withMessageContaining("no basic auth credentials");

            String login = Base64.getEncoder().encodeToString("me:geheim".getBytes(StandardCharsets.UTF_8));
            write("config.json", "{\"auths\":{\"" + registry.authority() + "\":{\"auth\":\"" + login + "\"}}}");
            String id = build(build(Map.of(), true));

            assertThat(inspect(id, "{{index .Config.Labels \"org.opencontainers.image.base.name\"}}"))
                    .isEqualTo(base);
            docker.docker("rmi", "--force", id, base, tools);
        }
    }
}
