package dev.plimsoll.policy.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.advisory.Severity;
import dev.plimsoll.base.yaml.Fault;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.policy.AllowUnjudged;
import dev.plimsoll.policy.Effect;
import dev.plimsoll.policy.EpssLimit;
import dev.plimsoll.policy.Glob;
import dev.plimsoll.policy.Policy;
import dev.plimsoll.policy.Threshold;
import dev.plimsoll.policy.Unspecified;
import dev.plimsoll.policy.Waiver;
import dev.plimsoll.policy.file.PolicyFile.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file says, and what is said about a wrong one. */
class PolicyReaderTest {
    @Test
    void everyKeyIsRead() {
        Policy policy = read("""
                thresholds: {critical: 1, high: {max: 5, over: fail}, low: 50}
                unspecified: high
                only-fixable: true
                grace-days: {high: 14}
                kev: warn
                epss: {score: 0.5, over: warn}
                only-new: true
                max-feed-age: 3
                demand: full
                allow-unjudged:
                  unidentified-jars: 2
                  ecosystems: [npm]
                  packages: ['pkg:npm/*']
                  end-of-life: [debian:10]
                  gaps: [/srv/*]
                  records: [GHSA-*]
                  nothing-found: true
                image-rules:
                  runs-as-root: fail
                  base-age: {effect: warn, days: 30}
                  setuid: {allow: [usr/bin/su, usr/bin/passwd]}
                waivers:
                  - id: CVE-2026-1
                    package: 'pkg:npm/lodash@*'
                    path: /app/*
                    image: plimsoll/*
                    reason: not reachable
                    owner: ops@example.org
                    until: 2026-12-31
                    control: the proxy drops it
                    only-while-unfixed: true
                    kev: true
                waiver-notice-days: 30
                contacts: {security: security@example.org}
                """);

        assertThat(policy)
                .isEqualTo(new Policy(
                        "plimsoll.yaml",
                        Map.of(
                                Severity.CRITICAL, new Threshold(1, Effect.FAIL),
                                Severity.HIGH, new Threshold(5, Effect.FAIL),
                                Severity.MEDIUM, new Threshold(10, Effect.INFORM),
                                Severity.LOW, new Threshold(50, Effect.INFORM)),
                        Unspecified.HIGH,
                        true,
                        Map.of(Severity.HIGH, 14),
                        Effect.WARN,
                        Optional.of(new EpssLimit(0.5, Effect.WARN)),
                        true,
                        Duration.ofDays(3),
                        true,
                        new AllowUnjudged(
                                2,
                                Set.of("npm"),
                                globs("pkg:npm/*"),
                                globs("debian:10"),
                                globs("srv/*"),
                                globs("GHSA-*"),
                                true),
                        Map.of("runs-as-root", Effect.FAIL, "base-age", Effect.WARN),
                        Map.of("base-age.days", "30", "setuid.allow", "usr/bin/su,usr/bin/passwd"),
                        List.of(new Waiver(
                                new Glob("CVE-2026-1"),
                                Optional.of(new Glob("pkg:npm/lodash@*")),
                                Optional.of(new Glob("app/*")),
                                Optional.of(new Glob("plimsoll/*")),
                                "not reachable",
                                "ops@example.org",
                                LocalDate.of(2026, 12, 31),
                                Optional.of("the proxy drops it"),
                                true,
                                true)),
                        30,
                        Map.of("security", "security@example.org")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing yet\n", "---\n", "{}"})
    void aFileThatSaysNothingLeavesTheDefaults(String text) {
        assertThat(read(text))
                .isEqualTo(Policy.DEFAULT.toBuilder().source("plimsoll.yaml").build());
    }

    @Test
    void whatIsShownIsAnotherQuestionThanWhatFails() {
        PolicyFile file = file("show: {severities: [critical, unspecified], only-fixed: true}");

        assertThat(file.show()).isEqualTo(new Show(Set.of(Severity.CRITICAL, Severity.UNSPECIFIED), true));
        assertThat(file.policy().thresholds()).isEqualTo(Policy.DEFAULT.thresholds());
        assertThat(file("kev: fail").show()).isEqualTo(Show.ALL);
    }

    @Test
    void aSectionOverridesForTheImagesItIsAboutAndTheLastWins() {
        PolicyFile file = file("""
                thresholds: {high: 1}
                unspecified: high
                images:
                  - match: team/*
                    thresholds: {high: 2, medium: 2}
                    waivers: [{id: CVE-1, reason: r, owner: o, until: 2026-12-31}]
                  - match: [other, 'team/app:*']
                    thresholds: {high: 3}
                """);

        assertThat(high(file, "elsewhere")).isEqualTo(1);
        assertThat(high(file, "team/base:1")).isEqualTo(2);
        assertThat(high(file, "team/app:1")).isEqualTo(3);
        Policy app = file.policyFor(image("team/app:1"));
        assertThat(app.threshold(Severity.MEDIUM).max()).isEqualTo(2);
        assertThat(app.unspecified()).isEqualTo(Unspecified.HIGH);
        assertThat(app.waivers()).hasSize(1);
        assertThat(file.policyFor(image("other")).waivers()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tresholds: {critical: 0}|1:1|unknown key 'tresholds' in the policy; did you mean 'thresholds'? Known here: thresholds,",
                "onlyFixable: true|1:1|did you mean 'only-fixable'?",
                "thresholds: {crit: 0}|1:14|unknown key 'crit' in 'thresholds'",
                "thresholds: {unspecified: 0}|1:14|Known here: critical, high, medium, low",
                "thresholds: 7|1:13|'thresholds' wants keys (critical, high, medium, low), not '7'",
                "thresholds: {critical: none}|1:24|'critical' wants a whole number from 0 on, not 'none'",
                "thresholds: {critical: -1}|1:24|wants a whole number from 0 on, not '-1'",
                "thresholds: {critical: 99999999999}|1:24|wants a whole number",
                "thresholds: {critical: 1.5}|1:24|wants a whole number",
                "thresholds: {critical: {over: fail}}|1:24|'critical' wants 'max'",
                "thresholds: {critical: {max: 0, over: fial}}|1:39|'over' wants ignore, inform, warn, fail, not 'fial'; did you mean 'fail'?",
                "unspecified: hihg|1:14|did you mean 'high'?",
                "only-fixable: 1|1:15|'only-fixable' wants true or false, not '1'",
                "only-fixable: yes|1:15|wants true or false, not 'yes'",
                "epss: {score: 2}|1:15|'score' wants a number from 0 to 1, not '2'",
                "epss: {over: fail}|1:7|'epss' wants 'score'",
                "epss: {score: .nan}|1:15|from 0 to 1",
                "max-feed-age: 7d|1:15|'max-feed-age' wants a whole number from 0 on, not '7d'",
                "demand: everything|1:9|'demand' wants fixes, full, not 'everything'",
                "waivers: {}|1:10|'waivers' wants a list",
                "waivers:|1:9|not nothing",
                "waivers: [{id: 7, reason: r, owner: o, until: 2026-12-31}]|1:16|'id' wants text, not '7'; put it in quotes",
                "waivers: [{id: x, reason: '', owner: o, until: 2026-12-31}]|1:27|'reason' wants text",
                "waivers: [{id: x, reason: r, owner: o, until: 2026-02-30}]|1:47|wants a day that exists, such as 2026-12-31, not '2026-02-30'",
                "waivers: [{id: x, reason: r, owner: o, until: tomorrow}]|1:47|wants a day",
                "waivers: [{id: x, reason: r, owner: o}]|1:11|a waiver wants 'until'",
                "images: [{kev: warn}]|1:10|a section of 'images' wants 'match'",
                "images: [{match: x, show: {}}]|1:21|unknown key 'show'",
                "image-rules: {run-as-root: fail}|1:15|did you mean 'runs-as-root'?",
                "image-rules: {shell: {days: 1}}|1:23|unknown key 'days' in 'shell'",
                "kev: fail\\nkev: warn|2:1|'kev' stands here twice; the first is in line 1",
                "kev: !!str fail|1:6|tags such as",
                "!policy {kev: fail}|1:1|tags such as",
                "kev: [fail|1:11|this is no YAML",
                "kev: fail\\n---\\nkev: warn|2:1|this is no YAML",
                "just text|1:1|the policy wants keys",
                "? [a]\\n: b|1:3|unknown key 'a list'"
            })
    void aFaultIsToldWithItsPlaceAndWhatIsAllowed(String text, String place, String message) {
        List<Fault> faults = reading(text.replace("\\n", "\n")).faults();

        assertThat(faults).hasSize(1);
        assertThat(faults.get(0).in("p.yaml"))
                .startsWith("p.yaml:" + place + ": ")
                .contains(message);
    }

    @Test
    void allFaultsOfAFileAreToldTogetherInItsOrder() {
        Reading reading = reading("""
                kevs: fail
                waivers:
                  - id: CVE-1
                    until: soon
                max-feed-age: -1
                """);

        assertThat(reading.policy()).isEmpty();
        assertThat(reading.faults().stream().map(fault -> fault.in("p")).toList())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("p:1:1: unknown key 'kevs'"),
                        reason -> assertThat(reason).isEqualTo("p:3:5: a waiver wants 'reason'"),
                        owner -> assertThat(owner).isEqualTo("p:3:5: a waiver wants 'owner'"),
                        until -> assertThat(until).startsWith("p:4:12: 'until' wants a day"),
                        age -> assertThat(age).startsWith("p:5:15: 'max-feed-age'"));
    }

    @Test
    void hostileFilesAreRefusedSoon() {
        assertThat(reading("[".repeat(100_000)).faults()).hasSize(1);
        assertThat(reading("kev: " + "{a: ".repeat(50) + "1" + "}".repeat(50)).faults())
                .singleElement()
                .extracting(Fault::message)
                .isEqualTo("more than 20 levels deep");
        assertThat(reading("a: &a x\nb: [" + "*a, ".repeat(200) + "x]").faults())
                .singleElement()
                .extracting(Fault::message)
                .isEqualTo("more than 100 aliases");
        assertThat(reading("images: &a [*a]").faults()).isNotEmpty();
        assertThat(reading("kev: \u0007").faults()).hasSize(1);
        assertThat(reading(new byte[] {'k', (byte) 0xff}).faults()).hasSize(1);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> reading(new byte[2 << 20]))
                .hasMessageContaining("larger than the limit");
    }

    @Test
    void aliasesSpareRepetition() {
        PolicyFile file = file("""
                thresholds: &strict {critical: 0, high: 0}
                images: [{match: team/*, thresholds: *strict}]
                """);

        assertThat(high(file, "team/x")).isZero();
    }

    @Test
    void theFileThatIsNamedGoesBeforeThatOfTheDirectory(@TempDir Path directory) throws IOException {
        Path named = directory.resolve("other.yaml");
        assertThat(PolicyFile.find(Optional.empty(), directory)).isEmpty();
        assertThat(PolicyFile.find(Optional.of(named), directory)).contains(named);

        Path yml = Files.writeString(directory.resolve("plimsoll.yml"), "kev: warn");
        assertThat(PolicyFile.find(Optional.empty(), directory)).contains(yml);

        Path yaml = Files.writeString(directory.resolve("plimsoll.yaml"), "kev: warn");
        assertThat(PolicyFile.find(Optional.empty(), directory)).contains(yaml);
        assertThat(PolicyFile.find(Optional.of(named), directory)).contains(named);
        assertThat(PolicyFile.read(yaml).policy().orElseThrow().policy().knownExploited())
                .isEqualTo(Effect.WARN);
    }

    private static int high(PolicyFile file, String image) {
        return file.policyFor(image(image)).threshold(Severity.HIGH).max();
    }

    static ImageInfo image(String reference) {
        ImageReference parsed = ImageReference.parse(reference);
        return new ImageInfo(
                parsed,
                parsed.scheme(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                List.of(),
                -1);
    }

    private static List<Glob> globs(String pattern) {
        return List.of(new Glob(pattern));
    }

    private static Policy read(String text) {
        return file(text).policy();
    }

    static PolicyFile file(String text) {
        Reading reading = reading(text);
        assertThat(reading.faults()).isEmpty();
        return reading.policy().orElseThrow();
    }

    static Reading reading(String text) {
        return reading(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Reading reading(byte[] bytes) {
        try {
            return new PolicyReader("plimsoll.yaml").read(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
