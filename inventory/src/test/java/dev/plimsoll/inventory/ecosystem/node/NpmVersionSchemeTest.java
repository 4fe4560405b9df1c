package dev.plimsoll.inventory.ecosystem.node;

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

class NpmVersionSchemeTest {
    private static final String SCRIPT = """
            const semver = require('semver');
            const pairs = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8'));
            console.log(pairs.map(([a, b]) => {
              const x = semver.parse(a, {loose: false}), y = semver.parse(b, {loose: false});
              return x && y ? String(x.compare(y)) : 'x';
            }).join('\\n'));
            """;

    private final NpmVersionScheme scheme = new NpmVersionScheme();

    @Test
    void ordersPreReleasesBeforeTheirRelease() throws Exception {
        String[] ascending = {
            "1.0.0-0",
            "1.0.0-2",
            "1.0.0-11",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0",
            "v1.0.1",
            "1.10.0"
        };
        for (int i = 0; i + 1 < ascending.length; i++) {
            assertThat(scheme.parse(ascending[i])).isLessThan(scheme.parse(ascending[i + 1]));
        }
        assertThat(scheme.parse(" 1.0.0+build ")).isEqualTo(scheme.parse("1.0.0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "1.2",
                "01.2.3",
                "1.2.3.4",
                "1.2.3-",
                "1.2.3-01",
                "1.2.3+",
                "=1.2.3",
                "latest",
                "1.2.x",
                "9007199254740992.0.0",
                "1.2.3 beta",
                "^1.2.3"
            })
    void refusesWhatNpmRefuses(String text) {
        assertThatThrownBy(() -> scheme.parse(text)).isInstanceOf(UnreadableVersionException.class);
    }

    @Test
    void refusesVersionsOfAbsurdLengthWithoutRepeatingThem() {
        assertThatThrownBy(() -> scheme.parse("1.2.3-" + "a".repeat(1_000_000)))
                .isInstanceOf(UnreadableVersionException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    @Test
    @RequiresCommand({"node", "npm"})
    @RequiresFile("advisories/osv/npm/all.zip")
    void agreesWithNpm(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("package.json"), "{\"private\":true}");
        VersionOracle.run(directory, "npm", "install", "--no-audit", "--no-fund", "--silent", "semver@7");
        Files.writeString(directory.resolve("compare.js"), SCRIPT);
        List<List<String>> pairs = new ArrayList<>(VersionOracle.pairs(VersionOracle.versionsIn("npm"), 5_000));
        pairs.addAll(VersionOracle.pairs(generated(), 20_000));
        Path file = VersionOracle.write(pairs, directory.resolve("pairs.json"));

        VersionOracle.assertAgrees(scheme, pairs, VersionOracle.run(directory, "node", "compare.js", file.toString()));
    }

    private static List<String> generated() {
        Random random = new Random(7);
        String[] numbers = {"0", "1", "2", "10", "01", "", "9007199254740991", "9007199254740992", "x"};
        String[] tails = {
            "",
            "",
            "",
            "-",
            "-0",
            "-1",
            "-2",
            "-10",
            "-01",
            "-alpha",
            "-alpha.1",
            "-alpha.beta",
            "-rc.1",
            "-rc-1",
            "-RC.1",
            "--1",
            "-1a",
            "-0a",
            "-a..b",
            "-9007199254740990",
            "-9007199254740993",
            "+1",
            "+01",
            "+",
            "-1+b.2",
            "+a_b",
            ".4",
            "-123456789012345678901234567890"
        };
        String[] starts = {"", "", "", "", "v", "V", "=", " ", "v ", "\u00a0", "\ufeff", "\n", "\u200b", "\u001c"};
        String[] ends = {"", "", "", "", " ", "\t", "\u2028", "."};
        List<String> versions = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            // Most are readable: the odd parts come up in one of a few.
            String text = pick(random, numbers, 4) + "." + pick(random, numbers, 4) + "." + pick(random, numbers, 4)
                    + tails[random.nextInt(tails.length)];
            versions.add(
                    random.nextInt(4) == 0
                            ? starts[random.nextInt(starts.length)] + text + ends[random.nextInt(ends.length)]
                            : text);
        }
        return versions;
    }

    private static String pick(Random random, String[] from, int usual) {
        return from[random.nextInt(random.nextInt(12) == 0 ? from.length : usual)];
    }
}
