package dev.plimsoll.image.engine;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where an engine's socket may lie: where {@code DOCKER_HOST} says, else Docker's context, else in Docker's place, rootless Docker's,
 * Podman's.
 */
final class EngineSockets {
    private static final String UNIX = "unix://";

    private EngineSockets() {}

    /**
     * The socket to ask.
     *
     * @throws PlimsollException ENGINE_UNREACHABLE if there is none, or another kind of connection is named
     */
    static Path find(Map<String, String> environment, Limits limits) {
        String host = environment.getOrDefault("DOCKER_HOST", "").strip();
        if (!host.isEmpty()) {
            return named(host, "DOCKER_HOST is");
        }
        Optional<DockerContext> context = DockerContext.current(environment, limits);
        if (context.isPresent()) {
            String name = SafeText.oneLine(context.get().name(), 100);
            return named(context.get().host(), "Docker's context '" + name + "' is");
        }
        List<Path> places = places(environment);
        return places.stream().filter(Files::exists).findFirst().orElseThrow(() -> none(places));
    }

    private static PlimsollException none(List<Path> places) {
        List<Path> hidden =
                places.stream().filter(place -> !Files.notExists(place)).toList();
        return new PlimsollException(
                ErrorCode.ENGINE_UNREACHABLE,
                "no container engine runs here: there is no socket at " + join(places)
                        + (hidden.isEmpty() ? "" : " (you may not look for " + join(hidden) + "; sudo may)")
                        + "; start Docker, or Podman's socket (systemctl --user start podman.socket), set"
                        + " DOCKER_HOST=unix:///PATH, or use registry:// or archive://");
    }

    private static Path named(String host, String who) {
        if (!host.startsWith(UNIX) || host.length() == UNIX.length()) {
            throw new PlimsollException(
                    ErrorCode.ENGINE_UNREACHABLE,
                    who + " '" + SafeText.oneLine(host, 200)
                            + "', but an engine is asked over a unix socket only; set DOCKER_HOST=unix:///PATH,"
                            + " or save the image there with 'docker save' and use archive://");
        }
        return Path.of(host.substring(UNIX.length()));
    }

    private static List<Path> places(Map<String, String> environment) {
        List<Path> places = new ArrayList<>();
        places.add(Path.of("/var/run/docker.sock"));
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        if (runtime.startsWith("/")) {
            places.add(Path.of(runtime, "docker.sock"));
            places.add(Path.of(runtime, "podman", "podman.sock"));
        }
        places.add(Path.of("/run/podman/podman.sock"));
        return places;
    }

    private static String join(List<Path> places) {
        return String.join(", ", places.stream().map(Path::toString).toList());
    }
}
