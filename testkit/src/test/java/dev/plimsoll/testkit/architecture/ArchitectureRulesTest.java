package dev.plimsoll.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule finds the sins planted for it, and all of them; a rule that finds nothing is a wish. */
class ArchitectureRulesTest {
    private static final JavaClasses SINS = new ClassFileImporter().importPackages("dev.plimsoll.testkit.sins");

    static Stream<Arguments> rulesAndTheirSins() {
        return Stream.of(
                arguments(PackageRules.NO_PACKAGE_CYCLES, 1, "cycle.a"),
                arguments(PackageRules.IMPLEMENTERS_DO_NOT_SEE_EACH_OTHER, 1, "source.two.Two"),
                // Two lists, that name one implementer and two.
                arguments(PackageRules.ONLY_LISTS_NAME_IMPLEMENTERS, 3, "ForgetfulList"),
                arguments(PackageRules.EVERY_PACKAGE_IS_NULL_MARKED, 1, "sins.unmarked"),
                arguments(SignatureRule.ONLY_JDK_AND_OWN_TYPES, 2, "Leaker.leak()"),
                arguments(CallRules.CONSOLE_ONLY_IN_CLI, 3, "Caller.console()"),
                arguments(CallRules.WHOLE_READS_ONLY_WITH_BOUNDS, 5, "Caller.wholeReads("),
                arguments(CallRules.TEMPORARY_FILES_ONLY_IN_TEMP_FILES, 3, "Caller.temporaryFiles()"),
                arguments(CallRules.XML_ONLY_IN_SAFE_XML, 3, "Caller.xml()"),
                arguments(CallRules.JSON_ONLY_IN_SAFE_JSON, 2, "Caller.json()"),
                arguments(CallRules.ZIP_ONLY_IN_NAMED_CLASSES, 3, "Caller.zip("),
                arguments(CallRules.PROCESSES_ONLY_IN_NAMED_CLASSES, 2, "Caller.processes()"),
                arguments(CallRules.NETWORK_ONLY_IN_NAMED_CLASSES, 4, "Caller.network("),
                arguments(DefaultRules.NO_DEFAULT_LOCALE, 5, "Caller.locale("),
                arguments(DefaultRules.NO_DEFAULT_CHARSET, 3, "Caller.charset("),
                arguments(DefaultRules.NO_DEFAULT_CLOCK_OR_ZONE, 5, "Caller.clock()"));
    }

    @ParameterizedTest
    @MethodSource("rulesAndTheirSins")
    void findsThePlantedSins(ArchRule rule, int sins, String place) {
        var violations = rule.evaluate(SINS).getFailureReport().getDetails();

        assertThat(violations)
                .hasSizeGreaterThanOrEqualTo(sins)
                .anySatisfy(violation -> assertThat(violation).contains(place));
        assertThat(rule.getDescription()).contains(", because ");
    }

    @Test
    void everyRuleHasItsSins() {
        assertThat(rulesAndTheirSins().map(arguments -> arguments.get()[0]))
                .containsExactlyElementsOf(ArchitectureRules.all());
    }

    @Test
    void whatIsNotVisibleMayNameALibrary() {
        var violations = SignatureRule.ONLY_JDK_AND_OWN_TYPES
                .evaluate(SINS)
                .getFailureReport()
                .getDetails();

        assertThat(violations).noneMatch(violation -> violation.contains("notVisible"));
    }

    @Test
    void noRulePassesOnNothing() {
        JavaClasses none = new ClassFileImporter().importPackages("dev.plimsoll.nowhere");

        assertThat(ArchitectureRules.all())
                .allSatisfy(rule -> assertThatThrownBy(() -> ArchitectureRules.check(rule, none, 1))
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("has seen"));
    }

    @TestFactory
    Stream<DynamicTest> baseKeepsTheRules() {
        return ArchitectureRules.of("dev.plimsoll.base", 20);
    }
}
