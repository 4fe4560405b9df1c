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

/** Microsoft's validator, with the rules of GitHub, sees no error. Its program comes with {@code npm install -g @microsoft/sarif-multitool}. */
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
            assertThat(errors(samples.get(i), "sample-" + i)).isEmpty();
        }
    }

    private Set<String> errors(SampleDocument sample, String name) throws IOException {
        Path file = folder.resolve(name + ".sarif");
        Path said = folder.resolve(name + "-validation.sarif");
        try (OutputStream out = Files.newOutputStream(file)) {
            new SarifFormat().write(sample, out);
        }
        // It ends with 1 when it has something to say; the file tells what.
        Command.run(
                "sh",
                "-c",
                "sarif-multitool validate \"$1\" --rule-kind 'Sarif;Ghas' --level 'Error' --output \"$2\""
                        + " --log ForceOverwrite || test -s \"$2\"",
                "sh",
                file.toString(),
                said.toString());
        Set<String> errors = new TreeSet<>();
        try (InputStream in = Files.newInputStream(said)) {
            for (JsonNode result : SafeJson.within(Limits.DEFAULT).readTree(in, "validation").at("/runs/0/results")) {
                errors.add(result.get("ruleId").asText() + " " + result.at("/message"));
            }
        }
        return errors;
    }
}
