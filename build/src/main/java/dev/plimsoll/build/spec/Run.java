package dev.plimsoll.build.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the image is run.
 *
 * @param userId numeric, never root
 * @param groupId numeric
 * @param entrypoint what is started
 * @param command its arguments
 * @param environment sorted by name
 * @param workingDirectory absolute path
 * @param ports such as {@code 6379/tcp}
 * @param volumes absolute paths
 * @param healthCheck how an engine asks whether it works
 * @param stopSignal such as {@code SIGINT}; the engine's own if empty
 */
public record Run(
        int userId,
        int groupId,
        List<String> entrypoint,
        List<String> command,
        Map<String, String> environment,
        String workingDirectory,
        List<String> ports,
        List<String> volumes,
        Optional<HealthCheck> healthCheck,
        Optional<String> stopSignal) {
    public Run {
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
        environment = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(environment));
        ports = List.copyOf(ports);
        volumes = List.copyOf(volumes);
    }
}
