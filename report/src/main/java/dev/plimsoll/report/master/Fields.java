package dev.plimsoll.report.master;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object, which must be there and of their kind: a document of another maker is refused with the file and the
 * place, never half believed. Fields that are not asked for are passed over.
 */
final class Fields {
    private final JsonNode node;
    private final String file;
    private final String place;

    /** @param place such as {@code images[0].findings[3]} */
    Fields(JsonNode node, String file, String place) {
        this.node = node;
        this.file = file;
        this.place = place;
        if (!node.isObject()) {
            throw refused(file, place + " is no object");
        }
    }

    /** The error for a document that is not what it should be. */
    static PlimsollException refused(String file, String what) {
        return new PlimsollException(
                ErrorCode.REPORT_UNREADABLE,
                file + " can't be read as a report of Plimsoll's: " + SafeText.oneLine(what, 500)
                        + "; make it anew with 'plimsoll report'");
    }

    /** The error for this document. */
    PlimsollException refused(String what) {
        return refused(file, what);
    }

    /** All fields, which must be texts. */
    Map<String, String> allTexts() {
        Map<String, String> result = new HashMap<>();
        node.fieldNames().forEachRemaining(name -> result.put(name, text(name)));
        return result;
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> wrong(name, "a text"));
    }

    Optional<String> optionalText(String name) {
        return value(name, "a text", JsonNode::isTextual).map(JsonNode::textValue);
    }

    boolean truth(String name) {
        return value(name, "true or false", JsonNode::isBoolean)
                .orElseThrow(() -> wrong(name, "true or false"))
                .booleanValue();
    }

    int number(String name) {
        return optionalNumber(name).orElseThrow(() -> wrong(name, "a whole number"));
    }

    OptionalInt optionalNumber(String name) {
        Optional<JsonNode> value = value(
                name,
                "a whole number from 0",
                found -> found.isIntegralNumber() && found.canConvertToInt() && found.intValue() >= 0);
        return value.isPresent() ? OptionalInt.of(value.get().intValue()) : OptionalInt.empty();
    }

    OptionalDouble optionalDouble(String name) {
        Optional<JsonNode> value = value(name, "a number", JsonNode::isNumber);
        return value.isPresent() ? OptionalDouble.of(value.get().doubleValue()) : OptionalDouble.empty();
    }

    Instant instant(String name) {
        return optionalInstant(name).orElseThrow(() -> wrong(name, "a time"));
    }

    Optional<Instant> optionalInstant(String name) {
        return optionalText(name).map(text -> parsed(name, "a time", text, Instant::parse));
    }

    Optional<LocalDate> optionalDate(String name) {
        return optionalText(name).map(text -> parsed(name, "a date", text, LocalDate::parse));
    }

    Fields object(String name) {
        return optionalObject(name).orElseThrow(() -> wrong(name, "an object"));
    }

    Optional<Fields> optionalObject(String name) {
        return value(name, "an object", JsonNode::isObject).map(value -> new Fields(value, file, place + "." + name));
    }

    List<Fields> objects(String name) {
        List<Fields> result = new ArrayList<>();
        for (JsonNode each : array(name)) {
            result.add(new Fields(each, file, place + "." + name + "[" + result.size() + "]"));
        }
        return result;
    }

    List<String> texts(String name) {
        List<String> result = new ArrayList<>();
        for (JsonNode each : array(name)) {
            if (!each.isTextual()) {
                throw wrong(name, "a list of texts");
            }
            result.add(each.textValue());
        }
        return result;
    }

    private JsonNode array(String name) {
        return value(name, "a list", JsonNode::isArray).orElseThrow(() -> wrong(name, "a list"));
    }

    private interface Kind {
        boolean is(JsonNode value);
    }

    private Optional<JsonNode> value(String name, String kind, Kind test) {
        @Nullable JsonNode value = node.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!test.is(value)) {
            throw wrong(name, kind);
        }
        return Optional.of(value);
    }

    private <T> T parsed(String name, String kind, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (DateTimeException e) {
            throw wrong(name, kind);
        }
    }

    private PlimsollException wrong(String name, String kind) {
        return refused(file, place + "." + name + " should be " + kind);
    }
}
