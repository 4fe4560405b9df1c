package dev.plimsoll.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.report.DocumentFormat;
import dev.plimsoll.report.SampleScan;
import dev.plimsoll.report.master.Masters;
import dev.plimsoll.scan.Finding;
import dev.plimsoll.scan.ScanResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** No document needs more heap for many findings than for few: each is rendered with the same small one. New formats are tried by themselves. */
class StreamingTest {
    /** Enough for the program; a hundred times less than the findings of the large master would take. */
    private static final String HEAP = "-Xmx40m";

    @TempDir
    private Path directory;

    @Test
    void aFewThousandFindingsInASmallHeap() throws Exception {
        Path master = Masters.write(directory.resolve("small.json"), scan(2_000));
        assertThat(ids()).isNotEmpty();

        render(String.join(",", ids()), master);
    }

    @Tag("proof")
    @TestFactory
    Stream<DynamicTest> twoHundredThousandFindingsInTheSameHeap() throws IOException {
        Path master = Masters.write(directory.resolve("large.json"), scan(200_000));
        return ids().stream().map(id -> DynamicTest.dynamicTest(id, () -> render(id, master)));
    }

    private static List<String> ids() {
        return DocumentFormats.all().stream().map(DocumentFormat::id).toList();
    }

    private static void render(String ids, Path master) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RenderInChild.class.getName(),
                        ids,
                        master.toString())
                .redirectErrorStream(true)
                .start();
        try (InputStream in = process.getInputStream()) {
            String said = new String(BoundedInput.readAll(in, 1 << 20, "output"), StandardCharsets.UTF_8);
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(said).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static ScanResult scan(int count) {
        ScanResult sample = SampleScan.ordinary();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Finding each = sample.findings().get(i % sample.findings().size());
            findings.add(new Finding(
                    "CVE-2024-" + (100_000 + i),
                    each.aliases(),
                    each.component(),
                    each.fixState(),
                    each.fixedVersion(),
                    each.severity(),
                    each.rating(),
                    each.ratings(),
                    each.exploitation(),
                    each.evidence(),
                    each.layer(),
                    each.introducedBy(),
                    each.published()));
        }
        return new ScanResult(
                sample.image(),
                sample.scannedAt(),
                sample.inventory(),
                findings,
                sample.suppressed(),
                sample.coverage(),
                sample.support(),
                sample.base(),
                sample.dockerfile(),
                sample.enriched(),
                sample.notes());
    }
}
