package dev.plimsoll.base.yaml;

import dev.plimsoll.base.yaml.YamlNode.Kind;
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

/** Reads single values; what is not of the wanted kind becomes a fault, and empty. {@code what} is the key's name, for people. */
public final class Values {
    private final Faults faults;

    /** @param faults where what is wrong is told */
    public Values(Faults faults) {
        this.faults = faults;
    }

    /** Where what is wrong is told. */
    public Faults faults() {
        return faults;
    }

    /** A whole number from 0 on. */
    public OptionalInt number(YamlNode node, String what) {
        if (node.kind() == Kind.INTEGER) {
            BigInteger value = new BigInteger(node.scalar().orElseThrow());
            if (value.signum() >= 0 && value.bitLength() < Integer.SIZE) {
                return OptionalInt.of(value.intValue());
            }
        }
        faults.add(node, "'" + what + "' wants a whole number from 0 on, not " + node.shown());
        return OptionalInt.empty();
    }

    /** A number from 0 to 1. */
    public OptionalDouble share(YamlNode node, String what) {
        if (node.kind() == Kind.INTEGER || node.kind() == Kind.DECIMAL) {
            try {
                double value = Double.parseDouble(node.scalar().orElseThrow());
                if (value >= 0 && value <= 1) {
                    return OptionalDouble.of(value);
                }
            } catch (NumberFormatException e) {
                // '.nan' and '.inf' are no shares either.
            }
        }
        faults.add(node, "'" + what + "' wants a number from 0 to 1, not " + node.shown());
        return OptionalDouble.empty();
    }

    /** Yes or no. */
    public Optional<Boolean> bool(YamlNode node, String what) {
        if (node.kind() == Kind.BOOLEAN) {
            return node.scalar().map(word -> word.toLowerCase(Locale.ROOT).equals("true"));
        }
        faults.add(node, "'" + what + "' wants true or false, not " + node.shown());
        return Optional.empty();
    }

    /** Text that says something, without blanks around it. */
    public Optional<String> text(YamlNode node, String what) {
        String value = node.scalar().orElse("");
        if (node.kind() == Kind.TEXT && !value.isBlank()) {
            return Optional.of(value.strip());
        }
        boolean quotes = node.kind() != Kind.TEXT && !value.isEmpty();
        faults.add(node, "'" + what + "' wants text, not " + node.shown() + (quotes ? "; put it in quotes" : ""));
        return Optional.empty();
    }

    /** A day as {@code 2026-12-31}. */
    public Optional<LocalDate> day(YamlNode node, String what) {
        String value = node.scalar().orElse("");
        if (value.length() == "2026-12-31".length()) {
            try {
                return Optional.of(LocalDate.parse(value));
            } catch (DateTimeParseException e) {
                // Said below.
            }
        }
        faults.add(node, "'" + what + "' wants a day that exists, such as 2026-12-31, not " + node.shown());
        return Optional.empty();
    }

    /** One word of several, in lower case with hyphens as the constants' names. */
    public <E extends Enum<E>> Optional<E> word(YamlNode node, String what, Class<E> type) {
        List<String> known =
                Stream.of(type.getEnumConstants()).map(Values::word).toList();
        Optional<String> value = node.scalar();
        if (value.filter(known::contains).isPresent()) {
            return Optional.of(type.getEnumConstants()[known.indexOf(value.get())]);
        }
        String meant = value.flatMap(word -> NearMiss.of(word, known))
                .map(each -> "; did you mean '" + each + "'?")
                .orElse("");
        faults.add(node, "'" + what + "' wants " + String.join(", ", known) + ", not " + node.shown() + meant);
        return Optional.empty();
    }

    /** How a file writes a constant. */
    public static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The elements of a list. */
    public List<YamlNode> list(YamlNode node, String what) {
        if (node.isList()) {
            return node.items();
        }
        faults.add(node, "'" + what + "' wants a list, such as [a, b], not " + node.shown());
        return List.of();
    }

    /** A list of texts; elements that are none are faults and left out. */
    public List<String> texts(YamlNode node, String what) {
        List<String> texts = new ArrayList<>();
        list(node, what).forEach(each -> text(each, what).ifPresent(texts::add));
        return texts;
    }
}
