package dev.plimsoll.report.format.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.report.SampleDocument;
import dev.plimsoll.report.document.ReportDocument;
import dev.plimsoll.testkit.RequiresCommand;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a real browser shows it. */
@RequiresCommand("chromium")
class PageInBrowserTest {
    private static final String HOSTILE =
            "</script><script>window.hit=1</script><img src=https://example.org/x onerror=window.hit=1>"
                    + "<!-- \" onclick=window.hit=1 ' ${x} \u2028 \u202e </textarea></td></table>";
    private static final String ROWS = "[...document.querySelectorAll('#findings-table tbody tr:not(.details-row)')]";

    @TempDir
    private static Path folder;

    private static Browser browser;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        browser = Browser.start(Files.createDirectory(folder.resolve("profile")));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void asBefore() {
        browser.call("Emulation.setScriptExecutionDisabled", "{\"value\":false}");
        browser.call("Emulation.clearDeviceMetricsOverride", "{}");
        browser.call("Emulation.setEmulatedMedia", "{\"media\":\"\"}");
    }

    @Test
    void namesFromAnImageInjectNothing() throws IOException {
        open(SampleDocument.hostile(HOSTILE), "");

        assertThat(browser.evaluate("window.hit === undefined").asBoolean()).isTrue();
        assertThat(number("document.querySelectorAll('img, iframe, object, embed, textarea').length"))
                .isZero();
        assertThat(number("document.querySelectorAll('body script:not([type]), style').length"))
                .isEqualTo(2);
        assertThat(number("[...document.querySelectorAll('*')].filter(e => [...e.attributes]"
                        + ".some(a => a.name.startsWith('on') || a.name === 'style')).length"))
                .isZero();
        assertThat(number("[...document.querySelectorAll('a')].filter(a => !/^(https?:|file:)/.test(a.href)).length"))
                .isZero();
        assertThat(number(ROWS + ".length"))
                .isEqualTo(number(ROWS + ".filter(r => r.textContent.includes('</script>')).length"));
        assertQuiet();
    }

    @Test
    void noRequestLeavesThePageEvenIfSomebodyTries() throws IOException {
        open(SampleDocument.ordinary(), "");
        browser.evaluate("window.stopped = []; addEventListener('securitypolicyviolation',"
                + " e => stopped.push(e.effectiveDirective))");

        assertThat(browser.evaluate("fetch('https://example.org/').then(() => 'left', () => 'stopped')")
                        .asText())
                .isEqualTo("stopped");
        browser.evaluate("new Image().src = 'https://example.org/x.png'");
        browser.evaluate(
                "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))");
        browser.await("stopped.length >= 3");

        assertThat(browser.evaluate("stopped.join()").asText()).contains("connect-src", "img-src", "script-src");
        assertThat(browser.evaluate("window.ran === undefined").asBoolean()).isTrue();
        assertThat(browser.events("Network.responseReceived"))
                .allSatisfy(
                        event -> assertThat(event.at("/response/url").asText()).startsWith("file:"));
    }

    @Test
    void sortsByKeyboardAndKeepsItInTheAddress() throws IOException {
        String url = open(SampleDocument.ordinary(), "");
        browser.press("Tab");
        assertThat(browser.evaluate("document.activeElement.className").asText())
                .isEqualTo("skip");

        browser.evaluate("document.querySelector('th[data-sort=id] button').focus()");
        browser.press("Enter");
        browser.press("Enter");

        assertThat(browser.evaluate("document.querySelector('th[data-sort=id]').ariaSort")
                        .asText())
                .isEqualTo("descending");
        assertThat(browser.evaluate("document.querySelector('th[data-sort=severity]').ariaSort")
                        .asText())
                .isEqualTo("none");
        String first = browser.evaluate(ROWS + "[0].querySelector('.id a, .id b').textContent")
                .asText();
        String last = browser.evaluate(ROWS + ".at(-1).querySelector('.id a, .id b').textContent")
                .asText();
        assertThat(first).isGreaterThan(last);
        assertThat(browser.evaluate("location.hash").asText()).isEqualTo("#sort=-id");

        browser.open(url + "#sort=-id");
        assertThat(browser.evaluate(ROWS + "[0].querySelector('.id a, .id b').textContent")
                        .asText())
                .isEqualTo(first);
        assertQuiet();
    }

    @Test
    void whatIsNotKnownComesLastWhicheverWayIsSorted() throws IOException {
        open(SampleDocument.ordinary(), "");
        for (String direction : List.of("descending", "ascending")) {
            browser.evaluate("document.querySelector('th[data-sort=epss] button').focus()");
            browser.press("Enter");

            assertThat(browser.evaluate("document.querySelector('th[data-sort=epss]').ariaSort")
                            .asText())
                    .isEqualTo(direction);
            assertThat(browser.evaluate(ROWS + "[0].textContent").asText()).contains("97.0%");
            assertThat(browser.evaluate(ROWS + ".at(-1).textContent").asText()).contains("unknown");
        }
    }

    @Test
    void filtersByKeyboardAndKeepsItInTheAddress() throws IOException {
        String url = open(SampleDocument.ofFindings(2345), "");
        String wanted = browser.evaluate(ROWS + "[42].querySelector('.id a, .id b').textContent")
                .asText();
        browser.evaluate("document.querySelector('input[type=search]').focus()");
        browser.type(wanted);
        browser.await(ROWS + ".every(r => r.textContent.includes(" + ScriptJson.quote(wanted, 200) + "))");
        assertThat(browser.evaluate("location.hash").asText()).contains("q=" + wanted);
        assertThat(browser.evaluate("document.getElementById('status').textContent")
                        .asText())
                .contains("of 2,345");

        browser.open(url + "#severity=high");
        assertThat(number(ROWS + ".filter(r => !r.textContent.includes('High')).length"))
                .isZero();
        assertThat(browser.evaluate("document.getElementById('status').textContent")
                        .asText())
                .contains("1,000 of 2,345");
        browser.evaluate("document.querySelector('input[value=high]').focus()");
        browser.press(" ");
        browser.await("document.getElementById('status').textContent.startsWith('All 2,345')");
        assertQuiet();
    }

    @Test
    void opensDetailsAndDrawsMoreByKeyboard() throws IOException {
        open(SampleDocument.ofFindings(250), "");
        assertThat(number(ROWS + ".length")).isEqualTo(100);
        browser.evaluate("document.getElementById('more-page').focus()");
        browser.press("Enter");
        assertThat(number(ROWS + ".length")).isEqualTo(200);

        browser.evaluate("document.querySelector('button.open').focus()");
        browser.press("Enter");
        assertThat(browser.evaluate("document.querySelector('button.open').ariaExpanded")
                        .asText())
                .isEqualTo("true");
        assertThat(browser.evaluate("document.querySelector('.details-row').textContent")
                        .asText())
                .contains("Record");
    }

    @Test
    void showsTheSameRowsWithoutScript() throws IOException {
        open(SampleDocument.ordinary(), "");
        browser.evaluate("document.querySelectorAll('button.open').forEach(b => b.remove())");
        String drawn = texts();

        browser.call("Emulation.setScriptExecutionDisabled", "{\"value\":true}");
        open(SampleDocument.ordinary(), "");

        assertThat(texts()).isEqualTo(drawn).isNotBlank();
        assertThat(browser.evaluate("document.getElementById('filters').hidden").asBoolean())
                .isTrue();
    }

    @Test
    void fitsAPhone() throws IOException {
        browser.call(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\":360,\"height\":740,\"deviceScaleFactor\":2,\"mobile\":true}");
        open(SampleDocument.ordinary(), "");
        assertThat(number("document.documentElement.scrollWidth")).isEqualTo(360);

        open(SampleDocument.hostile("x".repeat(300)), "");
        assertThat(number("document.documentElement.scrollWidth")).isEqualTo(360);
    }

    @Test
    void printsAllRowsAndNoControls() throws IOException {
        open(SampleDocument.ofFindings(250), "");
        browser.call("Emulation.setEmulatedMedia", "{\"media\":\"print\"}");
        browser.evaluate("dispatchEvent(new Event('beforeprint'))");

        assertThat(number(ROWS + ".length")).isEqualTo(250);
        assertThat(number("[...document.querySelectorAll('form, nav, button.open')]"
                        + ".filter(e => getComputedStyle(e).display !== 'none').length"))
                .isZero();
        assertThat(number("document.querySelectorAll('details:not([open])').length"))
                .isZero();
    }

    /** Cell by cell, without the white space that markup leaves. */
    private static String texts() {
        return browser.evaluate(ROWS
                        + ".map(r => [...r.cells].map(c => c.textContent.replace(/\\s+/g, '')).join('|')).join('\\n')")
                .asText();
    }

    private static void assertQuiet() {
        assertThat(browser.events("Log.entryAdded")).isEmpty();
        assertThat(browser.events("Runtime.exceptionThrown")).isEmpty();
        assertThat(browser.events("Network.requestWillBeSent"))
                .extracting(event -> event.at("/request/url").asText().substring(0, 5))
                .containsOnly("file:");
    }

    private static int number(String expression) {
        JsonNode value = browser.evaluate(expression);
        assertThat(value.isNumber()).as(expression).isTrue();
        return value.asInt();
    }

    private static String open(ReportDocument report, String hash) throws IOException {
        Path page = folder.resolve("report.html");
        try (OutputStream out = Files.newOutputStream(page)) {
            new HtmlFormat().write(report, out);
        }
        String url = page.toUri().toString();
        browser.open(url + hash);
        return url;
    }
}
