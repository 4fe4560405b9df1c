package dev.plimsoll.image;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How an image asks to be run; untrusted text, as stated.
 *
 * @param user name or number, with or without {@code :group}; empty means root
 * @param environment {@code NAME=value} lines
 * @param entrypoint what is started
 * @param command its arguments, or what is started if there is no entrypoint
 * @param workingDirectory absolute path, or empty for the root
 * @param volumes paths that are to be mounts, ordered
 * @param exposedPorts such as {@code 80/tcp}, ordered
 * @param healthcheck the probe's command as stated, {@code NONE} first if it is switched off; empty if there is none
 * @param healthTiming when the probe is run
 * @param stopSignal such as {@code SIGINT}, or empty for the engine's own
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/config.md">OCI image configuration, "config"</a>
 */
public record RunConfig(
        String user,
        List<String> environment,
        List<String> entrypoint,
        List<String> command,
        String workingDirectory,
        List<String> volumes,
        List<String> exposedPorts,
        Optional<List<String>> healthcheck,
        HealthTiming healthTiming,
        String stopSignal) {
    /** States nothing: root, no command. */
    public static final RunConfig NONE = new RunConfig(
            "", List.of(), List.of(), List.of(), "", List.of(), List.of(), Optional.empty(), HealthTiming.NONE, "");

    public RunConfig {
        Objects.requireNonNull(user, "user is null");
        Objects.requireNonNull(workingDirectory, "workingDirectory is null");
        environment = List.copyOf(environment);
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
        volumes = List.copyOf(volumes);
        exposedPorts = List.copyOf(exposedPorts);
        healthcheck = healthcheck.map(List::copyOf);
        Objects.requireNonNull(healthTiming, "healthTiming is null");
        Objects.requireNonNull(stopSignal, "stopSignal is null");
    }
}
