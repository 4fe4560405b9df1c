package dev.plimsoll.report.format.html;

import dev.plimsoll.report.DocumentFormat;
import dev.plimsoll.report.document.ReportDocument;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A report for people as one HTML file that asks nobody for anything: its Content-Security-Policy forbids every request, and style and
 * script are allowed by their hash alone. Goes through the findings twice: to count them and keep the few worst that are readable
 * without JavaScript, then to write all of them as data for the script.
 */
public final class HtmlFormat implements DocumentFormat {
    @Override
    public String id() {
        return "html";
    }

    @Override
    public String fileName() {
        return "security-report.html";
    }

    @Override
    public void write(ReportDocument report, OutputStream out) throws IOException {
        HtmlOut html = new HtmlOut(out);
        Survey survey = Survey.of(report);
        new Head(html).write(report.header());
        new VerdictPart(html).write(report.header(), report.images());
        new ImagesPart(html).write(report.images());
        new WhyPart(html).write(report.header(), report.images());
        new ChartsPart(html, survey).write(report.history());
        new FindingsPart(html, survey).write(report);
        new CoveragePart(html).write(report);
        new SourcesPart(html).write(report.header(), report.images());
        new EachImagePart(html).write(report.images());
        new Foot(html).write(report.header());
        html.flush();
    }
}
