package dev.plimsoll.inventory.sbom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.inventory.Purl;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link SbomFormat} keeps; its test extends this and adds the format's own. */
public abstract class SbomFormatContract {
    protected static final Instant CREATED = Instant.parse("2026-11-01T12:00:00.123Z");
    private static final int SEEDS = 40;

    /** The format under test. */
    protected abstract SbomFormat format();

    /** What the format's owners find wrong with a document; empty if it is valid. */
    protected abstract List<String> faults(byte[] document) throws Exception;

    protected final byte[] write(Sbom sbom) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format().write(sbom, CREATED, out);
        return out.toByteArray();
    }

    protected final Sbom read(byte[] document) {
        return read(document, Limits.DEFAULT);
    }

    private Sbom read(byte[] document, Limits limits) {
        return new SbomReader(List.of(format()), SbomFormatContract::component, limits)
                .read(new ByteArrayInputStream(document), "a.json");
    }

    /** Stands for the ecosystems: each purl type is one, named like it. */
    protected static Optional<Component> component(Purl purl, Location location) {
        return Optional.of(Component.of("of-" + purl.type(), purl.name(), purl.version(), purl, location));
    }

    @Test
    void whatIsWrittenIsReadBackEqual() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            Sbom sbom = SomeSboms.hostile(seed);
            assertThat(read(write(sbom))).as("seed " + seed).isEqualTo(sbom);
        }
    }

    @Test
    void anEmptyInventoryIsReadBackEqual() throws IOException {
        Sbom sbom = SomeSboms.ordinary(0);
        assertThat(read(write(sbom))).isEqualTo(sbom);
    }

    @Test
    void isValidForTheFormatsOwners() throws Exception {
        assertThat(faults(write(SomeSboms.ordinary(50)))).isEmpty();
        for (int seed = 0; seed < 5; seed++) {
            assertThat(faults(write(SomeSboms.hostile(seed))))
                    .as("seed " + seed)
                    .isEmpty();
        }
    }

    /** A part of each document without which it is not valid. */
    protected abstract String neededText();

    @Test
    void theFormatsOwnersWouldFindFaults() throws Exception {
        String document = new String(write(SomeSboms.ordinary(1)), StandardCharsets.US_ASCII);
        assertThat(document).contains(neededText());
        assertThat(faults(document.replace(neededText(), "").getBytes(StandardCharsets.US_ASCII)))
                .isNotEmpty();
    }

    @Test
    void theSameSbomGivesTheSameBytesAndAnotherOneAnotherSerialNumber() throws IOException {
        byte[] first = write(SomeSboms.hostile(1));
        assertThat(write(SomeSboms.hostile(1))).isEqualTo(first);
        assertThat(serialNumber(write(SomeSboms.hostile(2)))).isNotEqualTo(serialNumber(first));
    }

    private static String serialNumber(byte[] document) {
        String text = new String(document, StandardCharsets.US_ASCII);
        var matcher =
                Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}").matcher(text);
        assertThat(matcher.find()).isTrue();
        return matcher.group();
    }

    @Test
    void nothingThatATerminalActsOnIsWritten() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            String document = new String(write(SomeSboms.hostile(seed)), StandardCharsets.ISO_8859_1);
            assertThat(document.chars().allMatch(c -> c >= ' ' && c < 127)).isTrue();
        }
    }

    @Test
    void theStreamStaysOpen() throws IOException {
        boolean[] closed = {false};
        try (OutputStream out = new BufferedOutputStream(OutputStream.nullOutputStream()) {
            @Override
            public void close() {
                closed[0] = true;
            }
        }) {
            format().write(SomeSboms.ordinary(3), CREATED, out);
            assertThat(closed[0]).isFalse();
        }
    }

    @Test
    void aCutDocumentIsAClearError() throws IOException {
        byte[] document = write(SomeSboms.hostile(3));
        for (int i = 0; i < 20; i++) {
            byte[] cut = Arrays.copyOf(document, (int) ((long) document.length * i / 20));
            assertThatThrownBy(() -> read(cut))
                    .as("cut at " + cut.length)
                    .isInstanceOfSatisfying(
                            PlimsollException.class,
                            e -> assertThat(e.code()).isIn(ErrorCode.IMAGE_CORRUPT, ErrorCode.UNSUPPORTED_FORMAT))
                    .hasMessageContaining("a.json");
        }
    }

    @Test
    void whatFollowsTheDocumentIsAClearError() throws IOException {
        byte[] document = write(SomeSboms.ordinary(1));
        byte[] longer = Arrays.copyOf(document, document.length + 2);
        longer[document.length] = '{';
        longer[document.length + 1] = '}';
        assertThatThrownBy(() -> read(longer))
                .isInstanceOfSatisfying(
                        PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IMAGE_CORRUPT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"components", "packages", "unknown", "metadata", "creationInfo"})
    void aDeepDocumentIsAClearError(String member) throws IOException {
        String deep = "{" + head() + ",\"" + member + "\":" + "[".repeat(100) + "]".repeat(100) + "}";
        assertThatThrownBy(() -> read(deep.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
    }

    @Test
    void aDocumentOverTheLimitIsAClearError() throws IOException {
        byte[] document = write(SomeSboms.ordinary(100));
        assertThatThrownBy(() -> read(document, Limits.DEFAULT.with("file-bytes", document.length - 1)))
                .isInstanceOfSatisfying(
                        PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
        assertThat(read(document, Limits.DEFAULT.with("file-bytes", document.length)))
                .isNotNull();
    }

    /** The members by which the format is known, of a document we write. */
    private String head() throws IOException {
        String document = new String(write(SomeSboms.ordinary(0)), StandardCharsets.US_ASCII);
        return document.substring(1, document.indexOf(",", document.indexOf("ersion\"")));
    }

    @TempDir
    Path directory;

    /** Writes and reads many components in a JVM of its own, so that its heap can be bounded. */
    public static final class Large {
        private Large() {}

        /** @param args class of the format, a file to write, how many components */
        public static void main(String[] args) throws Exception {
            SbomFormat format = Class.forName(args[0])
                    .asSubclass(SbomFormat.class)
                    .getDeclaredConstructor()
                    .newInstance();
            Path file = Path.of(args[1]);
            Sbom sbom = SomeSboms.ordinary(Integer.parseInt(args[2]));
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
                format.write(sbom, CREATED, out);
            }
            SbomReader reader = new SbomReader(List.of(format), SbomFormatContract::component, Limits.DEFAULT);
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
                System.exit(reader.read(in, "large.json").equals(sbom) ? 42 : 1);
            }
        }
    }

    @Test
    void manyComponentsFitASmallHeap() throws Exception {
        assertThatFit(10_000, "-Xmx96m");
    }

    @Test
    @Tag("proof")
    void fiftyThousandComponentsFitASmallHeap() throws Exception {
        assertThatFit(50_000, "-Xmx256m");
    }

    private void assertThatFit(int components, String heap) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        heap,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Large.class.getName(),
                        format().getClass().getName(),
                        directory.resolve("large.json").toString(),
                        Integer.toString(components))
                .inheritIO()
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(42);
    }
}
