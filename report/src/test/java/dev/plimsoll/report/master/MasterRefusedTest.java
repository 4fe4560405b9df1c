package dev.plimsoll.report.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.report.SampleScan;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is no whole master is refused, with its name and the place. */
class MasterRefusedTest {
    @TempDir
    private Path directory;

    @Test
    void aMasterThatWasCutOffIsRefusedWhereverItWasCut() throws IOException {
        byte[] whole = Files.readAllBytes(Masters.everything(directory));
        Path cut = directory.resolve("cut.json");
        for (int i = 0; i < 40; i++) {
            int length = i == 39 ? whole.length - 3 : whole.length * i / 40;
            Files.write(cut, java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> MasterReader.open(cut))
                    .as("cut after %d bytes", length)
                    .isInstanceOf(PlimsollException.class)
                    .hasMessageContaining("cut.json")
                    .extracting(e -> ((PlimsollException) e).code())
                    .isEqualTo(ErrorCode.REPORT_UNREADABLE);
        }
    }

    @Test
    void aWriterThatWasGivenUpLeavesNoValidMaster() throws IOException {
        Path file = directory.resolve("given-up.json");
        try (OutputStream out = Files.newOutputStream(file);
                MasterWriter writer = new MasterWriter(out, Masters.run())) {
            writer.add(Masters.judged(SampleScan.ordinary()));
        }
        refused(file, "given-up.json");
    }

    @Test
    void whatIsForeignIsRefusedWithThePlace() throws IOException {
        String whole = Files.readString(Masters.everything(directory));

        refused("{\"schemaVersion\": \"1.0\"}", "is not a plimsoll-security-report");
        refused("[]", "no JSON object");
        refused(whole.replace("\"schemaVersion\": \"1.0\"", "\"schemaVersion\": \"2.0\""), "version 2.0");
        refused(whole.replaceFirst("\"critical\": 1", "\"critical\": \"1\""), "images[0].summary.findings.critical");
        refused(whole.replaceFirst("\"verdict\": \"fail\"", "\"verdict\": \"fine\""), "'fine' is no verdict");
        refused(whole + "{}", "goes on after its end");
        refused(whole.replaceFirst("\"policy\"", "\"images\": [], \"policy\""), "is there twice");
        refused(
                whole.replaceFirst(
                        "\"contacts\": \\{", "\"contacts\": {\"x\": " + "[".repeat(100) + "]".repeat(100) + ","),
                "nesting depth");
    }

    @Test
    void aForeignRowIsRefusedWithItsPlace() throws IOException {
        String whole = Files.readString(Masters.everything(directory));
        Path file = directory.resolve("foreign.json");
        Files.writeString(file, whole.replaceFirst("\"id\": \"CVE-2024-0002\"", "\"id\": 7"));

        try (MasterReader master = MasterReader.open(file)) {
            assertThatThrownBy(() -> Masters.findings(master, 0))
                    .isInstanceOf(PlimsollException.class)
                    .hasMessageContaining("foreign.json")
                    .hasMessageContaining("images[0].findings[1].id should be a text");
        }
    }

    @Test
    void whatReplacesTheFileMeanwhileDoesNotChangeWhatIsRead() throws IOException {
        Path file = Masters.everything(directory);
        try (MasterReader master = MasterReader.open(file)) {
            Path other = Files.writeString(directory.resolve("other.json"), "{}");
            Files.move(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);

            assertThat(Masters.findings(master, 0)).hasSize(2);
        }
    }

    private void refused(String document, String words) throws IOException {
        Path file = directory.resolve("refused.json");
        Files.write(file, document.getBytes(StandardCharsets.UTF_8));
        refused(file, words);
    }

    private static void refused(Path file, String words) {
        assertThatThrownBy(() -> MasterReader.open(file).close())
                .isInstanceOf(PlimsollException.class)
                .hasMessageContaining(file.getFileName().toString())
                .hasMessageContaining(words);
    }
}
