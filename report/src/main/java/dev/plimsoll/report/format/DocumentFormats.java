package dev.plimsoll.report.format;

import dev.plimsoll.report.DocumentFormat;
import dev.plimsoll.report.format.csv.CsvFormat;
import dev.plimsoll.report.format.gitlab.GitLabFormat;
import dev.plimsoll.report.format.html.HtmlFormat;
import dev.plimsoll.report.format.junit.JUnitFormat;
import dev.plimsoll.report.format.markdown.PullRequestFormat;
import dev.plimsoll.report.format.markdown.SummaryFormat;
import dev.plimsoll.report.format.sarif.SarifFormat;
import dev.plimsoll.report.format.vex.VexFormat;
import java.util.List;
import java.util.Optional;

/** All documents that are rendered from the master. */
public final class DocumentFormats {
    private static final List<DocumentFormat> ALL = List.of(
            new SummaryFormat(),
            new PullRequestFormat(),
            new SarifFormat(),
            new GitLabFormat(),
            new JUnitFormat(),
            new VexFormat(),
            new CsvFormat(),
            new HtmlFormat());

    private DocumentFormats() {}

    /** All documents, in the order in which help lists them. */
    public static List<DocumentFormat> all() {
        return ALL;
    }

    /** The document of that id. */
    public static Optional<DocumentFormat> byId(String id) {
        return ALL.stream().filter(format -> format.id().equals(id)).findFirst();
    }
}
