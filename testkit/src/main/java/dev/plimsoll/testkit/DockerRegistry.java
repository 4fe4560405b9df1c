package dev.plimsoll.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A real registry on loopback (Debian's {@code docker-registry}), empty at the start; fill it with {@code skopeo copy … NAME
 * --dest-tls-verify=false}. For tests with {@code @RequiresCommand("docker-registry")}.
 */
public final class DockerRegistry implements AutoCloseable {
    private final Service service;
    private final int port;

    private DockerRegistry(Service service, int port) {
        this.service = service;
        this.port = port;
    }

    /** A registry that wants no login. */
    public static DockerRegistry start(Path directory) {
        return start(directory, "");
    }

    /**
     * A registry that wants a login by name and password.
     *
     * @param htpasswd lines of {@code user:bcrypt}
     */
    public static DockerRegistry withPasswords(Path directory, String htpasswd) {
        return start(directory, passwords(directory, htpasswd));
    }

    /** Configuration of a registry that wants a login, as {@link #withPasswords}. */
    public static String passwords(Path directory, String htpasswd) {
        try {
            Path file = Files.writeString(Files.createDirectories(directory).resolve("htpasswd"), htpasswd);
            return "auth:\n  htpasswd:\n    realm: test\n    path: " + file + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A registry that wants tokens.
     *
     * @param realm address of the token service
     * @param certificates PEM file of the certificates whose keys may sign tokens
     */
    public static DockerRegistry withTokens(Path directory, String realm, Path certificates) {
        return start(directory, tokens(realm, certificates));
    }

    /** Configuration of a registry that wants tokens, as {@link #withTokens}. */
    public static String tokens(String realm, Path certificates) {
        return "auth:\n  token:\n    realm: " + realm + "\n    service: test-registry\n    issuer: test-issuer\n"
                + "    rootcertbundle: " + certificates + "\n";
    }

    /**
     * A registry that speaks TLS.
     *
     * @param moreConfig as {@link #start(Path, String)}
     */
    public static DockerRegistry overTls(Path directory, TestAuthority.Server server, String moreConfig) {
        return start(
                directory,
                "  tls:\n    certificate: " + server.certificate() + "\n    key: " + server.key() + "\n" + moreConfig);
    }

    /**
     * A registry with more configuration.
     *
     * @param directory for its storage and log; may be made
     * @param moreConfig lines of YAML: more of {@code http}, then those at the top level
     */
    public static DockerRegistry start(Path directory, String moreConfig) {
        try {
            Path storage = Files.createDirectories(directory.resolve("storage"));
            int port = freePort();
            Path config = Files.writeString(
                    directory.resolve("config.yml"),
                    "version: 0.1\nlog:\n  level: warn\nstorage:\n  filesystem:\n    rootdirectory: " + storage
                            + "\n  delete:\n    enabled: true\nhttp:\n  addr: 127.0.0.1:" + port + "\n" + moreConfig);
            Service service = Service.start(
                    List.of("docker-registry", "serve", config.toString()),
                    directory.resolve("registry.log"),
                    Duration.ofSeconds(30),
                    () -> accepts(port));
            return new DockerRegistry(service, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Host and port, as in an image's name. */
    public String authority() {
        return "127.0.0.1:" + port;
    }

    /** Where the registry keeps things below the directory it was started with. */
    public static Path storage(Path directory) {
        return directory.resolve("storage");
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        service.close();
    }
}
