package dev.plimsoll.report.master;

import static dev.plimsoll.report.master.JsonParts.optional;
import static dev.plimsoll.report.master.JsonParts.strings;
import static dev.plimsoll.report.master.JsonParts.word;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plimsoll.policy.Fingerprint;
import dev.plimsoll.policy.Standing;
import dev.plimsoll.policy.Verdict;
import dev.plimsoll.policy.WaiverUse;
import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.UnjudgedRow;
import dev.plimsoll.scan.ScanResult;
import dev.plimsoll.scan.Suppressed;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the master of a run, by {@code docs/security-report-schema.json}, image by image: what was written of one is not held. The
 * verdict of the run stands at the end, so that a document that was cut off, or given up before {@link #finish}, has none and is
 * refused by {@link MasterReader}. For one thread.
 */
public final class MasterWriter implements AutoCloseable {
    /** Version of the schema: the first number changes when a reader must. */
    public static final String SCHEMA_VERSION = "1.0";

    static final String KIND = "plimsoll-security-report";
    private static final int ROWS = 4;

    private final JsonGenerator json;
    private Verdict worst = Verdict.PASS;
    private WaiverUse waivers = WaiverUse.NONE;
    private boolean allScanned = true;
    private int images;

    /** Begins a document on {@code out}, which is not closed. */
    public MasterWriter(OutputStream out, RunInfo run) throws IOException {
        this.json = JsonParts.generator(out);
        json.setPrettyPrinter(new LinePerRow(ROWS));
        json.writeStartObject();
        json.writeStringField("kind", KIND);
        json.writeStringField("schemaVersion", SCHEMA_VERSION);
        json.writeStringField("generated", run.generated().toString());
        JsonParts.tool(json, run.toolVersion());
        json.writeStringField("policy", run.policy());
        json.writeObjectFieldStart("contacts");
        for (Map.Entry<String, String> contact : new TreeMap<>(run.contacts()).entrySet()) {
            json.writeStringField(contact.getKey(), contact.getValue());
        }
        json.writeEndObject();
        new HistoryPart(json).write("history", run.history());
        json.writeArrayFieldStart("images");
    }

    /** Adds an image that was scanned and judged. */
    public void add(JudgedImage judged) throws IOException {
        ScanResult scan = judged.scan();
        json.writeStartObject();
        summary(Summaries.of(judged), shown(judged));
        new ImagePart(json).write(scan);
        new ComponentPart(json).writeAll(scan);
        findings(judged);
        suppressed(scan);
        unjudged(scan);
        new InventoryPart(json).write(scan);
        json.writeEndObject();
        waivers = waivers.and(judged.judgement().waivers());
        count(judged.judgement().verdict());
    }

    /**
     * Adds an image that could not be scanned; its verdict is {@link Verdict#UNJUDGED}.
     *
     * @param reference as the user wrote it
     * @param repository its name without tag and digest
     * @param error why
     */
    public void addFailed(String reference, String repository, Instant at, String error) throws IOException {
        json.writeStartObject();
        summary(Summaries.failed(reference, "", repository, at, error), 0);
        json.writeEndObject();
        allScanned = false;
        count(Verdict.UNJUDGED);
    }

    /** Ends the document. A run without any image is {@link Verdict#UNJUDGED}. */
    public Verdict finish() throws IOException {
        Verdict verdict = images == 0 ? Verdict.UNJUDGED : worst;
        json.writeEndArray();
        // One that is for an image that could not be scanned may be needed there.
        strings(json, "unusedWaivers", allScanned ? waivers.unused() : List.of());
        json.writeStringField("verdict", word(verdict));
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
        return verdict;
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    private void count(Verdict verdict) {
        worst = worst.or(verdict);
        images++;
    }

    private void summary(ImageSummary image, int shown) throws IOException {
        SummaryPart part = new SummaryPart(json);
        json.writeStringField("reference", image.reference());
        json.writeStringField("repository", image.repository());
        json.writeStringField("scannedAt", image.scannedAt().toString());
        json.writeStringField("verdict", image.verdict());
        optional(json, "error", image.error());
        if (image.error().isPresent()) {
            return;
        }
        json.writeObjectFieldStart("summary");
        part.judgedFindings(image.counts(), shown);
        part.coverage(image.coverage());
        json.writeStringField("words", image.words());
        json.writeEndObject();
        part.rules(image.rules());
        part.sources(image.sources());
        if (image.changes().isPresent()) {
            part.changes(image.changes().get());
        }
        strings(json, "notes", image.notes());
    }

    private static int shown(JudgedImage judged) {
        return judged.shown().apply(judged.scan().findings()).size();
    }

    private void findings(JudgedImage judged) throws IOException {
        FindingPart part = new FindingPart(json);
        ComponentIndex components = new ComponentIndex(judged.scan());
        json.writeArrayFieldStart("findings");
        for (Standing standing : judged.judgement().standings()) {
            json.writeStartObject();
            part.write(standing.finding(), components.of(standing.finding()));
            part.writePackage(standing.finding());
            part.writeDockerfile(standing.finding(), judged.scan().dockerfile());
            json.writeStringField("fingerprint", standing.fingerprint());
            part.writeStanding(standing);
            json.writeBooleanField("new", isNew(judged, standing));
            part.writeRemedy(judged.remedy().apply(standing.finding()));
            json.writeBooleanField("shown", judged.shown().shows(standing.finding()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static boolean isNew(JudgedImage judged, Standing standing) {
        return judged.baseline()
                .or(judged::former)
                .map(before -> !before.fingerprints().contains(standing.fingerprint()))
                .orElse(true);
    }

    private void suppressed(ScanResult scan) throws IOException {
        FindingPart part = new FindingPart(json);
        ComponentIndex components = new ComponentIndex(scan);
        json.writeArrayFieldStart("suppressed");
        for (Suppressed each : scan.suppressed()) {
            json.writeStartObject();
            part.write(each.finding(), components.of(each.finding()));
            part.writePackage(each.finding());
            part.writeDockerfile(each.finding(), scan.dockerfile());
            json.writeStringField("fingerprint", Fingerprint.of(scan.image(), each.finding()));
            json.writeStringField("reason", each.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void unjudged(ScanResult scan) throws IOException {
        json.writeArrayFieldStart("unjudged");
        for (UnjudgedRow row : Unjudged.of(scan)) {
            json.writeStartObject();
            json.writeStringField("kind", row.kind());
            json.writeStringField("name", row.name());
            json.writeStringField("version", row.version());
            json.writeStringField("ecosystem", row.ecosystem());
            json.writeStringField("path", row.path());
            json.writeStringField("reason", row.reason());
            json.writeStringField("detail", row.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
