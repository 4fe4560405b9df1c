package dev.plimsoll.build.spec;

import dev.plimsoll.base.yaml.Fields;
import dev.plimsoll.base.yaml.YamlNode;
import dev.plimsoll.build.spec.SpecValues.Owner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads {@code run}. */
final class RunReader {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}(?:/(?:tcp|udp|sctp))?");
    private static final Pattern SIGNAL = Pattern.compile("SIG[A-Z0-9+]{2,10}");
    private static final int HIGHEST_PORT = 65535;

    private final SpecValues values;
    private Optional<Owner> user = Optional.empty();
    private List<String> entrypoint = List.of();
    private List<String> command = List.of();
    private Map<String, String> environment = Map.of();
    private String workingDirectory = "/";
    private List<String> ports = List.of();
    private List<String> volumes = List.of();
    private Optional<HealthCheck> healthCheck = Optional.empty();
    private Optional<String> stopSignal = Optional.empty();

    RunReader(SpecValues values) {
        this.values = values;
    }

    void read(YamlNode node) {
        new Fields("'run'", values.faults())
                .must("user", this::user)
                .must("entrypoint", value -> entrypoint = arguments(value, "entrypoint"))
                .may("command", value -> command = arguments(value, "command"))
                .may("environment", value -> environment = values.texts(value, "environment", VARIABLE))
                .may(
                        "working-directory",
                        value -> values.path(value, "working-directory").ifPresent(path -> workingDirectory = path))
                .may("ports", value -> ports = values.distinct(value, "ports", this::port, Function.identity()))
                .may(
                        "volumes",
                        value -> volumes = values.distinct(
                                value, "volumes", each -> values.path(each, "volumes"), Function.identity()))
                .may("health-check", this::healthCheck)
                .may(
                        "stop-signal",
                        value -> stopSignal =
                                values.text(value, "stop-signal", SIGNAL, "a signal's name, such as SIGTERM"))
                .read(node);
    }

    private void user(YamlNode node) {
        user = values.owner(node, "user");
        if (user.isPresent() && user.get().userId() == 0) {
            values.faults().add(node, "'user' is root; an image is built for another user, such as \"999:999\"");
        }
    }

    /** Program and arguments; an argument may be empty. */
    private List<String> arguments(YamlNode node, String what) {
        return values.plain().list(node, what).stream()
                .flatMap(each -> {
                    if (each.kind() == YamlNode.Kind.TEXT) {
                        return each.scalar().stream();
                    }
                    values.faults().add(each, "'" + what + "' wants texts, not " + each.shown() + "; put it in quotes");
                    return java.util.stream.Stream.empty();
                })
                .toList();
    }

    private Optional<String> port(YamlNode node) {
        String text = node.scalar().orElse("");
        if (PORT.matcher(text).matches()) {
            String number = text.contains("/") ? text.substring(0, text.indexOf('/')) : text;
            if (Integer.parseInt(number) <= HIGHEST_PORT) {
                return Optional.of(text.contains("/") ? text : text + "/tcp");
            }
        }
        values.faults().add(node, "'ports' wants numbers to 65535, such as 6379 or 53/udp, not " + node.shown());
        return Optional.empty();
    }

    private void healthCheck(YamlNode node) {
        HealthReader reader = new HealthReader();
        new Fields("'health-check'", values.faults())
                .must("command", value -> reader.command = arguments(value, "command"))
                .may("interval", value -> reader.interval = values.duration(value, "interval"))
                .may("timeout", value -> reader.timeout = values.duration(value, "timeout"))
                .may("start-period", value -> reader.startPeriod = values.duration(value, "start-period"))
                .may("retries", value -> reader.retries = values.plain().number(value, "retries"))
                .read(node);
        healthCheck = Optional.of(
                new HealthCheck(reader.command, reader.interval, reader.timeout, reader.startPeriod, reader.retries));
    }

    private static final class HealthReader {
        private List<String> command = List.of();
        private Optional<Duration> interval = Optional.empty();
        private Optional<Duration> timeout = Optional.empty();
        private Optional<Duration> startPeriod = Optional.empty();
        private OptionalInt retries = OptionalInt.empty();
    }

    Run run() {
        Owner who = user.orElseThrow();
        return new Run(
                who.userId(),
                who.groupId(),
                entrypoint,
                command,
                environment,
                workingDirectory,
                ports,
                volumes,
                healthCheck,
                stopSignal);
    }
}
