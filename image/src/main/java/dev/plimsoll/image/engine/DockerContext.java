package dev.plimsoll.image.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.image.DockerDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The context that {@code docker context use} chose, or {@code DOCKER_CONTEXT} names.
 *
 * @param name as people know it
 * @param host the address of its engine, such as {@code unix:///home/me/.docker/desktop/docker.sock}
 * @see <a href="https://docs.docker.com/engine/manage-resources/contexts/">Docker contexts</a>
 */
record DockerContext(String name, String host) {
    /** The name that stands for no context: the usual places count. */
    private static final String NONE = "default";

    /**
     * The context in force; empty if there is none, or one without an address.
     *
     * @throws PlimsollException ENGINE_UNREACHABLE if the context that is named does not exist or can't be read
     */
    static Optional<DockerContext> current(Map<String, String> environment, Limits limits) {
        Optional<Path> directory = DockerDirectory.in(environment);
        String name = environment.getOrDefault("DOCKER_CONTEXT", "").strip();
        String namedBy = "DOCKER_CONTEXT";
        if (name.isEmpty() && directory.isPresent()) {
            Path config = directory.get().resolve("config.json");
            name = read(config, limits)
                    .map(json -> json.path("currentContext").asText(""))
                    .orElse("");
            namedBy = config.toString();
        }
        if (name.isEmpty() || name.equals(NONE)) {
            return Optional.empty();
        }
        String host = host(directory, name, namedBy, limits);
        return host.isEmpty() ? Optional.empty() : Optional.of(new DockerContext(name, host));
    }

    private static String host(Optional<Path> directory, String name, String namedBy, Limits limits) {
        String folder = Digest.sha256(name.getBytes(StandardCharsets.UTF_8)).hex();
        return directory
                .map(each ->
                        each.resolve("contexts").resolve("meta").resolve(folder).resolve("meta.json"))
                .flatMap(file -> read(file, limits))
                .orElseThrow(() -> new PlimsollException(
                        ErrorCode.ENGINE_UNREACHABLE,
                        "there is no Docker context '" + SafeText.oneLine(name, 100) + "', which " + namedBy
                                + " names; choose one with 'docker context use', or set DOCKER_HOST=unix:///PATH"))
                .path("Endpoints")
                .path("docker")
                .path("Host")
                .asText("")
                .strip();
    }

    private static Optional<JsonNode> read(Path file, Limits limits) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = BoundedInput.readAll(in, limits.jsonBytes(), file.toString());
            return Optional.of(SafeJson.within(limits).readTree(content, file.toString()));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.ENGINE_UNREACHABLE,
                    "could not read which engine Docker uses from " + file + ": "
                            + SafeText.oneLine(String.valueOf(e.getMessage()), 200)
                            + "; correct the file, or set DOCKER_HOST=unix:///PATH",
                    e);
        }
    }
}
