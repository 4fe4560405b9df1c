package dev.plimsoll.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.plimsoll.report.document.FindingRow;
import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.ReportDocument;
import dev.plimsoll.report.format.DocumentFormats;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What every document that is rendered from the master keeps, whatever it looks like. */
public abstract class DocumentFormatContract {
    /** A name that tries a terminal, lines, the direction of text, Markdown, HTML, XML, CSV formulas, JSON and shells. */
    protected static final String HOSTILE =
            "=cmd|'/C calc'!A1\u001b[2J\u0000\n## Overview\r\n=1+1,\t\u202egnp\u2028\ud800\uffff"
                    + "]]><script>alert(1)</script><img src=x onerror=alert(1)> \"'&amp;| `code` [a](javascript:alert(1)) ${x} %00 ../../";

    private static final Pattern SAFE_WORDS = Pattern.compile(
            "\\b(safe|secure|good|clean|healthy|no (known )?(vulnerab|finding|issue|flaw)|nothing (was )?found|0 (vulnerab|finding|issue))");
    private static final Pattern BARE_ZERO =
            Pattern.compile("\\|\\s*0\\s*\\||<t[dh][^>]*>\\s*0\\s*<|0 known(?!, \\d)|\\b0 (critical|high|medium|low)");

    /** The format under test. */
    protected abstract DocumentFormat format();

    /** What the official schema or validator objects to; for a format that has none, what a strict reader does. */
    protected abstract List<String> faults(byte[] document) throws IOException;

    /** Whether everything that was not judged is listed by name; a document for a quick look shows how many. */
    protected boolean listsEverything() {
        return true;
    }

    /** What a reader sees of a document, where that is not the document itself: entities and escapes undone, styles left out. */
    protected String visible(String document) {
        return document;
    }

    @Test
    void isListedUnderANameAndFileOfItsOwn() {
        assertThat(DocumentFormats.byId(format().id()).orElseThrow()).hasSameClassAs(format());
        assertThat(DocumentFormats.all()).extracting(DocumentFormat::id).doesNotHaveDuplicates();
        assertThat(DocumentFormats.all()).extracting(DocumentFormat::fileName).doesNotHaveDuplicates();
    }

    @Test
    void showsEveryImageWithItsVerdictAndHowMuchWasJudged() throws IOException {
        String document = visible(write(SampleDocument.ordinary()));

        for (ImageSummary image : SampleDocument.ordinary().images()) {
            assertThat(document).contains(image.name()).contains(image.words());
            assertThat(document.toLowerCase(Locale.ROOT)).contains(image.verdict());
            image.error().ifPresent(error -> assertThat(document).contains(error));
        }
    }

    @Test
    void namesWhatWasNotJudged() throws IOException {
        String document = visible(write(SampleDocument.ordinary()));

        SampleDocument.ordinary().unjudged(1, row -> {
            if (listsEverything()) {
                assertThat(document).contains(row.name());
            }
        });
        assertThat(document).contains("1 not judged", "1 unidentified", "1 gap");
    }

    @Test
    void partialCoverageIsNeitherSafeNorABareZero() throws IOException {
        String document = visible(write(SampleDocument.partial())).toLowerCase(Locale.ROOT);

        assertThat(document).doesNotContainPattern(SAFE_WORDS).doesNotContainPattern(BARE_ZERO);
        assertThat(visible(write(SampleDocument.empty())).toLowerCase(Locale.ROOT))
                .doesNotContainPattern(SAFE_WORDS);
    }

    @Test
    void hostileNamesAreHarmless() throws IOException {
        String document = write(SampleDocument.hostile(HOSTILE));

        assertThat(document.codePoints().filter(DocumentFormatContract::isHarmful))
                .as("control and direction characters")
                .isEmpty();
        assertThat(document.replace("\r\n", "\n")).doesNotContain("\r");
        assertThat(document.lines()).noneMatch(line -> line.startsWith("## Overview") || line.startsWith("=1+1"));
        assertHarmless(document);
    }

    /** More that hostile names must not do in this format. */
    protected void assertHarmless(String hostileDocument) throws IOException {
        // What holds for all formats was checked.
    }

    private static boolean isHarmful(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c != '\n' && c != '\r' && c != '\t';
            case Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> c == 0xffff;
        };
    }

    @Test
    void isValid() throws IOException {
        for (SampleDocument sample : List.of(
                SampleDocument.ordinary(),
                SampleDocument.hostile(HOSTILE),
                SampleDocument.partial(),
                SampleDocument.empty(),
                SampleDocument.ofFindings(50))) {
            assertThat(faults(bytes(sample))).isEmpty();
        }
    }

    @Test
    void isTheSameUnderATurkishLocale() throws IOException {
        Locale before = Locale.getDefault();
        String expected = write(SampleDocument.ordinary());
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(write(SampleDocument.ordinary())).isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void leavesTheStreamOpen() throws IOException {
        format().write(SampleDocument.ordinary(), new FilterOutputStream(OutputStream.nullOutputStream()) {
            @Override
            public void close() {
                throw new AssertionError("the stream is the caller's");
            }
        });
    }

    @Test
    void anErrorOnTheWayReachesTheCallerAndNoWholeDocumentIsLeft() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReportDocument breaking = BreakingDocument.afterFindings(SampleDocument.ordinary(), 3);

        assertThatIOException().isThrownBy(() -> format().write(breaking, out)).withMessage(BreakingDocument.MESSAGE);
        assertThat(out.toByteArray()).hasSizeLessThan(bytes(SampleDocument.ordinary()).length);
        assertNotWhole(out.toByteArray());
    }

    /** For formats that have an end: a document that breaks off does not have it. */
    protected void assertNotWhole(byte[] brokenDocument) {
        // Lines of text end anywhere.
    }

    @Test
    void manyFindingsNeedNoMoreHeapThanFew() throws IOException {
        int many = 100_000;
        HeapOverRows heap = new HeapOverRows(SampleDocument.ofFindings(many), many);

        format().write(heap, OutputStream.nullOutputStream());

        // Every row held, or a line of text for each, would be 20 MB and more.
        assertThat(heap.growth()).isLessThan(14 << 20);
    }

    /** The document, decoded strictly. */
    protected String write(ReportDocument report) throws IOException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes(report)))
                .toString();
    }

    /** The document. */
    protected byte[] bytes(ReportDocument report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format().write(report, out);
        return out.toByteArray();
    }

    /** All findings of the first image of a report, for tests that compare. */
    protected static List<FindingRow> findings(ReportDocument report) throws IOException {
        List<FindingRow> rows = new java.util.ArrayList<>();
        report.findings(0, rows::add);
        return rows;
    }
}
