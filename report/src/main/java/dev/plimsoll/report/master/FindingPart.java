package dev.plimsoll.report.master;

import static dev.plimsoll.report.master.JsonParts.strings;
import static dev.plimsoll.report.master.JsonParts.word;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plimsoll.advisory.Exploitation;
import dev.plimsoll.advisory.Rating;
import dev.plimsoll.image.dockerfile.DockerfileLine;
import dev.plimsoll.image.dockerfile.LayerLines;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.policy.Remedy;
import dev.plimsoll.policy.Standing;
import dev.plimsoll.scan.Evidence;
import dev.plimsoll.scan.Finding;
import java.io.IOException;
import java.util.Optional;

/** The fields of one finding, without the braces. */
final class FindingPart {
    private final JsonGenerator json;

    FindingPart(JsonGenerator json) {
        this.json = json;
    }

    void write(Finding finding, int component) throws IOException {
        json.writeStringField("id", finding.id());
        strings(json, "aliases", finding.aliases());
        json.writeNumberField("component", component);
        json.writeStringField("purl", finding.component().purl().toString());
        json.writeStringField("fixState", word(finding.fixState()));
        json.writeStringField("fixedVersion", finding.fixedVersion());
        json.writeStringField("severity", word(finding.severity()));
        if (finding.rating().isPresent()) {
            json.writeFieldName("rating");
            rating(finding.rating().get());
        }
        json.writeArrayFieldStart("ratings");
        for (Rating rating : finding.ratings()) {
            rating(rating);
        }
        json.writeEndArray();
        exploitation(finding.exploitation());
        if (finding.layer().isPresent()) {
            json.writeNumberField("layer", finding.layer().getAsInt());
        }
        json.writeStringField("introducedBy", word(finding.introducedBy()));
        if (finding.published().isPresent()) {
            json.writeStringField("published", finding.published().get().toString());
        }
        json.writeArrayFieldStart("evidence");
        for (Evidence evidence : finding.evidence()) {
            evidence(evidence);
        }
        json.writeEndArray();
    }

    /** The affected package once more, for readers that hold no list of components. */
    void writePackage(Finding finding) throws IOException {
        Component component = finding.component();
        json.writeObjectFieldStart("package");
        json.writeStringField("ecosystem", component.ecosystem());
        json.writeStringField("name", component.name());
        json.writeStringField("version", component.version());
        json.writeStringField("path", component.locations().get(0).path());
        json.writeEndObject();
    }

    /** The lines of the Dockerfile that brought the package, if they are known. */
    void writeDockerfile(Finding finding, LayerLines lines) throws IOException {
        if (finding.layer().isEmpty()) {
            return;
        }
        Optional<DockerfileLine> line = lines.of(finding.layer().getAsInt());
        if (line.isPresent()) {
            json.writeObjectFieldStart("dockerfile");
            json.writeStringField("file", line.get().file());
            json.writeNumberField("line", line.get().line());
            json.writeNumberField("endLine", line.get().endLine());
            json.writeStringField("instruction", line.get().instruction());
            json.writeEndObject();
        }
    }

    void writeStanding(Standing standing) throws IOException {
        json.writeObjectFieldStart("standing");
        json.writeStringField("state", word(standing.state()));
        if (standing.countedAs().isPresent()) {
            json.writeStringField("countedAs", word(standing.countedAs().get()));
        }
        json.writeStringField("why", standing.why());
        json.writeEndObject();
    }

    void writeRemedy(Remedy remedy) throws IOException {
        json.writeObjectFieldStart("remedy");
        json.writeStringField("kind", word(remedy.kind()));
        json.writeStringField("text", remedy.text());
        json.writeEndObject();
    }

    private void rating(Rating rating) throws IOException {
        json.writeStartObject();
        json.writeStringField("source", rating.source());
        json.writeStringField("severity", word(rating.severity()));
        json.writeStringField("scheme", rating.scheme());
        json.writeStringField("vector", rating.vector());
        if (rating.score().isPresent()) {
            json.writeNumberField("score", rating.score().getAsDouble());
        }
        json.writeEndObject();
    }

    private void exploitation(Exploitation exploitation) throws IOException {
        if (exploitation.equals(Exploitation.UNKNOWN)) {
            return;
        }
        json.writeObjectFieldStart("exploitation");
        if (exploitation.knownExploitedSince().isPresent()) {
            json.writeStringField(
                    "knownExploitedSince",
                    exploitation.knownExploitedSince().get().toString());
            json.writeBooleanField("ransomware", exploitation.ransomware());
        }
        if (exploitation.epssScore().isPresent()) {
            json.writeNumberField("epssScore", exploitation.epssScore().getAsDouble());
        }
        if (exploitation.epssPercentile().isPresent()) {
            json.writeNumberField(
                    "epssPercentile", exploitation.epssPercentile().getAsDouble());
        }
        if (exploitation.epssDate().isPresent()) {
            json.writeStringField("epssDate", exploitation.epssDate().get().toString());
        }
        json.writeEndObject();
    }

    private void evidence(Evidence evidence) throws IOException {
        json.writeStartObject();
        json.writeStringField("feed", evidence.feed());
        json.writeStringField("advisory", evidence.advisory());
        json.writeStringField("ecosystem", evidence.key().ecosystem());
        json.writeStringField("nameKind", word(evidence.key().kind()));
        json.writeStringField("name", evidence.key().name());
        json.writeStringField("comparedVersion", evidence.comparedVersion());
        json.writeStringField("range", evidence.range());
        json.writeStringField("fixState", word(evidence.fixState()));
        json.writeStringField("fixedVersion", evidence.fixedVersion());
        json.writeStringField("summary", evidence.summary());
        json.writeStringField("text", evidence.text());
        json.writeStringField("reference", evidence.reference());
        if (evidence.date().isPresent()) {
            json.writeStringField("date", evidence.date().get().toString());
        }
        json.writeEndObject();
    }
}
