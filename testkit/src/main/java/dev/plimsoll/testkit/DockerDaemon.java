package dev.plimsoll.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A real container engine of a test's own, without network and with nothing in it. Needs root: for tests with
 * {@code @RequiresCommand({"dockerd", "docker"})}.
 */
public final class DockerDaemon implements AutoCloseable {
    private final Service service;
    private final Path socket;

    private DockerDaemon(Service service, Path socket) {
        this.service = service;
        this.socket = socket;
    }

    /**
     * Starts an engine.
     *
     * @param directory for its socket, data and log; short, since a socket's path has at most 107 bytes; may be made
     */
    public static DockerDaemon start(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path socket = directory.resolve("docker.sock");
        Service service = Service.start(
                List.of(
                        "dockerd",
                        "--storage-driver=vfs",
                        "--iptables=false",
                        "--bridge=none",
                        "--host=unix://" + socket,
                        "--data-root=" + directory.resolve("data"),
                        "--exec-root=" + directory.resolve("exec"),
                        "--pidfile=" + directory.resolve("docker.pid")),
                directory.resolve("dockerd.log"),
                Duration.ofSeconds(60),
                () -> answers(socket));
        return new DockerDaemon(service, socket);
    }

    /** The engine's socket. */
    public Path socket() {
        return socket;
    }

    /** Value of {@code DOCKER_HOST}. */
    public String host() {
        return "unix://" + socket;
    }

    /** Runs {@code docker} with arguments against this engine; gives its output. */
    public String docker(String... arguments) {
        return Command.run(java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("docker", "--host", host()), java.util.stream.Stream.of(arguments))
                .toList());
    }

    /** Loads the image of an OCI layout under a name. Needs {@code skopeo}. */
    public void loadLayout(Path layout, String reference, String name) {
        Path archive = socket.resolveSibling(name.replaceAll("[^a-z0-9]", "-") + ".tar");
        try {
            Files.deleteIfExists(archive);
            Command.run("skopeo", "copy", "oci:" + layout + ":" + reference, "docker-archive:" + archive + ":" + name);
            docker("load", "--input", archive.toString());
            Files.delete(archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean answers(Path socket) {
        if (!Files.exists(socket)) {
            return false;
        }
        try {
            Command.run("docker", "--host", "unix://" + socket, "version");
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    @Override
    public void close() {
        service.close();
    }
}
