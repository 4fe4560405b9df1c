package dev.plimsoll.report.format.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.report.DocumentFormat;
import dev.plimsoll.report.SampleDocument;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SummaryFormatTest extends MarkdownContract {
    @Override
    protected DocumentFormat format() {
        return new SummaryFormat();
    }

    @Test
    void hasTheLayoutThatPeopleKnow() throws IOException {
        assertThat(write(SampleDocument.ordinary()).lines())
                .startsWith(
                        "# Plimsoll Container Security Report",
                        "",
                        "**Generated:** 2026-11-23T12:00:00Z",
                        "**Scanner:** Plimsoll 1.2.3",
                        "",
                        "## Vulnerability Summary",
                        "",
                        "| Image | Critical | High | Status |",
                        "| --- | --- | --- | --- |");
        assertThat(write(SampleDocument.ordinary()))
                .contains("## Verdict: ", "## Recommendations", "## Sources", "## Not judged");
    }

    @Test
    void everyFindingThatCountsHasTheStepThatMendsIt() throws IOException {
        String summary = write(SampleDocument.ordinary());

        assertThat(findings(SampleDocument.ordinary()))
                .filteredOn(
                        row -> row.state().equals("counts") && !row.remedyKind().equals("none"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(summary).contains("`" + row.remedy() + "`"));
    }

    @Test
    void goodIsOnlyWhatWasWhollyJudged() throws IOException {
        assertThat(write(SampleDocument.partial())).doesNotContain("Good").contains("none known");
        assertThat(write(SampleDocument.empty())).doesNotContain("Good");
    }

    @Test
    void fixableFindingsAreCountedByKindOfPackageWithWhatWouldJudgeTheRest() throws IOException {
        String summary = write(SampleDocument.partial());

        assertThat(summary)
                .contains("| Image | Packages | Fixable findings | Judged | For published fixes only | Not judged |")
                .contains("`plimsoll db update` brings the advisories that judge what was not judged");
        assertThat(summary.lines().filter(line -> line.matches("\\| .* \\| [1-9][0-9]* \\|")))
                .as("rows of packages that were not judged")
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).doesNotContain("| 0 | 0 | 0 | "));
    }

    @Test
    void manyRemediesAreCountedNotListed() throws IOException {
        String summary = write(SampleDocument.ofFindings(20_000));

        assertThat(summary.length()).isLessThan(60_000);
    }
}
