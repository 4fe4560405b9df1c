package dev.plimsoll.cli;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.build.engine.EngineBuilder;
import dev.plimsoll.image.engine.Engine;
import dev.plimsoll.image.registry.EngineLogins;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** {@code plimsoll build --engine docker DIR}: the Dockerfile way. */
final class EngineBuild {
    private static final List<String> DATES = List.of("security.patch-level", "security.scan-date");
    private static final long MAX_DOCKERFILE = 1 << 20;

    private final CliContext context;

    EngineBuild(CliContext context) {
        this.context = context;
    }

    /**
     * Builds, with the engine's words on standard error and the image's id on standard output.
     *
     * @param places what the command line names: one directory
     * @param platform such as {@code linux/arm64}
     */
    int run(EngineBuildOptions options, List<Path> places, Optional<String> platform) {
        if (places.size() != 1) {
            throw new PlimsollException(
                    ErrorCode.USAGE, "--engine builds one directory with a Dockerfile, not " + places.size());
        }
        Path directory = places.get(0);
        Engine engine = Engine.connect(context.environment(), Limits.DEFAULT);
        EngineLogins logins = new EngineLogins(context.environment(), Limits.DEFAULT, context.err()::println);
        String id = new EngineBuilder(engine, logins, context.err()::println)
                .build(options.build(directory, platform, context.environment(), dates(options.dockerfile(directory))));
        context.out().println(SafeText.line(id));
        return ExitCode.DONE;
    }

    /** Labels with the day of the build, as far as the Dockerfile does not set them itself. */
    private Map<String, String> dates(Path dockerfile) {
        String text = text(dockerfile);
        String today =
                LocalDate.ofInstant(context.clock().instant(), ZoneOffset.UTC).toString();
        Map<String, String> labels = new TreeMap<>();
        DATES.stream().filter(label -> !text.contains(label)).forEach(label -> labels.put(label, today));
        return labels;
    }

    private static String text(Path dockerfile) {
        try (InputStream in = Files.newInputStream(dockerfile)) {
            return new String(BoundedInput.readAll(in, MAX_DOCKERFILE, dockerfile.toString()), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.FILE_ACCESS, "could not read the Dockerfile " + dockerfile + ": " + e, e);
        }
    }
}
