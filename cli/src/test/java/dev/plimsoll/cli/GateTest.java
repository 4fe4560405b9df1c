package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testkit.image.TinyImage;
import dev.plimsoll.testkit.image.TinyTar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gate as CI sees it: its exit code, what it says, and what it leaves behind. */
class GateTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    private Path directory;

    private final Map<String, String> environment = new HashMap<>();
    private Instant now = NOW;

    @BeforeEach
    void setUp() {
        environment.put("HOME", directory.resolve("home").toString());
        environment.put("ARTIFACT_DIR", directory.resolve("artifacts").toString());
        environment.put("DOCKER_HOST", "unix://" + directory.resolve("no-engine.sock"));
        environment.put(
                "PLIMSOLL_CONTAINERS_DIR", directory.resolve("containers").toString());
    }

    @Test
    void npmPackagesWithoutAnNpmFeedAreUnjudgedAndThatIsSaid() {
        CliRun run = gate(lodash());

        assertThat(run.code()).isEqualTo(ExitCode.UNJUDGED);
        assertThat(run.out())
                .contains(": UNJUDGED", "unjudged: 1 component was not judged [coverage/no-source]")
                .contains("lodash 4.17.15", "'plimsoll db update' fetches the feeds");
    }

    @Test
    void anUnratedFindingOfADebianImageIsNotGood() throws IOException {
        mirror("osv/Debian/all.zip", "DSA-1.json", """
                {"schema_version": "1.6.0", "id": "DEBIAN-CVE-2026-1", "modified": "2026-11-20T00:00:00Z",
                 "upstream": ["CVE-2026-1"], "details": "a flaw",
                 "affected": [{"package": {"ecosystem": "Debian:13", "name": "zlib"},
                   "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]}]}
                """);

        CliRun run = gate(debian());

        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.UNJUDGED);
        assertThat(run.out())
                .contains("unjudged: 1 finding has no severity [severity/unrated]", "CVE-2026-1 in zlib1g");
        assertThat(artifact("security-summary.md")).doesNotContain("Good").contains("Unjudged", "CVE-2026-1");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "MAX_HIGH_CVES=0, 0",
        "MAX_HIGH_CVES=0 FAIL_ON_HIGH=true, 2",
        "MAX_HIGH_CVES=1 FAIL_ON_HIGH=true, 0",
        "FAIL_ON_HIGH=true, 0",
        "MAX_FEED_AGE=0, 3",
        "MAX_HIGH_CVES=0 FAIL_ON_HIGH=true MAX_FEED_AGE=0, 2"
    })
    void theEnvironmentSetsTheLimits(String variables, int code) throws IOException {
        npmFeed();
        now = NOW.plus(Duration.ofHours(1));
        set(variables);

        assertThat(gate(lodash()).code()).isEqualTo(code);
    }

    @Test
    void whatIsOverAWarningLimitWarnsAndPasses() throws IOException {
        npmFeed();

        CliRun run = gate("--max-high", "0", lodash());

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains(": WARN", "warn: 1 high (at most 0 allowed) [threshold/high]")
                .contains("CVE-2021-23337 in lodash 4.17.15, fixed in 4.17.21");
    }

    @Test
    void whatIsOverAnInformingLimitIsSaidAndPasses() throws IOException {
        npmFeed();
        Path policy = Files.writeString(directory.resolve("policy.yaml"), "thresholds: {high: {max: 0, over: inform}}");

        CliRun run = gate("--policy", policy.toString(), lodash());

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains(": PASS", "inform: 1 high (at most 0 allowed) [threshold/high]", "CVE-2021-23337 in lodash");
    }

    @Test
    void theCommandLineGoesBeforeTheEnvironmentAndThatBeforeTheFile() throws IOException {
        npmFeed();
        Path policy = Files.writeString(directory.resolve("policy.yaml"), "thresholds: {high: {max: 0, over: fail}}");

        assertThat(gate("--policy", policy.toString(), lodash()).code()).isEqualTo(ExitCode.CONDITION_MET);
        environment.put("MAX_HIGH_CVES", "1");
        assertThat(gate("--policy", policy.toString(), lodash()).code()).isZero();
        assertThat(gate("--policy", policy.toString(), "--max-high", "0", lodash())
                        .code())
                .isEqualTo(ExitCode.CONDITION_MET);
    }

    @Test
    void whatABaselineHasIsNotNew() throws IOException {
        npmFeed();
        Path policy = Files.writeString(
                directory.resolve("policy.yaml"), "only-new: true\nthresholds: {high: {max: 0, over: fail}}");

        CliRun first = gate("--policy", policy.toString(), lodash());
        Path baseline = Files.copy(
                directory.resolve("artifacts/security-scan-results.json"), directory.resolve("baseline.json"));
        CliRun second = gate("--policy", policy.toString(), "--baseline", baseline.toString(), lodash());

        assertThat(first.code()).as(first.out()).isEqualTo(ExitCode.CONDITION_MET);
        assertThat(second.code()).as(second.out()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "MAX_HIGH_CVES=many, MAX_HIGH_CVES wants a whole number from 0 on",
        "MAX_CRITICAL_CVES=-1, MAX_CRITICAL_CVES wants",
        "FAIL_ON_HIGH=maybe, FAIL_ON_HIGH wants true or false",
        "MAX_FEED_AGE=week, MAX_FEED_AGE wants a whole number"
    })
    void aVariableThatIsNoNumberOrBooleanIsNamed(String variable, String message) {
        set(variable);

        CliRun run = gate(lodash());

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains(message);
        assertThat(directory.resolve("artifacts")).doesNotExist();
    }

    @Test
    void ofSeveralCodesTheFirstOfOneTwoThreeApplies() throws IOException {
        npmFeed();
        String failing = lodash();
        String unjudged = debian();
        String absent = "archive://" + directory.resolve("absent.tar");
        String[] limits = {"--max-high", "0", "--fail-on-high", "true"};

        assertThat(gate(limits, unjudged).code()).isEqualTo(ExitCode.UNJUDGED);
        assertThat(gate(limits, unjudged, failing).code()).isEqualTo(ExitCode.CONDITION_MET);
        assertThat(gate(limits, unjudged, failing, absent).code()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void theFailureOfOneImageDoesNotHideTheOthers() throws IOException {
        npmFeed();
        String absent = "archive://" + directory.resolve("absent.tar");

        CliRun run = gate(absent, lodash());

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).contains("absent.tar: could not be scanned", "app.tar: PASS");
        assertThat(artifact("security-scan-results.json")).contains("CVE-2021-23337", "absent.tar");
        assertThat(artifact("security-summary.md")).contains("absent");
    }

    @Test
    void reportsAreWrittenWhateverTheVerdictAndTheFormerOnesKept() throws IOException {
        npmFeed();

        CliRun failed = gate("--max-high", "0", "--fail-on-high", "true", "--format", "markdown", lodash());
        String first = artifact("security-summary.md");
        now = NOW.plusSeconds(60);
        gate(lodash());

        assertThat(failed.code()).isEqualTo(ExitCode.CONDITION_MET);
        assertThat(failed.out()).contains("Verdict: FAIL. Reports: " + directory.resolve("artifacts"));
        assertThat(artifact("security-summary.md.old")).isEqualTo(first);
        try (var files = Files.list(directory.resolve("artifacts"))) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith(".part"));
        }
    }

    @Test
    void forListsOnlyTheVerdictDoesNotDecideTheExitCode() throws IOException {
        npmFeed();

        assertThat(gate("--no-fail", "--max-high", "0", "--fail-on-high", "true", lodash(), debian())
                        .code())
                .isZero();
        assertThat(gate("--no-fail", "archive://" + directory.resolve("absent.tar"))
                        .code())
                .isEqualTo(ExitCode.FAILED);
    }

    @Test
    void whereNothingCanBeWrittenNothingIsScannedAndThatIsSaid() throws IOException {
        Path file = Files.writeString(directory.resolve("artifacts"), "this is a file");

        CliRun run = gate(lodash());

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("could not use " + file + " for reports").doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
        assertThat(file).hasContent("this is a file");
    }

    @Test
    void controlCharactersInANameReachNoTerminal() {
        CliRun run = gate("archive://\u001b[31mred\u0007\n.tar", lodash());

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out() + run.err()).doesNotContain("\u001b", "\u0007").contains("\\u001b[31mred");
    }

    @Test
    void nothingToScanIsNoPass() {
        CliRun run = gate();

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("nothing to scan", "IMAGES_TO_SCAN", "plimsoll/postgresql");
        assertThat(gate(" ").code()).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void withoutANameThoseOfTheVariableElseTheProjectsOwnAreScanned() throws IOException {
        String image = lodash();
        environment.put("IMAGES_TO_SCAN", "  " + image + "\n\t" + debian() + " ");
        assertThat(gate().out()).contains("app.tar: ", "debian.tar: ");

        environment.remove("IMAGES_TO_SCAN");
        Path layout = directory.resolve("containers/redis");
        TinyImage.writeDirectory(
                new TinyImage().layer(new TinyTar().file("a", "b")).ociFiles(TinyImage.GZIP), layout);
        assertThat(gate().out()).contains("oci-dir://" + layout + ": UNJUDGED").doesNotContain("server");
    }

    @Test
    void aPolicyWithFaultsIsToldWithLineAndColumnAndNothingIsScanned() throws IOException {
        Path policy = Files.writeString(directory.resolve("p.yaml"), "tresholds: {}\nkev: perhaps\n");

        for (CliRun run :
                new CliRun[] {gate("--policy", policy.toString(), lodash()), run("policy", "check", policy.toString())
                }) {
            assertThat(run.code()).isEqualTo(ExitCode.FAILED);
            assertThat(run.err())
                    .contains(policy + ":1:1: unknown key 'tresholds'", policy + ":2:6: 'kev' wants")
                    .contains("has 2 faults");
        }
        assertThat(directory.resolve("artifacts")).doesNotExist();
        assertThat(run("policy", "check", directory.resolve("absent.yaml").toString())
                        .code())
                .isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aPolicyIsCheckedAndItsWaiversEndsAreTold() throws IOException {
        Path policy = Files.writeString(directory.resolve("p.yaml"), """
                waivers:
                  - {id: CVE-1, reason: r, owner: ops, until: 2026-11-22}
                  - {id: CVE-2, reason: r, owner: ops, until: 2026-11-30}
                  - {id: CVE-3, reason: r, owner: ops, until: 2027-11-30}
                """);

        CliRun run = run("policy", "check", policy.toString());

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("without faults", "CVE-1 (ops) has ended on 2026-11-22", "CVE-2 (ops) ends on 2026-11-30")
                .doesNotContain("CVE-3");
    }

    @Test
    void aWaiverThatNoImageNeedsIsNamedOnceInARun() throws IOException {
        npmFeed();
        Path policy = Files.writeString(directory.resolve("p.yaml"), """
                allow-unjudged: {ecosystems: [deb], nothing-found: true}
                waivers:
                  - {id: CVE-2021-23337, reason: r, owner: ops, until: 2027-11-30}
                  - {id: CVE-1999-1, reason: r, owner: ops, until: 2027-11-30}
                  - {id: CVE-1999-2, image: other, reason: r, owner: ops, until: 2027-11-30}
                """);

        CliRun run = gate("--policy", policy.toString(), lodash(), debian());

        assertThat(run.out())
                .containsOnlyOnce("matches nothing")
                .contains("This waiver matches nothing: CVE-1999-1, ops");
        assertThat(artifact("security-summary.md"))
                .containsOnlyOnce("match nothing")
                .contains("CVE-1999-1, ops");
    }

    private String lodash() {
        return archive(
                "app.tar",
                new TinyTar()
                        .file("app/node_modules/lodash/package.json", "{\"name\":\"lodash\",\"version\":\"4.17.15\"}"));
    }

    private String debian() {
        return archive(
                "debian.tar",
                new TinyTar()
                        .file("etc/os-release", "ID=debian\nVERSION_ID=\"13\"\nVERSION_CODENAME=trixie\n")
                        .file("var/lib/dpkg/status", """
                                Package: zlib1g
                                Status: install ok installed
                                Architecture: amd64
                                Source: zlib
                                Version: 1:1.3.dfsg-1

                                """));
    }

    private String archive(String name, TinyTar layer) {
        return "archive://"
                + TinyImage.writeTar(
                        new TinyImage().run("User", "\"65532\"").layer(layer).dockerFiles(), directory.resolve(name));
    }

    private void npmFeed() throws IOException {
        feeds().lodash();
    }

    private void mirror(String file, String record, String json) throws IOException {
        feeds().osv(file, record, json);
    }

    private SampleFeeds feeds() {
        return new SampleFeeds(directory.resolve("mirror"), this::run);
    }

    private void set(String variables) {
        for (String variable : variables.isEmpty() ? new String[0] : variables.split(" ")) {
            environment.put(
                    variable.substring(0, variable.indexOf('=')), variable.substring(variable.indexOf('=') + 1));
        }
    }

    private String artifact(String name) throws IOException {
        return Files.readString(directory.resolve("artifacts").resolve(name));
    }

    /** How a run ended. */
    private CliRun gate(String[] options, String... images) {
        String[] all = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(options), java.util.stream.Stream.of(images))
                .toArray(String[]::new);
        return gate(all);
    }

    private CliRun gate(String... arguments) {
        String[] all = new String[arguments.length + 2];
        all[0] = "gate";
        all[1] = "--offline";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return run(all);
    }

    private CliRun run(String... arguments) {
        return CliRun.of(environment, Clock.fixed(now, ZoneOffset.UTC), arguments);
    }
}
