package dev.plimsoll.policy.file;

import static dev.plimsoll.policy.file.PolicyReaderTest.file;
import static dev.plimsoll.policy.file.PolicyReaderTest.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.advisory.Severity;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.policy.Effect;
import dev.plimsoll.policy.Policy;
import dev.plimsoll.policy.Threshold;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command line before the environment before the file before the defaults. */
class PolicyOverridesTest {
    @Test
    void theEnvironmentGoesBeforeTheFileAndTheCommandLineBeforeBoth() {
        PolicyFile file = file("""
                thresholds: {critical: 1, high: 1, medium: 1}
                images: [{match: app, thresholds: {high: 2}}]
                """);
        PolicyOverrides environment =
                PolicyOverrides.ofEnvironment(Map.of("MAX_HIGH_CVES", "5", "MAX_MEDIUM_CVES", "5", "PATH", "/bin"));
        PolicyOverrides options = PolicyOverrides.of(
                Map.of("MAX_MEDIUM_CVES", "6"), "the command line", Map.of("MAX_MEDIUM_CVES", "--max-medium"));

        Policy policy = file.overriddenBy(environment).overriddenBy(options).policyFor(image("app"));

        assertThat(policy.threshold(Severity.CRITICAL).max()).isEqualTo(1);
        assertThat(policy.threshold(Severity.HIGH).max()).isEqualTo(5);
        assertThat(policy.threshold(Severity.MEDIUM).max()).isEqualTo(6);
        assertThat(policy.source())
                .isEqualTo(
                        "plimsoll.yaml, the environment (MAX_HIGH_CVES, MAX_MEDIUM_CVES), the command line (--max-medium)");
        assertThat(file.policyFor(image("app")).threshold(Severity.HIGH).max()).isEqualTo(2);
    }

    @Test
    void withNothingSetThePolicyIsTheFiles() {
        PolicyFile file = file("kev: warn");

        assertThat(file.overriddenBy(PolicyOverrides.ofEnvironment(Map.of("MAX_HIGH_CVES", " ")))
                        .policy())
                .isEqualTo(file.policy());
        assertThat(PolicyFile.DEFAULTS.policy()).isEqualTo(Policy.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({
        "MAX_CRITICAL_CVES, 2, CRITICAL, 2, FAIL",
        "MAX_HIGH_CVES, 2, HIGH, 2, WARN",
        "MAX_MEDIUM_CVES, 2, MEDIUM, 2, INFORM",
        "FAIL_ON_CRITICAL, true, CRITICAL, 0, FAIL",
        "FAIL_ON_CRITICAL, false, CRITICAL, 0, WARN",
        "FAIL_ON_HIGH, TRUE, HIGH, 3, FAIL",
        "FAIL_ON_HIGH, false, HIGH, 3, WARN",
    })
    void eachVariableDoesWhatItsNameSays(String name, String value, Severity severity, int max, Effect over) {
        Policy policy = PolicyFile.DEFAULTS
                .overriddenBy(PolicyOverrides.ofEnvironment(Map.of(name, value)))
                .policy();

        assertThat(policy.threshold(severity)).isEqualTo(new Threshold(max, over));
    }

    @Test
    void aLimitThatTheFileTookAwayComesBackWithItsOwnEffect() {
        PolicyFile file = file("thresholds: {critical: {max: 9, over: ignore}, high: {max: 9, over: inform}}");

        Policy policy = file.overriddenBy(
                        PolicyOverrides.ofEnvironment(Map.of("MAX_CRITICAL_CVES", "1", "FAIL_ON_HIGH", "false")))
                .policy();

        assertThat(policy.threshold(Severity.CRITICAL)).isEqualTo(new Threshold(1, Effect.FAIL));
        assertThat(policy.threshold(Severity.HIGH)).isEqualTo(new Threshold(9, Effect.INFORM));
    }

    @Test
    void theAgeOfSourcesIsInDays() {
        Policy policy = PolicyFile.DEFAULTS
                .overriddenBy(PolicyOverrides.ofEnvironment(Map.of("MAX_FEED_AGE", "30")))
                .policy();

        assertThat(policy.maxFeedAge()).isEqualTo(Duration.ofDays(30));
    }

    @ParameterizedTest
    @CsvSource({
        "MAX_CRITICAL_CVES, none",
        "MAX_HIGH_CVES, -1",
        "MAX_MEDIUM_CVES, 1.5",
        "MAX_FEED_AGE, 7d",
        "FAIL_ON_CRITICAL, perhaps",
        "FAIL_ON_HIGH, 2"
    })
    void aValueThatIsNoNumberOrBooleanIsAnErrorThatNamesTheVariable(String name, String value) {
        assertThatThrownBy(() -> PolicyOverrides.ofEnvironment(Map.of(name, value)))
                .isInstanceOf(PlimsollException.class)
                .hasMessageStartingWith(name + " wants ")
                .hasMessageContaining("'" + value + "'");
    }
}
