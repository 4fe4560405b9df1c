package dev.plimsoll.inventory.ecosystem.golang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.inventory.UnreadableVersionException;
import dev.plimsoll.inventory.VersionOracle;
import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.RequiresFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoVersionSchemeTest {
    // Go's advisories leave the v out; the library wants it.
    private static final String PROGRAM = """
            package main

            import (
            	"encoding/json"
            	"fmt"
            	"os"
            	"strings"

            	"golang.org/x/mod/semver"
            )

            func main() {
            	data, err := os.ReadFile(os.Args[1])
            	if err != nil {
            		panic(err)
            	}
            	var pairs [][2]string
            	if err := json.Unmarshal(data, &pairs); err != nil {
            		panic(err)
            	}
            	for _, p := range pairs {
            		a, b := p[0], p[1]
            		if !strings.HasPrefix(a, "v") {
            			a = "v" + a
            		}
            		if !strings.HasPrefix(b, "v") {
            			b = "v" + b
            		}
            		if semver.IsValid(a) && semver.IsValid(b) {
            			fmt.Println(semver.Compare(a, b))
            		} else {
            			fmt.Println("x")
            		}
            	}
            }
            """;

    private final GoVersionScheme scheme = new GoVersionScheme();

    @Test
    void ordersPseudoVersionsBeforeTheReleaseTheyLeadTo() throws Exception {
        String[] ascending = {
            "v0.0.0-20190101000000-abcdefabcdef",
            "0.0.0-20200101000000-000000000000",
            "v1.2.3-rc.1",
            "v1.2.3-rc.1.0.20200101000000-abc",
            "1.2.3",
            "v1.2.4-0.20200101000000-abcdefabcdef",
            "v1.2.4",
            "v2.0.0+incompatible",
            "v10"
        };
        for (int i = 0; i + 1 < ascending.length; i++) {
            assertThat(scheme.parse(ascending[i])).isLessThan(scheme.parse(ascending[i + 1]));
        }
        assertThat(scheme.parse("v2.0.0+incompatible")).isEqualTo(scheme.parse("2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v",
                "(devel)",
                "devel +abc",
                "go1.21.3",
                "1.2.3.4",
                "v1.02",
                "v1.2.3-",
                "v1.2-rc1",
                "v1.2.3-01",
                " v1.2.3"
            })
    void refusesWhatTheLibraryCallsInvalid(String text) {
        assertThatThrownBy(() -> scheme.parse(text)).isInstanceOf(UnreadableVersionException.class);
    }

    @Test
    @RequiresCommand("go")
    @RequiresFile("advisories/osv/Go/all.zip")
    void agreesWithTheSemverPackageOfGo(@TempDir Path directory) throws Exception {
        Files.writeString(
                directory.resolve("go.mod"), "module oracle\n\ngo 1.20\n\nrequire golang.org/x/mod v0.20.0\n");
        Files.writeString(directory.resolve("main.go"), PROGRAM);
        VersionOracle.run(directory, "go", "mod", "tidy");
        List<List<String>> pairs = new ArrayList<>(VersionOracle.pairs(VersionOracle.versionsIn("Go"), 20_000));
        pairs.addAll(VersionOracle.pairs(generated(), 20_000));
        Path file = VersionOracle.write(pairs, directory.resolve("pairs.json"));

        VersionOracle.assertAgrees(scheme, pairs, VersionOracle.run(directory, "go", "run", ".", file.toString()));
    }

    private static List<String> generated() {
        Random random = new Random(5);
        String[] numbers = {"0", "1", "2", "10", "99999999999999999999", "01", "", "x"};
        String[] tails = {
            "",
            "",
            "-0",
            "-rc.1",
            "-rc.2",
            "-rc.10",
            "-rc",
            "-0.20200101000000-abcdef",
            "-beta.1.0.20200101000000-abcdef",
            "+incompatible",
            "-rc.1+incompatible",
            "-01",
            "-0a",
            "-",
            "+",
            "-a..b",
            "-9",
            "-10",
            "--1",
            "+a.b",
            "-a_b",
            ".4",
            "-99999999999999999999",
            "-99999999999999999998"
        };
        List<String> versions = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "v" : "");
            int parts = random.nextInt(6) == 0 ? 1 + random.nextInt(2) : 3;
            for (int part = 0; part < parts; part++) {
                text.append(part == 0 ? "" : ".")
                        .append(numbers[random.nextInt(random.nextInt(12) == 0 ? numbers.length : 4)]);
            }
            versions.add(text.append(tails[random.nextInt(tails.length)]).toString());
        }
        return versions;
    }
}
