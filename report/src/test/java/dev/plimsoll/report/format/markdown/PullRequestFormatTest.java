package dev.plimsoll.report.format.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.report.DocumentFormat;
import dev.plimsoll.report.SampleDocument;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PullRequestFormatTest extends MarkdownContract {
    @Override
    protected DocumentFormat format() {
        return new PullRequestFormat();
    }

    @Override
    protected boolean listsEverything() {
        return false;
    }

    @Test
    void startsWithTheMarkByWhichAWorkflowFindsIt() throws IOException {
        assertThat(write(SampleDocument.ordinary()))
                .startsWith(PullRequestFormat.MARK + "\n## Container security: FAIL\n");
    }

    @Test
    void fitsIntoACommentWhateverIsFound() throws IOException {
        assertThat(write(SampleDocument.ofFindings(50_000)).length()).isLessThan(65_536);
        assertThat(write(SampleDocument.hostile(HOSTILE.repeat(50))).length()).isLessThan(65_536);
    }

    @Test
    void namesTheWorstWithWhatMendsThem() throws IOException {
        String worst = findings(SampleDocument.ordinary()).get(0).id();

        assertThat(write(SampleDocument.ordinary())).contains("| " + worst + " |");
    }
}
