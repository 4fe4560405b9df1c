package dev.plimsoll.image;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where a user's Docker keeps its settings: logins, and the contexts that name engines. */
public final class DockerDirectory {
    private DockerDirectory() {}

    /** {@code DOCKER_CONFIG}, else {@code ~/.docker}; it need not exist. Empty if there is no home. */
    public static Optional<Path> in(Map<String, String> environment) {
        String directory = environment.getOrDefault("DOCKER_CONFIG", "");
        if (!directory.isEmpty()) {
            return Optional.of(Path.of(directory));
        }
        String home = environment.getOrDefault("HOME", "");
        return home.isEmpty() ? Optional.empty() : Optional.of(Path.of(home, ".docker"));
    }

    /** Its {@code config.json}, which need not exist either. */
    public static Optional<Path> config(Map<String, String> environment) {
        return in(environment).map(directory -> directory.resolve("config.json"));
    }
}
