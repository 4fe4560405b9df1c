package dev.plimsoll.report.format.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.report.DocumentFormat;
import dev.plimsoll.report.DocumentFormatContract;
import dev.plimsoll.report.SampleDocument;
import dev.plimsoll.report.document.ReportDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class JUnitFormatTest extends DocumentFormatContract {
    @Override
    protected DocumentFormat format() {
        return new JUnitFormat();
    }

    /** There is no official schema: the elements and counts that readers of all systems agree on. */
    @Override
    protected List<String> faults(byte[] document) {
        Document xml = parse(document);
        List<String> faults = new ArrayList<>();
        counts(xml.getDocumentElement(), faults);
        for (Element suite : elements(xml.getDocumentElement(), "testsuite")) {
            counts(suite, faults);
            for (Element child : children(suite)) {
                if (!Set.of("properties", "testcase", "system-out", "system-err")
                        .contains(child.getTagName())) {
                    faults.add("a suite with " + child.getTagName());
                }
            }
        }
        for (Element testcase : elements(xml.getDocumentElement(), "testcase")) {
            if (testcase.getAttribute("name").isEmpty()
                    || testcase.getAttribute("classname").isEmpty()) {
                faults.add("a case without a name");
            }
        }
        return faults;
    }

    private static void counts(Element element, List<String> faults) {
        for (String[] pair : new String[][] {{"tests", "testcase"}, {"failures", "failure"}, {"errors", "error"}}) {
            int there = elements(element, pair[1]).size();
            if (!element.getAttribute(pair[0]).equals(Integer.toString(there))) {
                faults.add(element.getTagName() + " counts " + element.getAttribute(pair[0]) + " " + pair[0] + ", not "
                        + there);
            }
        }
    }

    @Override
    protected String visible(String document) {
        return document.replace("&apos;", "'")
                .replace("&quot;", "\"")
                .replace("&gt;", ">")
                .replace("&lt;", "<");
    }

    @Override
    protected void assertHarmless(String hostileDocument) {
        assertThat(elements(
                        parse(hostileDocument.getBytes(StandardCharsets.UTF_8)).getDocumentElement(), "script"))
                .isEmpty();
    }

    @Override
    protected void assertNotWhole(byte[] brokenDocument) {
        assertThat(new String(brokenDocument, StandardCharsets.UTF_8)).doesNotContain("</testsuites>");
    }

    @Test
    void aBrokenRuleIsAFailureAndAnUnjudgedOneAnError() throws IOException {
        Element api = suites(SampleDocument.ordinary()).get(0);

        assertThat(elements(api, "testcase"))
                .extracting(testcase -> testcase.getAttribute("name"))
                .containsExactly("threshold/critical", "kev", "severity/unrated", "waiver/ending", "coverage/judged");
        assertThat(elements(api, "failure"))
                .extracting(failure -> failure.getAttribute("message"))
                .containsExactly("fail: 1 critical, at most 0 allowed", "fail: 1 finding is known to be exploited");
        assertThat(elements(api, "error")).hasSize(1);
        assertThat(elements(api, "failure").get(0).getTextContent())
                .contains("CVE-2024-0001 in openssl", "What to do: see what the report names");
    }

    @Test
    void nothingIsSkippedAndAnImageThatCouldNotBeScannedIsNotGreen() throws IOException {
        List<Element> suites = suites(SampleDocument.ordinary());

        assertThat(suites)
                .allSatisfy(suite -> assertThat(elements(suite, "skipped")).isEmpty());
        assertThat(suites)
                .allSatisfy(suite -> assertThat(elements(suite, "failure").size()
                                + elements(suite, "error").size())
                        .isPositive());
        assertThat(elements(suites.get(2), "system-err").get(0).getTextContent())
                .contains("no such file");
    }

    @Test
    void aVerdictThatNoRuleCarriesIsACaseOfItsOwn() throws IOException {
        Element suite = suites(SampleDocument.withoutRules()).get(0);

        assertThat(elements(suite, "error"))
                .singleElement()
                .satisfies(error -> assertThat(error.getAttribute("type")).isEqualTo("verdict"));
    }

    @Test
    void coverageStandsInTheProperties() throws IOException {
        assertThat(elements(suites(SampleDocument.ordinary()).get(1), "property"))
                .extracting(property -> property.getAttribute("name") + "=" + property.getAttribute("value"))
                .contains("verdict=unjudged", "percent-judged=25", "not-judged=1", "gaps=1");
    }

    private List<Element> suites(ReportDocument report) throws IOException {
        return elements(parse(bytes(report)).getDocumentElement(), "testsuite");
    }

    private static Document parse(byte[] document) {
        try {
            DocumentBuilder builder =
                    DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(document));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError("not well-formed: " + e.getMessage(), e);
        }
    }

    private static List<Element> children(Element parent) {
        NodeList nodes = parent.getChildNodes();
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element) {
                elements.add(element);
            }
        }
        return elements;
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
