package dev.plimsoll.cli;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.build.engine.DockerfileBuild;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a container engine is to build of a Dockerfile, in Docker's own words. */
final class EngineBuildOptions {
    @Option(
            names = "--engine",
            paramLabel = "docker|podman",
            description = "Build the Dockerfile in a directory by the container engine.")
    private @Nullable String engine;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The Dockerfile. Default: Dockerfile in the directory. (--engine)")
    private @Nullable Path file;

    @Option(
            names = {"-t", "--tag"},
            paramLabel = "NAME",
            description = "What the image is to be called. Repeatable. (--engine)")
    private List<String> tags = List.of();

    @Option(
            names = "--build-arg",
            paramLabel = "NAME=VALUE",
            description = "A build argument; without a value that of the environment. Repeatable. (--engine)")
    private List<String> arguments = List.of();

    @Option(names = "--target", paramLabel = "STAGE", description = "The stage to build. (--engine)")
    private @Nullable String target;

    @Option(names = "--no-cache", description = "Do every step anew. (--engine)")
    private boolean noCache;

    @Option(names = "--pull", description = "Look for a newer base. (--engine)")
    private boolean pull;

    /** Whether an engine is to build. */
    boolean isWanted() {
        return EngineChoice.isMade(engine);
    }

    /**
     * The build of a directory.
     *
     * @param labels those that the program adds
     */
    DockerfileBuild build(
            Path directory, Optional<String> platform, Map<String, String> environment, Map<String, String> labels) {
        return new DockerfileBuild(
                directory,
                dockerfile(directory),
                tags,
                arguments(environment),
                labels,
                Optional.ofNullable(target),
                platform,
                noCache,
                pull);
    }

    Path dockerfile(Path directory) {
        return file == null ? directory.resolve("Dockerfile") : file;
    }

    private Map<String, String> arguments(Map<String, String> environment) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String argument : arguments) {
            int at = argument.indexOf('=');
            if (at == 0) {
                throw new PlimsollException(ErrorCode.USAGE, "--build-arg wants NAME=VALUE, not '" + argument + "'");
            }
            String name = at < 0 ? argument : argument.substring(0, at);
            // As Docker: one that is set nowhere is not given, so that the Dockerfile's default counts.
            String value = at < 0 ? environment.get(name) : argument.substring(at + 1);
            if (value != null) {
                values.put(name, value);
            }
        }
        return values;
    }
}
