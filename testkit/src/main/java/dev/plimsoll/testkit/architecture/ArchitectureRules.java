package dev.plimsoll.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The rules of the house that a compiler can't hold. Each module has one short test:
 *
 * <pre>{@code
 * class ArchitectureTest {
 *     @TestFactory
 *     Stream<DynamicTest> keepsTheRulesOfTheHouse() {
 *         return ArchitectureRules.of("dev.plimsoll.image", 20);
 *     }
 * }
 * }</pre>
 */
public final class ArchitectureRules {
    private static final List<ArchRule> ALL = List.of(
            PackageRules.NO_PACKAGE_CYCLES,
            PackageRules.IMPLEMENTERS_DO_NOT_SEE_EACH_OTHER,
            PackageRules.ONLY_LISTS_NAME_IMPLEMENTERS,
            PackageRules.EVERY_PACKAGE_IS_NULL_MARKED,
            SignatureRule.ONLY_JDK_AND_OWN_TYPES,
            CallRules.CONSOLE_ONLY_IN_CLI,
            CallRules.WHOLE_READS_ONLY_WITH_BOUNDS,
            CallRules.TEMPORARY_FILES_ONLY_IN_TEMP_FILES,
            CallRules.XML_ONLY_IN_SAFE_XML,
            CallRules.JSON_ONLY_IN_SAFE_JSON,
            CallRules.ZIP_ONLY_IN_NAMED_CLASSES,
            CallRules.PROCESSES_ONLY_IN_NAMED_CLASSES,
            CallRules.NETWORK_ONLY_IN_NAMED_CLASSES,
            DefaultRules.NO_DEFAULT_LOCALE,
            DefaultRules.NO_DEFAULT_CHARSET,
            DefaultRules.NO_DEFAULT_CLOCK_OR_ZONE);

    private ArchitectureRules() {}

    /**
     * One test for each rule, over the main classes of one module.
     *
     * @param modulePackage for example {@code dev.plimsoll.image}
     * @param atLeast how many classes the module has at least, so that no rule can pass on nothing; raise it as the module grows
     */
    public static Stream<DynamicTest> of(String modulePackage, int atLeast) {
        JavaClasses classes = mainClasses(modulePackage);
        return ALL.stream().map(rule -> DynamicTest.dynamicTest(title(rule), () -> check(rule, classes, atLeast)));
    }

    static JavaClasses mainClasses(String modulePackage) {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(modulePackage);
    }

    static void check(ArchRule rule, JavaClasses classes, int atLeast) {
        assertThat(classes).as("classes that '%s' has seen", title(rule)).hasSizeGreaterThanOrEqualTo(atLeast);
        rule.check(classes);
    }

    static List<ArchRule> all() {
        return ALL;
    }

    private static String title(ArchRule rule) {
        String description = rule.getDescription();
        int because = description.indexOf(", because ");
        return because < 0 ? description : description.substring(0, because);
    }
}
