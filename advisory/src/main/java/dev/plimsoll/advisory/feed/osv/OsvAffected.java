package dev.plimsoll.advisory.feed.osv;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.advisory.Affected;
import dev.plimsoll.advisory.FixState;
import dev.plimsoll.advisory.VersionRange;
import dev.plimsoll.advisory.VersionRange.Event;
import dev.plimsoll.inventory.PackageKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one entry of a record's {@code affected}. */
final class OsvAffected {
    private OsvAffected() {}

    static Affected read(PackageKey key, String summary, JsonNode node) throws MalformedRecordException {
        List<VersionRange> ranges = ranges(node);
        List<String> versions = texts(node.path("versions"), "versions");
        if (ranges.isEmpty() && versions.isEmpty()) {
            throw new MalformedRecordException("neither ranges nor versions");
        }
        return new Affected(
                key, ranges, versions, fixState(node, ranges), ModuleStream.of(summary, ranges), binaries(node));
    }

    private static List<VersionRange> ranges(JsonNode node) throws MalformedRecordException {
        List<VersionRange> result = new ArrayList<>();
        for (JsonNode range : list(node.path("ranges"), "ranges")) {
            result.add(new VersionRange(kind(range), events(range)));
        }
        return result;
    }

    private static VersionRange.Kind kind(JsonNode range) throws MalformedRecordException {
        String type = OsvRecordReader.text(range, "type");
        return switch (type) {
            case "ECOSYSTEM" -> VersionRange.Kind.ECOSYSTEM;
            case "SEMVER" -> VersionRange.Kind.SEMVER;
            case "GIT" -> VersionRange.Kind.GIT;
            default -> throw new MalformedRecordException("a range of unknown type '" + type + "'");
        };
    }

    private static List<Event> events(JsonNode range) throws MalformedRecordException {
        List<Event> result = new ArrayList<>();
        boolean begins = false;
        for (JsonNode event : list(range.path("events"), "events")) {
            if (!event.isObject() || event.isEmpty()) {
                throw new MalformedRecordException("an event that is none");
            }
            for (Map.Entry<String, JsonNode> field : event.properties()) {
                Event read = event(field.getKey(), field.getValue());
                begins |= read.type() == Event.Type.INTRODUCED;
                result.add(read);
            }
        }
        if (!begins) {
            throw new MalformedRecordException("a range that begins nowhere");
        }
        return result;
    }

    private static Event event(String type, JsonNode version) throws MalformedRecordException {
        if (!version.isTextual() || version.textValue().isBlank()) {
            throw new MalformedRecordException("an event without a version");
        }
        return new Event(
                switch (type) {
                    case "introduced" -> Event.Type.INTRODUCED;
                    case "fixed" -> Event.Type.FIXED;
                    case "last_affected" -> Event.Type.LAST_AFFECTED;
                    case "limit" -> Event.Type.LIMIT;
                    default -> throw new MalformedRecordException("an event of unknown type '" + type + "'");
                },
                version.textValue());
    }

    private static FixState fixState(JsonNode node, List<VersionRange> ranges) {
        for (VersionRange range : ranges) {
            if (range.kind() != VersionRange.Kind.GIT
                    && range.events().stream().anyMatch(event -> event.type() == Event.Type.FIXED)) {
                return FixState.FIXED;
            }
        }
        return OsvRecordReader.text(node.path("ecosystem_specific"), "urgency").equals("end-of-life")
                ? FixState.END_OF_LIFE
                : FixState.NOT_FIXED;
    }

    /** Ubuntu lists the binary packages that hold the flawed code of a source package. */
    private static List<String> binaries(JsonNode node) {
        Set<String> result = new LinkedHashSet<>();
        for (JsonNode binary : node.path("ecosystem_specific").path("binaries")) {
            String name = OsvRecordReader.text(binary, "binary_name");
            if (!name.isEmpty()) {
                result.add(name);
            }
        }
        return List.copyOf(result);
    }

    private static List<String> texts(JsonNode node, String what) throws MalformedRecordException {
        List<String> result = new ArrayList<>(node.size());
        for (JsonNode each : list(node, what)) {
            if (!each.isTextual()) {
                throw new MalformedRecordException("'" + what + "' holds something that is no text");
            }
            result.add(each.textValue());
        }
        return result;
    }

    private static JsonNode list(JsonNode node, String what) throws MalformedRecordException {
        if (node.isArray() || node.isMissingNode() || node.isNull()) {
            return node;
        }
        throw new MalformedRecordException("'" + what + "' is not a list");
    }
}
