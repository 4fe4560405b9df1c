package dev.plimsoll.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Compares a {@link VersionScheme} with its ecosystem's own tool, thousands of pairs in one process. */
public final class VersionOracle {
    private static final ObjectMapper JSON = new ObjectMapper();

    private VersionOracle() {}

    /** Runs a program of the ecosystem in {@code directory} and gives its standard output. */
    public static String run(Path directory, String... command) throws Exception {
        Path errors = Files.createTempFile(directory, "oracle", ".err");
        Path output = Files.createTempFile(directory, "oracle", ".out");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            assertThat(process.waitFor(240, TimeUnit.SECONDS))
                    .as("%s ends in time", List.of(command))
                    .isTrue();
            assertThat(process.exitValue())
                    .as("%s: %s", List.of(command), Files.readString(errors))
                    .isZero();
            return Files.readString(output);
        } finally {
            process.destroyForcibly();
        }
    }

    /** All versions that the shared OSV export of an ecosystem names in its ranges and lists. */
    public static List<String> versionsIn(String ecosystem) throws IOException {
        TreeSet<String> versions = new TreeSet<>();
        try (ZipFile zip = new ZipFile(
                SharedFiles.path("advisories/osv/" + ecosystem + "/all.zip").toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    JSON.readTree(in).path("affected").forEach(affected -> {
                        affected.path("versions").forEach(version -> versions.add(version.asText()));
                        for (JsonNode range : affected.path("ranges")) {
                            if (!range.path("type").asText().equals("GIT")) {
                                range.path("events")
                                        .forEach(event -> event.properties()
                                                .forEach(e -> versions.add(
                                                        e.getValue().asText())));
                            }
                        }
                    });
                }
            }
        }
        return List.copyOf(versions);
    }

    /** Pairs of neighbours in the list and of strangers, the same every time. */
    public static List<List<String>> pairs(List<String> versions, int count) {
        Random random = new Random(42);
        List<List<String>> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int a = random.nextInt(versions.size());
            int b = i % 2 == 0
                    ? random.nextInt(versions.size())
                    : Math.floorMod(a + random.nextInt(9) - 4, versions.size());
            pairs.add(List.of(versions.get(a), versions.get(b)));
        }
        return pairs;
    }

    /** Writes the pairs as a JSON array of arrays of two. */
    public static Path write(List<List<String>> pairs, Path file) throws IOException {
        return Files.write(file, JSON.writeValueAsString(pairs).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Asserts that the scheme says what the oracle says of each pair.
     *
     * @param verdicts a line for each pair: {@code -1}, {@code 0}, {@code 1}, or {@code x} if either version is refused
     */
    public static void assertAgrees(VersionScheme scheme, List<List<String>> pairs, String verdicts) {
        List<String> lines = verdicts.lines().toList();
        assertThat(lines).hasSameSizeAs(pairs);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String ours = verdict(scheme, pairs.get(i));
            if (!ours.equals(lines.get(i))) {
                differences.add(pairs.get(i) + ": " + ours + ", the oracle says " + lines.get(i));
            }
        }
        assertThat(differences).isEmpty();
        assertThat(lines).as("the oracle saw all kinds").contains("-1", "0", "1", "x");
    }

    private static String verdict(VersionScheme scheme, List<String> pair) {
        try {
            Version a = scheme.parse(pair.get(0));
            Version b = scheme.parse(pair.get(1));
            assertThat(a).hasToString(pair.get(0));
            assertThat(Integer.signum(b.compareTo(a))).isEqualTo(-Integer.signum(a.compareTo(b)));
            return Integer.toString(Integer.signum(a.compareTo(b)));
        } catch (UnreadableVersionException e) {
            return "x";
        }
    }
}
