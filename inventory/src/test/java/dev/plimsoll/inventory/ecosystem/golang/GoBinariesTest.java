package dev.plimsoll.inventory.ecosystem.golang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.Scheme;
import dev.plimsoll.inventory.Inventory;
import dev.plimsoll.inventory.InventoryReader;
import dev.plimsoll.inventory.MemoryImage;
import dev.plimsoll.inventory.ReadOptions;
import dev.plimsoll.inventory.VersionOracle;
import dev.plimsoll.testkit.RequiresCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs of the linker itself, against {@code go version -m}. */
@RequiresCommand("go")
class GoBinariesTest {
    @TempDir
    static Path directory;

    @BeforeAll
    static void writeProgram() throws Exception {
        Files.writeString(directory.resolve("go.mod"), """
                module example.org/Harbour

                go 1.20

                require (
                	example.org/local v1.0.0
                	github.com/BurntSushi/toml v1.3.2
                	golang.org/x/exp v0.0.0-20230905200255-921286631fa9
                )

                replace (
                	example.org/local => ./local
                	github.com/BurntSushi/toml v1.3.2 => github.com/BurntSushi/toml v1.3.1
                )
                """);
        Files.createDirectories(directory.resolve("local"));
        Files.writeString(directory.resolve("local/go.mod"), "module example.org/local\n\ngo 1.20\n");
        Files.writeString(directory.resolve("local/local.go"), "package local\n\nconst Depth = 3\n");
        Files.writeString(directory.resolve("main.go"), """
                package main

                import (
                	"example.org/local"
                	"github.com/BurntSushi/toml"
                	"golang.org/x/exp/constraints"
                )

                func least[T constraints.Ordered](a, b T) T {
                	if a < b {
                		return a
                	}
                	return b
                }

                func main() {
                	var v map[string]int
                	_, err := toml.Decode("a = 1", &v)
                	println(least(v["a"], local.Depth), err == nil)
                }
                """);
        VersionOracle.run(directory, "go", "mod", "tidy");
    }

    @ParameterizedTest
    @CsvSource({"plain, -v=false", "stripped, -ldflags=-s -w", "trimmed, -trimpath"})
    void readsWhatGoReads(String name, String flag) throws Exception {
        build(name, "linux", "amd64", "0", flag);
        compare(name);
    }

    @Tag("proof")
    @ParameterizedTest
    @CsvSource({
        "pie, amd64, 1, -buildmode=pie",
        "shared.so, amd64, 1, -buildmode=c-shared",
        "x386, 386, 0, -v=false",
        "arm64, arm64, 0, -ldflags=-s -w",
        "s390x, s390x, 0, -v=false",
        "ppc64, ppc64, 0, -ldflags=-s -w",
        "mips, mips, 0, -v=false",
    })
    void readsWhatGoReadsForOtherMachines(String name, String machine, String cgo, String flag) throws Exception {
        build(name, "linux", machine, cgo, flag);
        compare(name);
    }

    @Test
    void readsGoItself() throws Exception {
        String root = VersionOracle.run(directory, "go", "env", "GOROOT").strip();
        Inventory found = read(Path.of(root, "bin"));
        String version = GoRelease.version(
                VersionOracle.run(directory, "go", "env", "GOVERSION").strip());

        assertThat(found.components())
                .extracting(component -> component.name() + " " + component.version())
                .contains("stdlib " + version, "toolchain " + version);
    }

    private static void build(String name, String system, String machine, String cgo, String flag) throws Exception {
        VersionOracle.run(
                directory,
                "env",
                "GOOS=" + system,
                "GOARCH=" + machine,
                "CGO_ENABLED=" + cgo,
                "go",
                "build",
                flag,
                "-o",
                "out-" + name + "/" + name,
                ".");
    }

    private static void compare(String name) throws Exception {
        Path folder = directory.resolve("out-" + name);
        Set<String> expected = expected(VersionOracle.run(
                directory, "go", "version", "-m", folder.resolve(name).toString()));

        Inventory found = read(folder);

        TreeSet<String> names = new TreeSet<>();
        found.components().forEach(component -> names.add(component.name() + " " + component.version()));
        assertThat(found.gaps()).isEmpty();
        assertThat(names).isEqualTo(expected).hasSize(5);
    }

    /** {@code go version -m} prints the module and below it, if there is one, its replacement. */
    private static Set<String> expected(String printed) {
        Set<String> expected = new TreeSet<>();
        List<String> lines = printed.lines().toList();
        expected.add("stdlib " + lines.get(0).substring(lines.get(0).indexOf(": go") + 4));
        for (int i = 1; i < lines.size(); i++) {
            String[] parts = lines.get(i).strip().split("\t");
            if (parts[0].equals("mod") || parts[0].equals("dep")) {
                String version = parts[2].equals("(devel)") ? "" : parts[2];
                String[] next = i + 1 < lines.size() ? lines.get(i + 1).strip().split("\t") : new String[] {""};
                if (next[0].equals("=>")) {
                    version = next[2].equals("(devel)") ? "" : next[2];
                }
                expected.add(parts[1] + " " + version);
            }
        }
        return expected;
    }

    private static Inventory read(Path folder) {
        try (TempFiles tempFiles = TempFiles.under(directory)) {
            return new InventoryReader(List.of(new GoEcosystem()), ReadOptions.of(tempFiles))
                    .read(MemoryImage.of(folder).as(Scheme.ARCHIVE));
        }
    }
}
