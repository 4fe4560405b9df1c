package dev.plimsoll.build.spec;

import dev.plimsoll.base.yaml.Faults;
import dev.plimsoll.base.yaml.Values;
import dev.plimsoll.base.yaml.YamlNode;
import dev.plimsoll.image.Platform;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values that only specs have; what is not of the wanted kind becomes a fault, and empty. */
final class SpecValues {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,3})?) ?(B|kB|KB|MB|GB|KiB|MiB|GiB)");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(ms|s|m|h)");
    private static final Pattern MODE = Pattern.compile("[01]?[0-7]{3}");
    private static final Pattern PLATFORM = Pattern.compile("linux/(?:amd64|arm64)");
    private static final Pattern OWNER = Pattern.compile("([0-9]{1,9})(?::([0-9]{1,9}))?");
    private static final Map<String, Long> UNITS = Map.of(
            "B", 1L,
            "kB", 1_000L,
            "KB", 1_000L,
            "MB", 1_000_000L,
            "GB", 1_000_000_000L,
            "KiB", 1L << 10,
            "MiB", 1L << 20,
            "GiB", 1L << 30);

    private final Values values;

    SpecValues(Values values) {
        this.values = values;
    }

    Faults faults() {
        return values.faults();
    }

    Values plain() {
        return values;
    }

    /** Numeric user and group; the group is the user's number if it is not said. */
    record Owner(int userId, int groupId) {}

    /** Text of a form. */
    Optional<String> text(YamlNode node, String what, Pattern form, String wanted) {
        Optional<String> text = values.text(node, what);
        if (text.isPresent() && !form.matcher(text.get()).matches()) {
            faults().add(node, "'" + what + "' wants " + wanted + ", not " + node.shown());
            return Optional.empty();
        }
        return text;
    }

    /** An absolute path without {@code .}, {@code ..} and empty names; the root is one. */
    Optional<String> path(YamlNode node, String what) {
        return values.text(node, what).filter(path -> {
            boolean good = path.equals("/")
                    || path.startsWith("/")
                            && List.of(path.substring(1).split("/", -1)).stream()
                                    .noneMatch(name -> name.isEmpty() || name.equals(".") || name.equals(".."));
            if (!good || path.indexOf(0) >= 0) {
                faults().add(
                                node,
                                "'" + what
                                        + "' wants an absolute path without '.', '..' and '//', such as /var/lib/app, not "
                                        + node.shown());
                return false;
            }
            return true;
        });
    }

    Optional<PathPattern> pattern(YamlNode node, String what) {
        return values.text(node, what).flatMap(text -> {
            Optional<String> fault = PathPattern.fault(text);
            fault.ifPresent(words -> faults().add(node, "'" + what + "': the pattern " + node.shown() + " " + words));
            return fault.isPresent() ? Optional.empty() : Optional.of(new PathPattern(text));
        });
    }

    OptionalLong size(YamlNode node, String what) {
        Matcher size = SIZE.matcher(node.scalar().orElse(""));
        if (size.matches()) {
            return OptionalLong.of(new BigDecimal(size.group(1))
                    .multiply(BigDecimal.valueOf(UNITS.getOrDefault(size.group(2), 1L)))
                    .longValue());
        }
        faults().add(node, "'" + what + "' wants a size with its unit, such as 60MB or 1.5GiB, not " + node.shown());
        return OptionalLong.empty();
    }

    Optional<Duration> duration(YamlNode node, String what) {
        Matcher duration = DURATION.matcher(node.scalar().orElse(""));
        if (duration.matches()) {
            long amount = Long.parseLong(duration.group(1));
            return Optional.of(
                    switch (duration.group(2)) {
                        case "ms" -> Duration.ofMillis(amount);
                        case "s" -> Duration.ofSeconds(amount);
                        case "m" -> Duration.ofMinutes(amount);
                        default -> Duration.ofHours(amount);
                    });
        }
        faults().add(node, "'" + what + "' wants a time with its unit, such as 30s or 2m, not " + node.shown());
        return Optional.empty();
    }

    /** In quotes, since YAML reads 755 as a decimal number. Neither setuid nor setgid; sticky is allowed. */
    OptionalInt mode(YamlNode node, String what) {
        Optional<String> text = node.kind() == YamlNode.Kind.TEXT ? node.scalar() : Optional.empty();
        if (text.isPresent() && MODE.matcher(text.get()).matches()) {
            return OptionalInt.of(Integer.parseInt(text.get(), 8));
        }
        faults().add(
                        node,
                        "'" + what
                                + "' wants octal permissions in quotes, such as \"0755\", without setuid and setgid, not "
                                + node.shown());
        return OptionalInt.empty();
    }

    /** One of the platforms that images are built for. */
    Optional<Platform> platform(YamlNode node) {
        return text(node, "platform", PLATFORM, "linux/amd64 or linux/arm64").map(Platform::parse);
    }

    /** {@code uid} or {@code uid:gid}. */
    Optional<Owner> owner(YamlNode node, String what) {
        Matcher owner = OWNER.matcher(node.scalar().orElse(""));
        if (owner.matches()) {
            int user = Integer.parseInt(owner.group(1));
            return Optional.of(new Owner(user, owner.group(2) == null ? user : Integer.parseInt(owner.group(2))));
        }
        faults().add(node, "'" + what + "' wants numbers as uid:gid, such as \"999:999\", not " + node.shown());
        return Optional.empty();
    }

    /** Names of one's own with texts. */
    Map<String, String> texts(YamlNode node, String what, Pattern name) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (!node.isMapping()) {
            faults().add(node, "'" + what + "' wants names with values, such as {NAME: value}, not " + node.shown());
            return texts;
        }
        for (YamlNode.Entry each : node.entries()) {
            String key = each.key().scalar().orElse("");
            if (!name.matcher(key).matches()) {
                faults().add(each.key(), each.key().shown() + " is no name that '" + what + "' can have");
            } else if (texts.containsKey(key)) {
                faults().add(each.key(), "'" + key + "' stands in '" + what + "' twice");
            } else {
                values.text(each.value(), key).ifPresent(value -> texts.put(key, value));
            }
        }
        return texts;
    }

    /** Elements that must differ in something. */
    <T> List<T> distinct(YamlNode node, String what, Function<YamlNode, Optional<T>> reader, Function<T, String> key) {
        Set<String> seen = new LinkedHashSet<>();
        return values.list(node, what).stream()
                .flatMap(each -> reader.apply(each).stream().filter(value -> {
                    boolean first = seen.add(key.apply(value));
                    if (!first) {
                        faults().add(each, "'" + key.apply(value) + "' stands in '" + what + "' twice");
                    }
                    return first;
                }))
                .toList();
    }
}
