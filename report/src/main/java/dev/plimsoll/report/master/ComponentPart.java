package dev.plimsoll.report.master;

import static dev.plimsoll.report.master.JsonParts.strings;
import static dev.plimsoll.report.master.JsonParts.word;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plimsoll.advisory.Coverage;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.inventory.Owner;
import dev.plimsoll.scan.ComponentCoverage;
import dev.plimsoll.scan.ScanResult;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** One component with its coverage. */
final class ComponentPart {
    private final JsonGenerator json;

    ComponentPart(JsonGenerator json) {
        this.json = json;
    }

    void writeAll(ScanResult result) throws IOException {
        json.writeArrayFieldStart("components");
        for (ComponentCoverage each : result.coverage()) {
            write(each);
        }
        json.writeEndArray();
    }

    private void write(ComponentCoverage each) throws IOException {
        Component component = each.component();
        json.writeStartObject();
        json.writeStringField("ecosystem", component.ecosystem());
        json.writeStringField("name", component.name());
        json.writeStringField("version", component.version());
        json.writeStringField("purl", component.purl().toString());
        if (component.origin().isPresent()) {
            json.writeObjectFieldStart("origin");
            json.writeStringField("name", component.origin().get().name());
            json.writeStringField("version", component.origin().get().version());
            json.writeEndObject();
        }
        json.writeArrayFieldStart("locations");
        for (Location location : component.locations()) {
            location(location);
        }
        json.writeEndArray();
        strings(json, "licences", component.licences());
        if (component.owner().isPresent()) {
            owner(component.owner().get());
        }
        if (!component.properties().isEmpty()) {
            json.writeObjectFieldStart("properties");
            for (Map.Entry<String, String> property : new TreeMap<>(component.properties()).entrySet()) {
                json.writeStringField(property.getKey(), property.getValue());
            }
            json.writeEndObject();
        }
        json.writeFieldName("coverage");
        coverage(each.best());
        if (each.all().size() > 1) {
            json.writeArrayFieldStart("otherCoverage");
            for (Coverage other : each.all()) {
                if (!other.equals(each.best())) {
                    coverage(other);
                }
            }
            json.writeEndArray();
        }
        if (!each.unreadable().isEmpty()) {
            strings(json, "unreadable", each.unreadable());
        }
        json.writeEndObject();
    }

    private void location(Location location) throws IOException {
        json.writeStartObject();
        json.writeStringField("path", location.path());
        if (location.layer().isPresent()) {
            json.writeNumberField("layer", location.layer().getAsInt());
        }
        json.writeEndObject();
    }

    private void coverage(Coverage coverage) throws IOException {
        json.writeStartObject();
        json.writeStringField("level", word(coverage.level()));
        json.writeStringField("source", coverage.source());
        if (coverage.date().isPresent()) {
            json.writeStringField("date", coverage.date().get().toString());
        }
        if (coverage.confirmed().isPresent()) {
            json.writeStringField("confirmed", coverage.confirmed().get().toString());
        }
        json.writeStringField("reason", word(coverage.reason()));
        json.writeStringField("detail", coverage.detail());
        json.writeEndObject();
    }

    void owner(Owner owner) throws IOException {
        json.writeObjectFieldStart("owner");
        json.writeStringField("ecosystem", owner.ecosystem());
        json.writeStringField("name", owner.name());
        json.writeStringField("version", owner.version());
        json.writeEndObject();
    }
}
