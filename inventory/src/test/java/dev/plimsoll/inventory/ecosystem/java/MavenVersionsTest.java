package dev.plimsoll.inventory.ecosystem.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.inventory.UnreadableVersionException;
import dev.plimsoll.inventory.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.maven.artifact.versioning.ComparableVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The oracle is Maven's own ComparableVersion. */
class MavenVersionsTest {
    private static final String[] ATOMS = {
        "0",
        "1",
        "2",
        "9",
        "10",
        "00",
        "01",
        "2021",
        "20230101",
        "999999999",
        "1000000000",
        "999999999999999999",
        "1000000000000000000",
        "18446744073709551616",
        "a",
        "b",
        "m",
        "alpha",
        "beta",
        "milestone",
        "rc",
        "cr",
        "snapshot",
        "ga",
        "final",
        "release",
        "sp",
        "x",
        "jre",
        "android",
        "redhat",
        "Final",
        "RELEASE",
        "SNAPSHOT",
        "Beta",
        "v",
        "+",
        "_",
        "é",
        "fix",
        "incubating",
        "pre",
        "dev"
    };

    private static final List<String> REAL = List.of(
            "1",
            "1.0",
            "1.0.0",
            "1.0-0",
            "1.0.GA",
            "1.0.Final",
            "1.0-SNAPSHOT",
            "1.0-RC1",
            "1.0.RC1",
            "1.0.CR1",
            "1.0-rc-1",
            "1.0-M1",
            "1.0.M1",
            "1.0-alpha-1",
            "1.0a1",
            "1.0b2",
            "1.0-beta.2",
            "1.0.SP1",
            "1.0-sp-1",
            "2.14.1",
            "2.15.0",
            "2.9.10.8",
            "2.9.10",
            "2.13.4.2",
            "31.1-jre",
            "31.1-android",
            "32.0.0-jre",
            "r09",
            "9.0.46",
            "9.0.0.M1",
            "9.0.0.M10",
            "9.4.41.v20210516",
            "9.4.40.v20210413",
            "10.0.0-alpha0",
            "10.0.0.alpha1",
            "1.4.200",
            "1.4.197",
            "4.1.100.Final",
            "4.1.99.Final",
            "5.3.17",
            "5.3.9.RELEASE",
            "2.5.0",
            "2.5.0.RELEASE",
            "20090211",
            "1.2.17-atlassian-1",
            "1.2.3.4.5.6",
            "3.0.0-M5",
            "2.0-groovy-2.5",
            "2.3-groovy-3.0",
            "1.0.0.redhat-1",
            "1.0.0.redhat-00002",
            "7.0.0.Beta1",
            "2.0.0.AM4",
            "1.0+build.5",
            "0.9.0",
            "0.10.0",
            "1.1.1",
            "1-1",
            "1.1",
            "1-sp",
            "1-ga",
            "1-foo",
            "1.foo",
            "1foo",
            "1.0.0-foo-1",
            "1..2",
            "1.-2",
            "--",
            "-",
            ".",
            "...",
            "-foo",
            "foo",
            "final",
            "2.0.0-rc.10",
            "2.0.0-rc.9",
            "1.10",
            "1.9",
            "v1.0",
            "1.x",
            "1.0.x",
            "١.٢");

    @Test
    void ordersEveryPairOfRealVersionsAsMavenDoes() throws UnreadableVersionException {
        for (String a : REAL) {
            for (String b : REAL) {
                assertSameOrder(a, b);
            }
        }
    }

    @Test
    void ordersGeneratedVersionsAsMavenDoes() throws UnreadableVersionException {
        Random random = new Random(20261101);
        for (int i = 0; i < 60_000; i++) {
            String a = generate(random);
            assertSameOrder(a, random.nextBoolean() ? generate(random) : mutate(a, random));
        }
    }

    @Test
    void equalVersionsHaveEqualHashes() throws UnreadableVersionException {
        MavenVersions scheme = new MavenVersions();
        assertThat(scheme.parse("1.0")).isEqualTo(scheme.parse("1.0.0-GA")).hasSameHashCodeAs(scheme.parse("1.0.0-GA"));
        assertThat(scheme.parse("1.0")).hasToString("1.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "${project.version}", "1.${patch}", "[1.0,2.0)", "(,1.0]", "1.0\n", " 1.0", "1.0 beta"})
    void refusesWhatIsNoVersion(String text) {
        assertThatThrownBy(() -> new MavenVersions().parse(text)).isInstanceOf(UnreadableVersionException.class);
    }

    @Test
    void refusesAnEndlessVersion() {
        assertThatThrownBy(() -> new MavenVersions().parse("1-".repeat(100_000)))
                .isInstanceOf(UnreadableVersionException.class);
    }

    @Test
    void ordersALongVersionWithoutExhaustingTheStack() throws UnreadableVersionException {
        assertSameOrder("1-".repeat(500) + "1", "1-".repeat(500) + "2");
    }

    private static void assertSameOrder(String a, String b) throws UnreadableVersionException {
        MavenVersions scheme = new MavenVersions();
        Version ours = scheme.parse(a);
        int expected = Integer.signum(new ComparableVersion(a).compareTo(new ComparableVersion(b)));
        assertThat(Integer.signum(ours.compareTo(scheme.parse(b))))
                .as("%s <=> %s", a, b)
                .isEqualTo(expected);
    }

    private static String generate(Random random) {
        StringBuilder text = new StringBuilder();
        int atoms = 1 + random.nextInt(6);
        for (int i = 0; i < atoms; i++) {
            text.append(ATOMS[random.nextInt(ATOMS.length)]);
            int separator = random.nextInt(8);
            text.append(separator < 4 ? "." : separator < 6 ? "-" : "");
        }
        return text.toString();
    }

    /** A neighbour, so that pairs differ late and not in their first part. */
    private static String mutate(String text, Random random) {
        List<String> variants = new ArrayList<>(List.of(text + ".0", text + "-0", text + ".Final", text + "-SNAPSHOT"));
        int cut = random.nextInt(text.length());
        variants.add(text.substring(0, cut) + ATOMS[random.nextInt(ATOMS.length)] + text.substring(cut));
        variants.add(text.substring(0, cut) + "x");
        variants.add(text.replace('.', '-'));
        variants.add(text.replace('-', '.'));
        return variants.get(random.nextInt(variants.size()));
    }
}
