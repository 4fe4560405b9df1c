package dev.plimsoll.report;

import dev.plimsoll.report.document.ComponentRow;
import dev.plimsoll.report.document.FindingRow;
import dev.plimsoll.report.document.Header;
import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.ImageSummary.Changes;
import dev.plimsoll.report.document.ImageSummary.Counts;
import dev.plimsoll.report.document.ImageSummary.CoverageCounts;
import dev.plimsoll.report.document.ImageSummary.RuleRow;
import dev.plimsoll.report.document.ImageSummary.SourceRow;
import dev.plimsoll.report.document.ReportDocument;
import dev.plimsoll.report.document.UnjudgedRow;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A report with one of everything that a document must show: an image that fails, one that was not judged wholly, and one that could
 * not be scanned.
 */
public final class SampleDocument implements ReportDocument {
    public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant FEED = Instant.parse("2026-11-20T00:00:00Z");
    private static final int FAILING = 0;
    private static final int UNJUDGED = 1;

    private final SampleNames names;
    private final SampleRows rows;
    private final List<Integer> kinds;
    private final int many;

    private SampleDocument(SampleNames names, List<Integer> kinds, int many) {
        this.names = names;
        this.rows = new SampleRows(names);
        this.kinds = kinds;
        this.many = many;
    }

    /** One of everything, under the names that real images have. */
    public static SampleDocument ordinary() {
        return new SampleDocument(SampleNames.ORDINARY, List.of(FAILING, UNJUDGED, 2), 0);
    }

    /** The same with names, versions, paths, texts and addresses that try to break out of the document. */
    public static SampleDocument hostile(String text) {
        return new SampleDocument(new SampleNames(text), List.of(FAILING, UNJUDGED, 2), 0);
    }

    /** One image without a single finding, of which only a part was judged. */
    public static SampleDocument partial() {
        return new SampleDocument(SampleNames.ORDINARY, List.of(UNJUDGED), 0);
    }

    /** One image that could not be scanned, and of which no rule says anything. */
    public static SampleDocument withoutRules() {
        return new SampleDocument(SampleNames.ORDINARY, List.of(3), 0);
    }

    /** No images at all. */
    public static SampleDocument empty() {
        return new SampleDocument(SampleNames.ORDINARY, List.of(), 0);
    }

    /** One image with so many findings, each with an id and path of its own; no row is held here. */
    public static SampleDocument ofFindings(int findings) {
        return new SampleDocument(SampleNames.ORDINARY, List.of(FAILING), findings);
    }

    @Override
    public Header header() {
        String verdict = kinds.isEmpty() ? "pass" : kinds.contains(FAILING) ? "fail" : "unjudged";
        return new Header(
                NOW,
                "1.2.3",
                verdict,
                names.name("plimsoll.yaml"),
                List.of(names.name("CVE-1999-1") + ", ops"),
                Map.of("security", names.name("security-team")));
    }

    @Override
    public List<ImageSummary> images() {
        return kinds.stream().map(this::image).toList();
    }

    private ImageSummary image(int kind) {
        return switch (kind) {
            case FAILING -> failing();
            case UNJUDGED -> unjudged();
            case 2 ->
                notScanned(List.of(rule("scan/failed", "unjudged", "the image could not be scanned", "missing.tar")));
            default -> notScanned(List.of());
        };
    }

    private ImageSummary failing() {
        Counts counts = many == 0
                ? new Counts(1, 2, 1, 1, 1, 1, 1)
                : new Counts(Math.min(many, 1000), Math.max(0, many - 1000), 0, 0, 0, 0, 0);
        return new ImageSummary(
                names.name("registry.example.org/shop/api:1.4"),
                names.name("api"),
                names.name("registry.example.org/shop/api"),
                "sha256:" + "a".repeat(64),
                "linux/amd64",
                "registry",
                names.name("Debian GNU/Linux 12"),
                names.name("debian:12"),
                NOW,
                Optional.empty(),
                "fail",
                counts,
                new CoverageCounts(2, 2, 0, 0, 0, 0, 0, 100, 100, true),
                counts.total() + " known, 1 unrated",
                List.of(
                        rule("threshold/critical", "fail", "1 critical, at most 0 allowed", "CVE-2024-0001 in openssl"),
                        rule("kev", "fail", "1 finding is known to be exploited", "CVE-2024-0001 in openssl"),
                        rule("severity/unrated", "unjudged", "1 finding has no severity", "CVE-2024-0006 in openssl"),
                        rule("waiver/ending", "warn", "1 waiver ends within 14 days", "CVE-2024-0003"),
                        new RuleRow("coverage/judged", "pass", "2 components are accounted for", List.of(), "")),
                List.of(new SourceRow("debian-tracker", Optional.of(FEED), Optional.of(NOW), 2)),
                Optional.of(new Changes(FEED, 2, 1)),
                List.of(names.text("read from the registry")));
    }

    private ImageSummary unjudged() {
        return new ImageSummary(
                names.name("localhost:5000/shop/worker:2"),
                names.name("worker"),
                names.name("localhost:5000/shop/worker"),
                "sha256:" + "b".repeat(64),
                "linux/arm64",
                "registry",
                names.name("Alpine Linux v3.19"),
                "",
                NOW,
                Optional.empty(),
                "unjudged",
                Counts.NONE,
                new CoverageCounts(3, 1, 1, 1, 1, 1, 1, 25, 50, false),
                "0 known, 1 judged for published fixes only, 1 not judged, 1 unidentified, 1 record unreadable, 1 gap",
                List.of(
                        rule("coverage/no-source", "unjudged", "1 component was not judged", "leftover 1.0"),
                        rule("coverage/gap", "unjudged", "1 place could not be read", "srv/broken.jar"),
                        new RuleRow("threshold/critical", "pass", "none over the limit", List.of(), "")),
                List.of(new SourceRow("alpine-secdb", Optional.empty(), Optional.of(FEED), 2)),
                Optional.empty(),
                List.of());
    }

    private ImageSummary notScanned(List<RuleRow> rules) {
        return new ImageSummary(
                names.name("archive:///srv/missing.tar"),
                names.name("missing.tar"),
                names.name("missing.tar"),
                "",
                "",
                "archive",
                "",
                "",
                NOW,
                Optional.of(names.name("no such file, looked for an archive")),
                "unjudged",
                Counts.NONE,
                CoverageCounts.NONE,
                "could not be scanned",
                rules,
                List.of(),
                Optional.empty(),
                List.of());
    }

    private RuleRow rule(String id, String verdict, String words, String subject) {
        return new RuleRow(id, verdict, words, List.of(names.name(subject)), names.text("see what the report names"));
    }

    @Override
    public void findings(int image, RowVisitor<FindingRow> visitor) throws IOException {
        if (kinds.get(image) != FAILING) {
            return;
        }
        if (many == 0) {
            visit(rows.findings(), visitor);
        }
        for (int i = 0; i < many; i++) {
            visitor.visit(rows.numbered(i));
        }
    }

    @Override
    public void suppressed(int image, RowVisitor<FindingRow> visitor) throws IOException {
        if (kinds.get(image) == FAILING && many == 0) {
            visit(rows.suppressed(), visitor);
        }
    }

    @Override
    public void unjudged(int image, RowVisitor<UnjudgedRow> visitor) throws IOException {
        if (kinds.get(image) == UNJUDGED) {
            visit(rows.unjudged(), visitor);
        }
    }

    @Override
    public void components(int image, RowVisitor<ComponentRow> visitor) throws IOException {
        switch (kinds.get(image)) {
            case FAILING -> visit(rows.judgedComponents(), visitor);
            case UNJUDGED -> visit(rows.partlyJudgedComponents(), visitor);
            default -> visit(List.of(), visitor);
        }
    }

    private static <T> void visit(List<T> list, RowVisitor<T> visitor) throws IOException {
        for (T row : list) {
            visitor.visit(row);
        }
    }
}
