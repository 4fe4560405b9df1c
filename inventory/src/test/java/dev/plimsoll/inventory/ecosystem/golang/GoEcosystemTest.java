package dev.plimsoll.inventory.ecosystem.golang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.image.Gap;
import dev.plimsoll.image.Scheme;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Ecosystem;
import dev.plimsoll.inventory.EcosystemContract;
import dev.plimsoll.inventory.Inventory;
import dev.plimsoll.inventory.MemoryImage;
import dev.plimsoll.testkit.SharedFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GoEcosystemTest extends EcosystemContract {
    private static final String MODULES = """
            path\texample.org/Harbour/cmd/harbour
            mod\texample.org/Harbour\t(devel)\t
            dep\texample.org/local\tv1.0.0
            =>\t./local\t(devel)\t
            dep\tgithub.com/BurntSushi/toml\tv1.3.2\th1:o7IhLm0Msx3BaB+n3Ag7L8EVlByGnpq14C4YWiu/gL8=
            dep\tgithub.com/pkg/errors\tv0.9.0
            =>\tgithub.com/fork/errors\tv0.9.1\th1:FEBLx1zS214owpjy7qsBeixbURkuhQAwrK5UwLGTwt4=
            dep\tgithub.com/docker/docker\tv20.10.7+incompatible\th1:x
            dep\tgolang.org/x/crypto\tv0.0.0-20190308221718-c2843e01d9a2\th1:x
            build\t-compiler=gc
            build\tvcs.revision=4f5e0000000000000000000000000000000000aa
            """;

    @Override
    protected Ecosystem ecosystem() {
        return new GoEcosystem();
    }

    @Override
    protected String nameInPurl(Component component) {
        return component.name().toLowerCase(Locale.ROOT);
    }

    /** The programs of the golden case, which are made here. */
    private static Map<String, byte[]> programs() {
        Map<String, byte[]> programs = new LinkedHashMap<>();
        programs.put(
                "usr/bin/harbour", GoElf.WIDE_LITTLE.inline("go1.21.3", MODULES).bytes());
        programs.put(
                "usr/bin/old",
                GoElf.WIDE_BIG
                        .pointers("go1.13", "path\texample.org/old\nmod\texample.org/old\tv1.2.0\th1:x\n")
                        .bytes());
        programs.put(
                "usr/lib/plugin.so.1",
                GoElf.NARROW_LITTLE
                        .pointers(
                                "go1.17.13 X:boringcrypto",
                                "path\texample.org/plugin\nmod\texample.org/plugin\tv0.1.0\t\n")
                        .bytes());
        programs.put(
                "usr/local/go/bin/go",
                GoElf.WIDE_LITTLE
                        .inline("go1.22rc1", "path\tcmd/go\nbuild\t-compiler=gc\n")
                        .bytes());
        programs.put(
                "usr/bin/devel",
                GoElf.WIDE_LITTLE
                        .withoutSections()
                        .inline("devel go1.23-4f5e123 Tue Apr 2 10:00:00 2024 +0000", "")
                        .bytes());
        byte[] absurd = Arrays.copyOf(GoElf.WIDE_LITTLE.header(2), 48);
        Arrays.fill(absurd, 32, 48, (byte) 0xFF);
        programs.put("usr/bin/absurd", GoElf.WIDE_LITTLE.withBlob(absurd).bytes());
        programs.put("usr/bin/other", GoElf.WIDE_LITTLE.bytes());
        programs.put(
                "usr/share/not-a-program",
                GoElf.WIDE_LITTLE.inline("go1.1", MODULES).bytes());
        programs.put("usr/bin/script", ("#!/bin/sh\n# " + "x".repeat(5000)).getBytes(StandardCharsets.UTF_8));
        return programs;
    }

    @Test
    void goldenProgramsAreThoseThatAreMadeHere() throws IOException {
        Path root = SharedFiles.checkout()
                .resolve("inventory/src/test/resources/dev/plimsoll/inventory/ecosystem/go/programs/root");
        for (Map.Entry<String, byte[]> program : programs().entrySet()) {
            Path file = root.resolve(program.getKey());
            if ("rewrite".equals(System.getProperty("plimsoll.golden"))) {
                Files.createDirectories(file.getParent());
                Files.write(file, program.getValue());
                assertThat(file.toFile().setExecutable(program.getKey().contains("bin/")))
                        .isTrue();
            }
            assertThat(file).hasBinaryContent(program.getValue());
        }
    }

    static Stream<byte[]> layouts() {
        return Stream.of(GoElf.WIDE_LITTLE, GoElf.WIDE_BIG, GoElf.NARROW_LITTLE, GoElf.NARROW_BIG)
                .flatMap(elf -> Stream.of(
                        elf, elf.withoutSections(), elf.withoutSections().withLead(70_000), elf.withLead(48)))
                .flatMap(elf -> Stream.of(elf.inline("go1.20.1", MODULES), elf.pointers("go1.20.1", MODULES)))
                .map(GoElf::bytes);
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void readsBuildInformationInEveryLayout(byte[] program) {
        Inventory found = read(program);

        assertThat(found.gaps()).isEmpty();
        assertThat(found.components())
                .extracting(component -> component.name() + " " + component.version())
                .containsExactly(
                        "example.org/Harbour ",
                        "example.org/local ",
                        "github.com/BurntSushi/toml v1.3.2",
                        "github.com/docker/docker v20.10.7+incompatible",
                        "github.com/fork/errors v0.9.1",
                        "golang.org/x/crypto v0.0.0-20190308221718-c2843e01d9a2",
                        "stdlib 1.20.1");
    }

    @ParameterizedTest
    @CsvSource({
        "go1.21.3, 1.21.3",
        "go1.22, 1.22.0",
        "go1.22rc1, 1.22.0-rc.1",
        "go1.9beta2, 1.9.0-beta.2",
        "go1.19.5 X:boringcrypto, 1.19.5",
        "go1.20.12 (Red Hat 1.20.12-1.el9), 1.20.12",
        "devel go1.23-4f5e, devel go1.23-4f5e",
        "go1.21.3-custom, go1.21.3-custom",
        "go1.22rc, go1.22rc",
        "go1., go1.",
        "go2, go2",
        "go, go",
    })
    void writesVersionsOfGoAsItsVulnerabilityDatabaseDoes(String text, String version) {
        assertThat(GoRelease.version(text)).isEqualTo(version);
    }

    @Test
    void reportsMarkedProgramsThatCannotBeRead() {
        GoElf elf = GoElf.WIDE_LITTLE;
        ByteArrayOutputStream huge = new ByteArrayOutputStream();
        huge.writeBytes(elf.header(2));
        huge.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x7F});
        byte[] selfPointing = elf.header(0);
        for (int at = 16; at < 32; at += 8) {
            ByteBuffer.wrap(selfPointing).order(ByteOrder.LITTLE_ENDIAN).putLong(at, 0x7000_0000_1000L);
        }
        byte[] cutHeaders = elf.inline("go1.21.3", MODULES).bytes();
        cutHeaders[54] = 1;
        for (byte[] program : new byte[][] {
            elf.withBlob(huge.toByteArray()).bytes(),
            elf.withBlob(selfPointing).bytes(),
            elf.withBlob(elf.header(0)).bytes(),
            elf.inline("", MODULES).bytes(),
            cutHeaders,
        }) {
            Inventory found = read(program);
            assertThat(found.components()).isEmpty();
            assertThat(found.gaps())
                    .singleElement()
                    .satisfies(gap -> assertThat(gap.reason()).isIn(Gap.Reason.CORRUPT, Gap.Reason.LIMIT));
        }
    }

    @Test
    void survivesEveryChangedByteOfTheHeaders() {
        byte[] whole = GoElf.WIDE_LITTLE.pointers("go1.16", MODULES).bytes();
        for (int at = 4; at < whole.length; at += at == 0x200 ? GoElf.DATA_OFFSET - 0x200 : 1) {
            for (int value : new int[] {0, 0x7F, 0xFF}) {
                byte[] changed = whole.clone();
                changed[at] = (byte) value;
                assertThat(read(changed).gaps()).hasSizeLessThan(2);
            }
        }
    }

    @Test
    void reportsAGoModThatIsCutOff() {
        Set<String> broken = Set.of(
                "module x\nrequire (\n a v1.0.0\n", "require a v1.0.0\n", "module x\nrequire a\n", "module \"x\n");
        for (String text : broken) {
            Inventory found = read(MemoryImage.empty().as(Scheme.FS).put("go.mod", text));
            assertThat(found.gaps()).as(text).hasSize(1);
        }
    }

    private Inventory read(byte[] program) {
        return read(MemoryImage.empty().putExecutable("bin/program", program).keepingProbes());
    }
}
