package dev.plimsoll.report.format.sarif;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.report.SampleDocument;
import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.RequiresCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of SARIF and of GitHub in Microsoft's validator object to nothing. Its program comes with {@code npm install -g @microsoft/sarif-multitool}. */
@Tag("proof")
@RequiresCommand("sarif-multitool")
class SarifMultitoolTest {
    @TempDir
    Path folder;

    @Test
    void sarifsOwnRulesAndThoseOfGitHubAreKept() throws IOException {
        List<SampleDocument> samples = List.of(
                SampleDocument.ordinary(),
                SampleDocument.partial(),
                SampleDocument.hostile("\u001b\n](javascript:x) <b> {0} \ud800 ../"),
                SampleDocument.ofFindings(500));
        for (int i = 0; i < samples.size(); i++) {
            assertThat(objections(samples.get(i), "Sarif", "sample-" + i)).isEmpty();
            assertThat(objections(samples.get(i), "Ghas", "sample-" + i)).isEmpty();
        }
    }

    /** All but one: it would like to know the tool's address on the web. */
    private Set<String> objections(SampleDocument sample, String rules, String name) throws IOException {
        Path file = folder.resolve(name + ".sarif");
        Path said = folder.resolve(name + "-" + rules + ".validation");
        try (OutputStream out = Files.newOutputStream(file)) {
            new SarifFormat().write(sample, out);
        }
        // It ends with 1 when it has something to say; the file tells what.
        Command.run(
                "sh",
                "-c",
                "sarif-multitool validate \"$1\" --rule-kind \"$3\" --output \"$2\" --log ForceOverwrite"
                        + " || test -s \"$2\"",
                "sh",
                file.toString(),
                said.toString(),
                rules);
        Set<String> objections = new TreeSet<>();
        try (InputStream in = Files.newInputStream(said)) {
            for (JsonNode result :
                    SafeJson.within(Limits.DEFAULT).readTree(in, "validation").at("/runs/0/results")) {
                if (!result.get("ruleId").asText().equals("SARIF2005")) {
                    objections.add(result.get("ruleId").asText() + " " + result.at("/message"));
                }
            }
        }
        return objections;
    }
}
