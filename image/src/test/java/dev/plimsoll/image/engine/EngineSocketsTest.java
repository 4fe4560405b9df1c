package dev.plimsoll.image.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.source.engine.EngineSource;
import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.RequiresCommand;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which engine is asked, and what is said when it can't be. */
@Timeout(60)
class EngineSocketsTest {
    @TempDir
    Path directory;

    private final Map<String, String> environment = new HashMap<>();

    @ParameterizedTest
    @ValueSource(
            strings = {"tcp://127.0.0.1:2375", "ssh://me@host", "npipe:////./pipe/docker", "/var/run/x.sock", "unix://"
            })
    void otherConnectionsAreRefused(String host) throws IOException {
        environment.put("DOCKER_HOST", host);
        assertUnreachable("DOCKER_HOST is '" + host);
        environment.remove("DOCKER_HOST");
        context("far", host);
        environment.put("DOCKER_CONTEXT", "far");
        assertUnreachable("Docker's context 'far' is '" + host).hasMessageContaining("DOCKER_HOST=unix:///PATH");
    }

    @Test
    void looksWhereEnginesOfOneUserLie() throws IOException {
        assumeFalse(Files.exists(Path.of("/var/run/docker.sock")));
        Files.createDirectories(directory.resolve("podman"));
        environment.put("XDG_RUNTIME_DIR", directory.toString());
        assertUnreachable("/var/run/docker.sock")
                .hasMessageContaining(directory.resolve("podman/podman.sock").toString())
                .hasMessageContaining("systemctl --user start podman.socket")
                .hasMessageContaining("DOCKER_HOST=unix:///PATH");
        Files.createFile(directory.resolve("podman/podman.sock"));
        assertThat(find()).isEqualTo(directory.resolve("podman/podman.sock"));
        Files.createFile(directory.resolve("docker.sock"));
        assertThat(find()).isEqualTo(directory.resolve("docker.sock"));
    }

    @Test
    void theContextThatDockerUsesDecidesUnlessTheEnvironmentDoes() throws IOException {
        context("desktop", "unix:///home/me/desktop.sock");
        context("rootless", "unix:///run/user/1/docker.sock");
        config("{\"currentContext\":\"desktop\"}");
        assertThat(find()).isEqualTo(Path.of("/home/me/desktop.sock"));
        environment.put("DOCKER_CONTEXT", "rootless");
        assertThat(find()).isEqualTo(Path.of("/run/user/1/docker.sock"));
        environment.put("DOCKER_HOST", "unix:///own.sock");
        assertThat(find()).isEqualTo(Path.of("/own.sock"));
    }

    @Test
    @RequiresCommand("docker")
    void readsWhatDockerItselfWrites() {
        String config = "DOCKER_CONFIG=" + directory;
        Command.run("env", config, "docker", "context", "create", "mine", "--docker", "host=unix:///mine.sock");
        Command.run("env", config, "docker", "context", "use", "mine");
        environment.put("DOCKER_CONFIG", directory.toString());
        assertThat(find()).isEqualTo(Path.of("/mine.sock"));
        Command.run("env", config, "docker", "context", "use", "default");
        assertThat(DockerContext.current(environment, Limits.DEFAULT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"currentContext\":\"\"}", "{\"currentContext\":\"default\"}", "{\"auths\":{}}"})
    void noContextOrTheDefaultOneMeansTheUsualPlaces(String config) throws IOException {
        assumeFalse(Files.exists(Path.of("/var/run/docker.sock")));
        config(config);
        environment.put("XDG_RUNTIME_DIR", directory.toString());
        Files.createFile(directory.resolve("docker.sock"));
        assertThat(find()).isEqualTo(directory.resolve("docker.sock"));
    }

    @Test
    void aContextThatIsGoneOrDamagedIsNamed() throws IOException {
        config("{\"currentContext\":\"gone\"}");
        assertUnreachable("no Docker context 'gone'").hasMessageContaining("config.json names");
        environment.put("DOCKER_CONTEXT", "../../x");
        assertUnreachable("no Docker context '../../x', which DOCKER_CONTEXT names");
        context("bad", "x");
        Path meta = directory.resolve("contexts/meta/" + folder("bad") + "/meta.json");
        Files.writeString(meta, "{\"Endpoints\":");
        environment.put("DOCKER_CONTEXT", "bad");
        assertUnreachable(meta.toString()).hasMessageContaining("correct the file");
    }

    @Test
    void saysWhatToDoWhereNobodyListens() throws IOException {
        environment.put("DOCKER_HOST", "unix://" + directory.resolve("none.sock"));
        assertNotOpened("no such socket").contains("DOCKER_HOST=unix:///PATH");
        Path stale = socket("stale.sock");
        environment.put("DOCKER_HOST", "unix://" + stale);
        assertNotOpened("nobody listens there").contains("start the engine").contains("podman.socket");
        environment.put("DOCKER_HOST", "unix://" + Files.createFile(directory.resolve("file")));
        assertNotOpened("it is no socket");
        environment.put("DOCKER_HOST", "unix:///" + "x".repeat(300));
        assertNotOpened("no such socket");
    }

    @Test
    @RequiresCommand("setpriv")
    void saysWhatToDoWhereTheSocketMayNotBeUsed() throws IOException {
        permit(directory, "rwxr-xr-x");
        Path socket = directory.resolve("docker.sock");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            permit(socket, "---------");
            assertThat(openAsNobody(socket)).contains("permission denied; run this with sudo");
            Files.setAttribute(
                    socket,
                    "posix:group",
                    socket.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName("daemon"));
            permit(socket, "rw-rw----");
            assertThat(openAsNobody(socket))
                    .contains("permission denied; join the group daemon (sudo usermod -aG daemon $USER,")
                    .contains("or run this with sudo, or use registry:// or archive://");
            permit(Files.createDirectory(directory.resolve("closed")), "rwx------");
            assertThat(openAsNobody(directory.resolve("closed/docker.sock"))).contains("permission denied; run this");
        }
    }

    /** The message that an ordinary user gets, whoever runs the tests. */
    private String openAsNobody(Path socket) throws IOException {
        ReadableClasses classes = new ReadableClasses(directory);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String said = Command.run(
                "setpriv",
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                java,
                "-cp",
                classes.path(),
                OpenEngine.class.getName(),
                socket.toString());
        assertThat(said.strip()).doesNotContain("\n").startsWith("the container engine at " + socket);
        return said;
    }

    private static void permit(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString(permissions));
    }

    private Path socket(String name) throws IOException {
        Path socket = directory.resolve(name);
        try (ServerSocketChannel gone = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            gone.bind(UnixDomainSocketAddress.of(socket));
        }
        return socket;
    }

    private void config(String json) throws IOException {
        Files.writeString(directory.resolve("config.json"), json);
        environment.put("DOCKER_CONFIG", directory.toString());
    }

    /** As {@code docker context create} writes it. */
    private void context(String name, String host) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("contexts/meta/" + folder(name)));
        Files.writeString(
                folder.resolve("meta.json"),
                "{\"Name\":\"%s\",\"Metadata\":{},\"Endpoints\":{\"docker\":{\"Host\":\"%s\",\"SkipTLSVerify\":false}}}"
                        .formatted(name, host));
        environment.put("DOCKER_CONFIG", directory.toString());
    }

    private static String folder(String name) {
        return Digest.sha256(name.getBytes(StandardCharsets.UTF_8)).hex();
    }

    private Path find() {
        return EngineSockets.find(environment, Limits.DEFAULT);
    }

    private AbstractThrowableAssert<?, ?> assertUnreachable(String message) {
        return assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(this::find)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ENGINE_UNREACHABLE))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"))
                .withMessageContaining(message)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.throwable(PlimsollException.class));
    }

    private org.assertj.core.api.AbstractStringAssert<?> assertNotOpened(String message) {
        try (TempFiles tempFiles = TempFiles.under(directory.resolve("temp"))) {
            OpenOptions options = OpenOptions.of(environment, HttpFetcher.offline(), tempFiles);
            PlimsollException refused = assertThatExceptionOfType(PlimsollException.class)
                    .isThrownBy(() -> new EngineSource().open(ImageReference.parse("local://app:1"), options))
                    .actual();
            assertThat(refused.code()).isEqualTo(ErrorCode.ENGINE_UNREACHABLE);
            return assertThat(refused.getMessage()).doesNotContain("\n").contains(message);
        }
    }
}
