package dev.plimsoll.cli;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The container engines that {@code --engine} names. Both speak the same; the socket tells which it is. */
final class EngineChoice {
    private static final List<String> ENGINES = List.of("docker", "podman");

    private EngineChoice() {}

    /**
     * Whether one is named.
     *
     * @throws PlimsollException USAGE if it is another
     */
    static boolean isMade(@Nullable String engine) {
        if (engine != null && !ENGINES.contains(engine)) {
            throw new PlimsollException(ErrorCode.USAGE, "--engine wants docker or podman, not '" + engine + "'");
        }
        return engine != null;
    }
}
