package dev.plimsoll.inventory.ecosystem.python;

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

class PypiVersionSchemeTest {
    private static final String SCRIPT = """
            import json, sys
            sys.path.insert(0, 'packages')
            from packaging.version import Version
            def read(text):
                try:
                    return Version(text)
                except ValueError:
                    return None
            for a, b in json.load(open(sys.argv[1], encoding='utf-8')):
                x, y = read(a), read(b)
                print('x' if x is None or y is None else (x > y) - (x < y))
            """;

    private final PypiVersionScheme scheme = new PypiVersionScheme();

    @Test
    void ordersAsThePepSays() throws Exception {
        String[] ascending = {
            "1.0.dev1",
            "1.0a1.dev1",
            "1.0a1",
            "1.0b2",
            "1.0rc1",
            "1.0",
            "1.0+abc",
            "1.0+1",
            "1.0.post1.dev2",
            "1.0-1",
            "1.0.1",
            "1!0.1"
        };
        for (int i = 0; i + 1 < ascending.length; i++) {
            assertThat(scheme.parse(ascending[i])).isLessThan(scheme.parse(ascending[i + 1]));
        }
    }

    @Test
    void takesSpellingsAsOne() throws Exception {
        assertThat(scheme.parse("v1.0-Alpha_1")).isEqualTo(scheme.parse("1a1")).hasToString("v1.0-Alpha_1");
        assertThat(scheme.parse("1.0c2")).isEqualTo(scheme.parse("1.0.preview-2"));
        assertThat(scheme.parse("1.0-2")).isEqualTo(scheme.parse("1.0rev2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0.7.1.fix1",
                "1.",
                ".1",
                "1..2",
                "latest",
                "1.0+",
                "1.0+a..b",
                "1.0+é",
                "1.0po\u017ft1",
                "2004d.x",
                "1!"
            })
    void refusesWhatIsNotPep440(String text) {
        assertThatThrownBy(() -> scheme.parse(text)).isInstanceOf(UnreadableVersionException.class);
    }

    @Test
    void refusesNumbersOfAbsurdLength() {
        assertThatThrownBy(() -> scheme.parse("9".repeat(100_000))).isInstanceOf(UnreadableVersionException.class);
    }

    @Test
    @RequiresCommand({"python3", "pip"})
    @RequiresFile("advisories/osv/PyPI/all.zip")
    void agreesWithPackaging(@TempDir Path directory) throws Exception {
        VersionOracle.run(directory, "pip", "install", "--quiet", "--target", "packages", "packaging");
        Files.writeString(directory.resolve("compare.py"), SCRIPT);
        List<List<String>> pairs = new ArrayList<>(VersionOracle.pairs(VersionOracle.versionsIn("PyPI"), 30_000));
        pairs.addAll(VersionOracle.pairs(generated(), 30_000));
        Path file = VersionOracle.write(pairs, directory.resolve("pairs.json"));

        VersionOracle.assertAgrees(
                scheme, pairs, VersionOracle.run(directory, "python3", "compare.py", file.toString()));
    }

    private static List<String> generated() {
        Random random = new Random(11);
        String[] epochs = {"", "", "", "0!", "1!", "v", "V1!"};
        String[] releases = {
            "1", "1.0", "1.0.0", "1.1", "01.1", "0", "1.2.3", "1.10", "1.0.0.0.1", "99999999999999999999"
        };
        String[] separators = {"", ".", "-", "_"};
        String[] pres = {"a", "A", "alpha", "b", "beta", "c", "rc", "RC", "pre", "preview", "alph", "betA"};
        String[] posts = {"post", "r", "rev", "POST"};
        String[] numbers = {"", "0", "1", "2", "10", "01", "123456789012345678901"};
        String[] locals = {"+1", "+a", "+A.1", "+a_1", "+a-b", "+01", "+", "+1.a", "+a.", "+ubuntu.1"};
        List<String> versions = new ArrayList<>();
        for (int i = 0; i < 8_000; i++) {
            StringBuilder text = new StringBuilder(one(random, epochs)).append(one(random, releases));
            if (random.nextInt(3) == 0) {
                text.append(one(random, separators))
                        .append(one(random, pres))
                        .append(one(random, separators))
                        .append(one(random, numbers));
            }
            if (random.nextInt(4) == 0) {
                text.append(
                        random.nextBoolean()
                                ? "-" + one(random, numbers)
                                : one(random, separators)
                                        + one(random, posts)
                                        + one(random, separators)
                                        + one(random, numbers));
            }
            if (random.nextInt(4) == 0) {
                text.append(one(random, separators))
                        .append("dev")
                        .append(one(random, separators))
                        .append(one(random, numbers));
            }
            if (random.nextInt(6) == 0) {
                text.append(one(random, locals));
            }
            if (random.nextInt(20) == 0) {
                text.insert(
                        random.nextInt(text.length() + 1),
                        one(random, new String[] {" ", "\u00a0", "x", "\u017f", "-", "\u001d"}));
            }
            versions.add(text.toString());
        }
        return versions;
    }

    private static String one(Random random, String[] of) {
        return of[random.nextInt(of.length)];
    }
}
