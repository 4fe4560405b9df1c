package dev.plimsoll.report.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.plimsoll.advisory.Severity;
import dev.plimsoll.report.FindingFilter;
import dev.plimsoll.report.Report;
import dev.plimsoll.report.ReportFormat;
import dev.plimsoll.report.ReportFormatContract;
import dev.plimsoll.report.SampleScan;
import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonFormatTest extends ReportFormatContract {
    private final ObjectMapper mapper = new ObjectMapper();

    @Override
    protected ReportFormat format() {
        return new JsonFormat();
    }

    @Test
    void isValidByThePublishedSchema() throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SharedFiles.checkout().resolve("docs/report-schema.json")));

        for (var result : List.of(SampleScan.ordinary(), SampleScan.hostile(HOSTILE), SampleScan.empty())) {
            assertThat(schema.validate(write(result), InputFormat.JSON)).isEmpty();
        }
    }

    @Test
    void everyFindingLeadsToItsComponentAndItsEvidence() throws IOException {
        JsonNode report = mapper.readTree(write(SampleScan.ordinary()));

        JsonNode finding = report.at("/findings/0");
        assertThat(report.at("/components/" + finding.get("component").asInt() + "/name")
                        .asText())
                .isEqualTo("openssl");
        assertThat(finding.at("/evidence/0/comparedVersion").asText()).isEqualTo("3.0.11-1");
        assertThat(finding.at("/evidence/0/range").asText()).isEqualTo("<3.0.12-1");
    }

    @Test
    void whatAFilterHidesIsThereAndMarked() throws IOException {
        FindingFilter critical = new FindingFilter(List.of(FindingFilter.severities(Set.of(Severity.CRITICAL))));

        JsonNode report = mapper.readTree(write(new Report(SampleScan.ordinary(), critical, Report.View.PLAIN, "1")));

        assertThat(report.at("/findings").size()).isEqualTo(2);
        assertThat(report.at("/findings/0/shown").asBoolean()).isTrue();
        assertThat(report.at("/findings/1/shown").asBoolean()).isFalse();
        assertThat(report.at("/summary/findings/shown").asInt()).isEqualTo(1);
    }
}
