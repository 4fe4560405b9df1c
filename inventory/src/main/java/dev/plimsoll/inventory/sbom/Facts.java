package dev.plimsoll.inventory.sbom;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Flat names and values in which an SBOM of ours carries what its format has no place for: CycloneDX properties, SPDX annotations.
 * In a document each name has {@link #PREFIX} before it. Not for concurrent use.
 */
public final class Facts {
    /** Before every name in a document. */
    public static final String PREFIX = "plimsoll:";

    private final Map<String, String> values = new LinkedHashMap<>();

    /** States something; a second value for a name is a fault of the document and the first one stays. */
    public Facts put(String name, String value) {
        values.putIfAbsent(name, value);
        return this;
    }

    /** What is stated, in order, without the prefix. */
    public Map<String, String> values() {
        return Collections.unmodifiableMap(values);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** A value, or empty text. */
    String text(String name) {
        return values.getOrDefault(name, "");
    }

    String require(String name) {
        return get(name).orElseThrow(() -> broken("misses " + PREFIX + name));
    }

    int requireInt(String name) {
        return number(name, require(name), Integer::valueOf);
    }

    long requireLong(String name) {
        return number(name, require(name), Long::valueOf);
    }

    OptionalInt optionalInt(String name) {
        return has(name) ? OptionalInt.of(requireInt(name)) : OptionalInt.empty();
    }

    void putOptional(String name, OptionalInt value) {
        if (value.isPresent()) {
            put(name, Integer.toString(value.getAsInt()));
        }
    }

    void putAll(String name, List<String> list) {
        for (int i = 0; i < list.size(); i++) {
            put(name + ":" + i, list.get(i));
        }
    }

    List<String> list(String name) {
        List<String> result = new ArrayList<>();
        for (int i = 0; has(name + ":" + i); i++) {
            result.add(require(name + ":" + i));
        }
        return result;
    }

    /** The facts whose names begin with {@code start}, without it. */
    Map<String, String> below(String start) {
        Map<String, String> result = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(start)) {
                result.put(name.substring(start.length()), value);
            }
        });
        return result;
    }

    static PlimsollException broken(String what) {
        return new PlimsollException(
                ErrorCode.IMAGE_CORRUPT,
                "the SBOM says it was made by Plimsoll, but it " + what + "; make it again from the image");
    }

    private static <T> T number(String name, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (NumberFormatException e) {
            throw broken("has no number for " + PREFIX + name);
        }
    }
}
