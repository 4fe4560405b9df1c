package dev.plimsoll.report.master;

import static dev.plimsoll.report.master.JsonParts.strings;
import static dev.plimsoll.report.master.JsonParts.word;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plimsoll.image.Gap;
import dev.plimsoll.inventory.Distro;
import dev.plimsoll.inventory.Unidentified;
import dev.plimsoll.scan.ScanResult;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The distribution, and everything that could not be told. */
final class InventoryPart {
    private final JsonGenerator json;

    InventoryPart(JsonGenerator json) {
        this.json = json;
    }

    void write(ScanResult result) throws IOException {
        json.writeStringField("readAs", word(result.inventory().readAs()));
        json.writeStringField("completeness", result.inventory().completeness());
        if (result.inventory().distro().isPresent()) {
            distro(result.inventory().distro().get(), result);
        }
        json.writeArrayFieldStart("unidentified");
        for (Unidentified piece : result.inventory().unidentified()) {
            unidentified(piece);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("gaps");
        for (Gap gap : result.inventory().gaps()) {
            gap(gap);
        }
        json.writeEndArray();
    }

    private void distro(Distro distro, ScanResult result) throws IOException {
        json.writeObjectFieldStart("distro");
        json.writeStringField("id", distro.id());
        json.writeStringField("versionId", distro.versionId());
        json.writeStringField("codename", distro.codename());
        json.writeStringField("prettyName", distro.prettyName());
        if (result.support().isPresent()) {
            var support = result.support().get();
            json.writeStringField("endOfLife", support.eol().toString());
            if (support.eolLts().isPresent()) {
                json.writeStringField(
                        "endOfLongTermSupport", support.eolLts().get().toString());
            }
            json.writeBooleanField(
                    "pastEndOfLife", support.isPast(LocalDate.ofInstant(result.scannedAt(), ZoneOffset.UTC)));
        }
        json.writeEndObject();
    }

    private void unidentified(Unidentified piece) throws IOException {
        json.writeStartObject();
        json.writeStringField("ecosystem", piece.ecosystem());
        json.writeStringField("path", piece.location().path());
        if (piece.location().layer().isPresent()) {
            json.writeNumberField("layer", piece.location().layer().getAsInt());
        }
        json.writeStringField("digest", piece.digest());
        strings(json, "hints", piece.hints());
        json.writeStringField("reason", piece.reason());
        if (piece.owner().isPresent()) {
            new ComponentPart(json).owner(piece.owner().get());
        }
        json.writeEndObject();
    }

    private void gap(Gap gap) throws IOException {
        json.writeStartObject();
        json.writeStringField("path", gap.path());
        if (gap.layer().isPresent()) {
            json.writeNumberField("layer", gap.layer().getAsInt());
        }
        json.writeStringField("reason", word(gap.reason()));
        json.writeStringField("detail", gap.detail());
        json.writeEndObject();
    }
}
