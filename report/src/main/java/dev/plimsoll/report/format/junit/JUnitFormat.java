package dev.plimsoll.report.format.junit;

import dev.plimsoll.report.DocumentFormat;
import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.ImageSummary.CoverageCounts;
import dev.plimsoll.report.document.ImageSummary.RuleRow;
import dev.plimsoll.report.document.ReportDocument;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Test results in the form that JUnit's Ant task began and all CI systems read: a suite for each image, a case for each rule. A broken
 * rule is a failure, an unjudged one an error; nothing is ever skipped, since a skipped case is green.
 */
public final class JUnitFormat implements DocumentFormat {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Override
    public String id() {
        return "junit";
    }

    @Override
    public String fileName() {
        return "security-rules.junit.xml";
    }

    @Override
    public void write(ReportDocument report, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        XmlWriter xml = new XmlWriter(writer);
        List<ImageSummary> images = report.images();
        List<RuleRow> all = new ArrayList<>();
        images.forEach(image -> all.addAll(cases(image)));
        xml.start(
                "testsuites",
                "name",
                "plimsoll",
                "tests",
                Integer.toString(all.size()),
                "failures",
                count(all, "fail"),
                "errors",
                count(all, "unjudged"));
        for (int i = 0; i < images.size(); i++) {
            suite(report, i, images.get(i), xml);
        }
        xml.end();
        writer.flush();
    }

    /** The rules, and the verdict itself where no rule carries it: an image that could not be scanned is never green. */
    private static List<RuleRow> cases(ImageSummary image) {
        List<RuleRow> cases = new ArrayList<>(image.rules());
        if (cases.stream().noneMatch(rule -> rule.verdict().equals(image.verdict()))) {
            cases.add(new RuleRow("verdict", image.verdict(), image.words(), List.of(), ""));
        }
        return cases;
    }

    private static String count(List<RuleRow> cases, String verdict) {
        return Long.toString(
                cases.stream().filter(rule -> rule.verdict().equals(verdict)).count());
    }

    private static void suite(ReportDocument report, int index, ImageSummary image, XmlWriter xml) throws IOException {
        List<RuleRow> cases = cases(image);
        xml.start(
                "testsuite",
                "name",
                image.reference(),
                "tests",
                Integer.toString(cases.size()),
                "failures",
                count(cases, "fail"),
                "errors",
                count(cases, "unjudged"),
                "skipped",
                "0",
                "time",
                "0",
                "timestamp",
                TIME.format(image.scannedAt()));
        properties(image, xml);
        for (RuleRow rule : cases) {
            testcase(image, rule, xml);
        }
        xml.start("system-out");
        xml.line(image.words());
        for (String note : image.notes()) {
            xml.line(note);
        }
        report.unjudged(
                index,
                row -> xml.line("not judged: " + row.kind() + " " + row.name() + " " + row.version() + " ("
                        + row.reason() + "): " + row.detail()));
        xml.end();
        if (image.error().isPresent()) {
            xml.start("system-err");
            xml.line("could not be scanned: " + image.error().get());
            xml.end();
        }
        xml.end();
    }

    private static void properties(ImageSummary image, XmlWriter xml) throws IOException {
        CoverageCounts coverage = image.coverage();
        xml.start("properties");
        property("verdict", image.verdict(), xml);
        property("digest", image.digest(), xml);
        property("platform", image.platform(), xml);
        property("distribution", image.distro(), xml);
        property("coverage", image.words(), xml);
        property("components", Integer.toString(coverage.components()), xml);
        property("judged", Integer.toString(coverage.judged()), xml);
        property("judged-fixes-only", Integer.toString(coverage.judgedFixesOnly()), xml);
        property("not-judged", Integer.toString(coverage.notJudged()), xml);
        property("unidentified", Integer.toString(coverage.unidentified()), xml);
        property("gaps", Integer.toString(coverage.gaps()), xml);
        property("unreadable-records", Integer.toString(coverage.unreadableRecords()), xml);
        property("percent-judged", Integer.toString(coverage.percentJudged()), xml);
        xml.end();
    }

    private static void property(String name, String value, XmlWriter xml) throws IOException {
        xml.empty("property", "name", name, "value", value);
    }

    private static void testcase(ImageSummary image, RuleRow rule, XmlWriter xml) throws IOException {
        xml.start("testcase", "classname", image.name(), "name", rule.rule(), "time", "0");
        switch (rule.verdict()) {
            case "fail" -> broken("failure", rule, xml);
            case "unjudged" -> broken("error", rule, xml);
            default -> {
                xml.start("system-out");
                xml.line(rule.verdict() + ": " + rule.words());
                lines(rule, xml);
                xml.end();
            }
        }
        xml.end();
    }

    private static void broken(String element, RuleRow rule, XmlWriter xml) throws IOException {
        xml.start(element, "type", rule.rule(), "message", rule.verdict() + ": " + rule.words());
        lines(rule, xml);
        xml.end();
    }

    private static void lines(RuleRow rule, XmlWriter xml) throws IOException {
        for (String subject : rule.subjects()) {
            xml.line(subject);
        }
        if (!rule.remedy().isEmpty()) {
            xml.line("What to do: " + rule.remedy());
        }
    }
}
