package dev.plimsoll.build.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an engine is to build.
 *
 * @param directory the context
 * @param dockerfile in the context or outside of it
 * @param tags what the image is to be called; may be empty
 * @param arguments build arguments
 * @param labels further labels; they win over the Dockerfile's
 * @param target the stage to build; empty for the last
 * @param platform such as {@code linux/arm64}; empty for the engine's own
 * @param noCache whether every step is done anew
 * @param pull whether a newer base is looked for
 */
public record DockerfileBuild(
        Path directory,
        Path dockerfile,
        List<String> tags,
        Map<String, String> arguments,
        Map<String, String> labels,
        Optional<String> target,
        Optional<String> platform,
        boolean noCache,
        boolean pull) {
    public DockerfileBuild {
        tags = List.copyOf(tags);
        arguments = Map.copyOf(arguments);
        labels = Map.copyOf(labels);
    }
}
