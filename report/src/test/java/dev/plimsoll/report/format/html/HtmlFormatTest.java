package dev.plimsoll.report.format.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.report.DocumentFormat;
import dev.plimsoll.report.DocumentFormatContract;
import dev.plimsoll.report.SampleDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlFormatTest extends DocumentFormatContract {
    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z!][^\\s>/]*)((?:[^>\"]|\"[^\"]*\")*)>");
    private static final Pattern RAW = Pattern.compile("(?s)<(style|script)([^>]*)>.*?</\\1>");
    private static final List<String> VOID = List.of("!doctype", "meta", "input", "br");
    private static final Pattern INLINE_ELEMENT = Pattern.compile("(?s)<(?:style|script)>(.*?)</(?:style|script)>");

    @Override
    protected DocumentFormat format() {
        return new HtmlFormat();
    }

    @Override
    protected List<String> faults(byte[] document) {
        List<String> faults = new ArrayList<>();
        List<String> open = new ArrayList<>();
        Matcher tags = TAG.matcher(
                RAW.matcher(new String(document, StandardCharsets.UTF_8)).replaceAll("<$1$2></$1>"));
        while (tags.find()) {
            String name = tags.group(2);
            if (tags.group(1).equals("/")) {
                if (open.isEmpty() || !open.remove(open.size() - 1).equals(name)) {
                    faults.add("</" + name + "> at " + tags.start());
                }
            } else if (!VOID.contains(name) && !tags.group(3).endsWith("/")) {
                open.add(name);
            }
            if (tags.group(3).matches("(?s).*\\s(style|on[a-z]+)=.*")) {
                faults.add("a tag that the page's policy stops: " + tags.group());
            }
        }
        open.forEach(name -> faults.add("<" + name + "> is never closed"));
        return faults;
    }

    @Override
    protected String visible(String document) {
        return RAW.matcher(document)
                .replaceAll("")
                .replaceAll("<[a-z/!][^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }

    @Override
    protected void assertHarmless(String hostileDocument) {
        assertThat(hostileDocument).doesNotContain("<img", "<script>alert", "href=\"javascript:");
        assertThat(RAW.matcher(hostileDocument).replaceAll("")).doesNotContain("<script");
    }

    @Override
    protected void assertNotWhole(byte[] brokenDocument) {
        assertThat(new String(brokenDocument, StandardCharsets.UTF_8)).doesNotContain("</html>");
    }

    @Test
    void nothingButItsOwnStyleAndScriptMayRun() throws IOException {
        String document = write(SampleDocument.ordinary());
        String policy = document.substring(document.indexOf("default-src"), document.indexOf("form-action 'none'"));
        assertThat(policy).startsWith("default-src 'none'; style-src 'sha256-").doesNotContain("unsafe", "http", "*");

        List<String> hashes = new ArrayList<>();
        Matcher inline = INLINE_ELEMENT.matcher(document);
        while (inline.find()) {
            hashes.add(Assets.hash(inline.group(1)));
        }
        assertThat(hashes).hasSize(2).allSatisfy(hash -> assertThat(policy).contains(hash));
    }

    @Test
    void theWorstAreReadableWithoutScriptAndTheRestIsCounted() throws IOException {
        String readable = visible(write(SampleDocument.ofFindings(1234)));

        assertThat(readable).contains("The 200 worst of 1,234 findings");
        SampleDocument.ofFindings(200).findings(0, row -> assertThat(readable).contains(row.id()));
    }

    @Test
    void anImageThatIsNotWhollyJudgedHasNoZeroAndAReasonForEachThing() throws IOException {
        String readable = visible(write(SampleDocument.partial()));

        assertThat(readable).contains("none seen", "None among what was judged", "Unjudged");
        SampleDocument.partial().unjudged(0, row -> assertThat(readable).contains(row.detail()));
    }

    @Test
    void eachBrokenRuleSaysWhatToDo() throws IOException {
        String readable = visible(write(SampleDocument.ordinary()));

        for (var image : SampleDocument.ordinary().images()) {
            for (var rule : image.rules()) {
                assertThat(readable).contains(rule.words());
                if (!rule.verdict().equals("pass")) {
                    assertThat(readable)
                            .contains("What to do: " + rule.remedy())
                            .contains(rule.subjects());
                }
            }
        }
    }

    @Test
    void datesHaveAges() throws IOException {
        assertThat(visible(write(SampleDocument.ordinary()))).contains("2026-11-20 00:00 UTC", "3 days old");
    }
}
