package dev.plimsoll.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Every implementer of a seam is in the seam's list and has a test that inherits the seam's contract. */
public final class SeamRule {
    private SeamRule() {}

    /**
     * Fails unless each main class that implements {@code seam} is named by {@code list}, and a test in its package extends
     * {@code contract}. To be called from a test of the module that holds them all.
     *
     * @param seam the interface
     * @param list the class that names all implementers
     * @param contract the abstract test class
     * @param atLeast how many implementers there are at least, so that the rule can't pass on nothing
     */
    public static void everyImplementerIsListedAndKeepsTheContract(
            Class<?> seam, Class<?> list, Class<?> contract, int atLeast) {
        String modulePackage = module(seam);
        JavaClasses tests = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                .importPackages(modulePackage);
        check(
                ArchitectureRules.mainClasses(modulePackage),
                tests,
                new Names(seam.getName(), list.getName(), contract.getName()),
                atLeast);
    }

    /** The parts of a seam, by class name. */
    record Names(String seam, String list, String contract) {}

    static void check(JavaClasses main, JavaClasses tests, Names names, int atLeast) {
        List<JavaClass> implementers = main.stream()
                .filter(type -> isImplementation(type, names.seam()))
                .toList();
        assertThat(implementers).as("implementers of %s", names.seam()).hasSizeGreaterThanOrEqualTo(atLeast);
        assertThat(without(implementers, targets(main.get(names.list()))))
                .as("implementers of %s that %s does not name", names.seam(), names.list())
                .isEmpty();
        assertThat(without(implementers, tested(tests, names.contract())))
                .as(
                        "implementers of %s without a test in their package that extends %s",
                        names.seam(), names.contract())
                .isEmpty();
    }

    private static boolean isImplementation(JavaClass type, String base) {
        return type.isAssignableTo(base)
                && !type.isInterface()
                && !type.isAnonymousClass()
                && !type.getModifiers().contains(JavaModifier.ABSTRACT);
    }

    private static Set<String> targets(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass().getName())
                .collect(Collectors.toSet());
    }

    /** What the tests of a contract name in their own package. */
    private static Set<String> tested(JavaClasses tests, String contract) {
        return tests.stream()
                .filter(test -> isImplementation(test, contract))
                .flatMap(test -> targets(test).stream().filter(name -> inPackageOf(test, name)))
                .collect(Collectors.toSet());
    }

    private static boolean inPackageOf(JavaClass test, String name) {
        return name.startsWith(test.getPackageName() + ".");
    }

    private static List<String> without(List<JavaClass> types, Set<String> names) {
        return types.stream()
                .map(JavaClass::getName)
                .filter(name -> !names.contains(name))
                .toList();
    }

    private static String module(Class<?> seam) {
        String[] parts = seam.getPackageName().split("\\.");
        return String.join(".", List.of(parts).subList(0, 3));
    }
}
