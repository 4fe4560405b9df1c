package dev.plimsoll.policy.file;

import dev.plimsoll.policy.Glob;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads single values; what is not of the wanted kind becomes a fault, and empty. */
final class Values {
    private final Faults faults;

    Values(Faults faults) {
        this.faults = faults;
    }

    Faults faults() {
        return faults;
    }

    /** A whole number from 0 on. */
    OptionalInt number(Node node, String what) {
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.INT)) {
            BigInteger value = new BigInteger(scalar.getValue());
            if (value.signum() >= 0 && value.bitLength() < Integer.SIZE) {
                return OptionalInt.of(value.intValue());
            }
        }
        faults.add(node, "'" + what + "' wants a whole number from 0 on, not " + shown(node));
        return OptionalInt.empty();
    }

    /** A number from 0 to 1. */
    OptionalDouble share(Node node, String what) {
        if (node instanceof ScalarNode scalar
                && (scalar.getTag().equals(Tag.INT) || scalar.getTag().equals(Tag.FLOAT))) {
            try {
                double value = Double.parseDouble(scalar.getValue());
                if (value >= 0 && value <= 1) {
                    return OptionalDouble.of(value);
                }
            } catch (NumberFormatException e) {
                // '.nan' and '.inf' are no shares either.
            }
        }
        faults.add(node, "'" + what + "' wants a number from 0 to 1, not " + shown(node));
        return OptionalDouble.empty();
    }

    Optional<Boolean> bool(Node node, String what) {
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
            return Optional.of(scalar.getValue().toLowerCase(Locale.ROOT).equals("true"));
        }
        faults.add(node, "'" + what + "' wants true or false, not " + shown(node));
        return Optional.empty();
    }

    /** Text that says something. */
    Optional<String> text(Node node, String what) {
        if (node instanceof ScalarNode scalar
                && scalar.getTag().equals(Tag.STR)
                && !scalar.getValue().isBlank()) {
            return Optional.of(scalar.getValue().strip());
        }
        boolean quotes = node instanceof ScalarNode scalar
                && !scalar.getTag().equals(Tag.STR)
                && !scalar.getValue().isEmpty();
        faults.add(node, "'" + what + "' wants text, not " + shown(node) + (quotes ? "; put it in quotes" : ""));
        return Optional.empty();
    }

    Optional<Glob> glob(Node node, String what) {
        return text(node, what).map(Glob::new);
    }

    /** A path of an image; a slash before it is taken away, since the inventory's have none. */
    Optional<Glob> path(Node node, String what) {
        return text(node, what).map(path -> new Glob(path.startsWith("/") ? path.substring(1) : path));
    }

    /** A day as {@code 2026-12-31}. */
    Optional<LocalDate> day(Node node, String what) {
        if (node instanceof ScalarNode scalar && scalar.getValue().length() == "2026-12-31".length()) {
            try {
                return Optional.of(LocalDate.parse(scalar.getValue()));
            } catch (DateTimeParseException e) {
                // Said below.
            }
        }
        faults.add(node, "'" + what + "' wants a day that exists, such as 2026-12-31, not " + shown(node));
        return Optional.empty();
    }

    /** One word of several, in lower case with hyphens as the constants' names. */
    <E extends Enum<E>> Optional<E> word(Node node, String what, Class<E> type) {
        List<String> known =
                Stream.of(type.getEnumConstants()).map(Values::word).toList();
        if (node instanceof ScalarNode scalar && known.contains(scalar.getValue())) {
            return Optional.of(type.getEnumConstants()[known.indexOf(scalar.getValue())]);
        }
        String meant = node instanceof ScalarNode scalar
                ? NearMiss.of(scalar.getValue(), known)
                        .map(each -> "; did you mean '" + each + "'?")
                        .orElse("")
                : "";
        faults.add(node, "'" + what + "' wants " + String.join(", ", known) + ", not " + shown(node) + meant);
        return Optional.empty();
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The elements of a list. */
    List<Node> list(Node node, String what) {
        if (node instanceof SequenceNode list) {
            return list.getValue();
        }
        faults.add(node, "'" + what + "' wants a list, such as [a, b], not " + shown(node));
        return List.of();
    }

    List<String> texts(Node node, String what) {
        List<String> texts = new ArrayList<>();
        list(node, what).forEach(each -> text(each, what).ifPresent(texts::add));
        return texts;
    }

    List<Glob> globs(Node node, String what) {
        return texts(node, what).stream().map(Glob::new).toList();
    }

    List<Glob> paths(Node node, String what) {
        List<Glob> paths = new ArrayList<>();
        list(node, what).forEach(each -> path(each, what).ifPresent(paths::add));
        return paths;
    }

    static String shown(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getTag().equals(Tag.NULL) ? "nothing" : "'" + scalar.getValue() + "'";
        }
        return node instanceof SequenceNode ? "a list" : "a mapping";
    }
}
