package dev.plimsoll.report.format.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.report.DocumentFormat;
import dev.plimsoll.report.DocumentFormatContract;
import dev.plimsoll.report.SampleDocument;
import dev.plimsoll.report.document.FindingRow;
import dev.plimsoll.report.document.ReportDocument;
import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.RequiresCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvFormatTest extends DocumentFormatContract {
    @Override
    protected DocumentFormat format() {
        return new CsvFormat();
    }

    @Override
    protected List<String> faults(byte[] document) {
        List<List<String>> records = StrictCsv.read(new String(document, StandardCharsets.UTF_8));
        return records.stream()
                .filter(record -> record.size() != records.get(0).size())
                .map(Object::toString)
                .toList();
    }

    @Override
    protected void assertHarmless(String hostileDocument) {
        assertThat(StrictCsv.read(hostileDocument))
                .allSatisfy(record -> assertThat(record)
                        .noneMatch(field -> !field.isEmpty()
                                && "=+-@\t\r".indexOf(field.strip().charAt(0)) >= 0));
    }

    @Test
    void eachFindingIsOneRecordWithAllOfItsFields() throws IOException {
        List<Map<String, String>> records = records(SampleDocument.ordinary());

        FindingRow finding = findings(SampleDocument.ordinary()).get(0);
        assertThat(records)
                .filteredOn(record -> "finding".equals(record.get("kind")))
                .hasSize(5);
        assertThat(records.get(1))
                .containsEntry("image", "registry.example.org/shop/api:1.4")
                .containsEntry("id", finding.id())
                .containsEntry("severity", "critical")
                .containsEntry("score", "9.8")
                .containsEntry("vector", finding.rating().orElseThrow().vector())
                .containsEntry("known_exploited_since", "2024-02-01")
                .containsEntry("epss_score", "0.97")
                .containsEntry("package", "openssl")
                .containsEntry("version", "3.0.11-1")
                .containsEntry("purl", finding.purl())
                .containsEntry("fixed_version", "3.0.12-1")
                .containsEntry("remedy", finding.remedy())
                .containsEntry("fingerprint", finding.fingerprint());
    }

    @Test
    void whatDoesNotCountAndWhatIsNotShownIsSaid() throws IOException {
        List<Map<String, String>> records = records(SampleDocument.ordinary());

        assertThat(records).extracting(record -> record.get("id")).contains("CVE-2024-0003", "CVE-2024-0099");
        assertThat(records).extracting(record -> record.get("id")).doesNotContain("CVE-2024-0006");
        assertThat(records.get(0).get("detail")).contains("1 not shown");
        assertThat(records)
                .filteredOn(record -> "unjudged-component".equals(record.get("kind")))
                .singleElement()
                .satisfies(record -> assertThat(record)
                        .containsEntry("package", "leftover")
                        .containsEntry("reason", "no-source")
                        .containsEntry("detail", "no feed for npm"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "=1+1, '=1+1",
                "+1, '+1",
                "-1, '-1",
                "@SUM(A1), '@SUM(A1)",
                "~ =1~, ~' =1~",
                "\uff1d1, '\uff1d1",
                "a=1, a=1",
                "~~, ~~"
            })
    void formulasAreDefused(String hostile, String defused) {
        assertThat(CsvWriter.harmless(hostile)).isEqualTo(defused);
    }

    @Test
    void aTabOrReturnBeforeAFormulaIsNoWayIn() {
        assertThat(CsvWriter.harmless("\t=1")).isEqualTo("\\u0009=1");
        assertThat(CsvWriter.harmless("\r=1")).isEqualTo("\\u000d=1");
    }

    @Test
    @RequiresCommand("python3")
    void anotherReaderSeesTheSameFields(@TempDir Path folder) throws IOException {
        for (SampleDocument sample : List.of(SampleDocument.ordinary(), SampleDocument.hostile(HOSTILE))) {
            byte[] document = bytes(sample);
            Path file = Files.write(folder.resolve("findings.csv"), document);
            String script = """
                    import csv,sys
                    for r in csv.reader(open(sys.argv[1],newline='',encoding='utf-8'),strict=True):
                      sys.stdout.buffer.write(('\\x1f'.join(r)+'\\x1e').encode())""";

            String read = Command.run("python3", "-c", script, file.toString());

            StringBuilder expected = new StringBuilder();
            for (List<String> record : StrictCsv.read(new String(document, StandardCharsets.UTF_8))) {
                expected.append(String.join("\u001f", record)).append('\u001e');
            }
            assertThat(read).isEqualTo(expected.toString());
        }
    }

    private List<Map<String, String>> records(ReportDocument report) throws IOException {
        List<List<String>> rows = StrictCsv.read(write(report));
        List<Map<String, String>> records = new ArrayList<>();
        for (List<String> row : rows.subList(1, rows.size())) {
            Map<String, String> record = new TreeMap<>();
            for (int i = 0; i < row.size(); i++) {
                record.put(rows.get(0).get(i), row.get(i));
            }
            records.add(record);
        }
        return records;
    }
}
