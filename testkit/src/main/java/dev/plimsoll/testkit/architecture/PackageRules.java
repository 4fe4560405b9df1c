package dev.plimsoll.testkit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** How packages may know each other. */
final class PackageRules {
    static final ArchRule NO_PACKAGE_CYCLES = slices().matching("dev.plimsoll.(**)")
            .should()
            .beFreeOfCycles()
            .because("packages that need each other can only be understood, tested and moved together;"
                    + " a seam's list class lies beside its implementers (format.Formats), not beside the seam");

    static final ArchRule IMPLEMENTERS_DO_NOT_SEE_EACH_OTHER = classes()
            .should(Condition.of("not use another implementer's package", PackageRules::otherImplementers))
            .because("an implementer that leans on another can't be added, changed or removed by itself;"
                    + " what two of them need belongs to the module's root package or one of its other packages");

    static final ArchRule ONLY_LISTS_NAME_IMPLEMENTERS = classes()
            .should(Condition.of("not use an implementer's package", PackageRules::namedImplementers))
            .because("whoever works through the seam keeps working when an implementer comes or goes;"
                    + " adding one costs one line, in the seam's list class (in the folder of the implementers)");

    static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED = classes()
            .should(Condition.of("lie in a package that is @NullMarked", PackageRules::unmarked))
            .because("the null check of the build looks only into marked packages");

    private PackageRules() {}

    private static Stream<String> otherImplementers(JavaClass type) {
        Optional<String> own = Seams.implementerOf(type);
        if (own.isEmpty()) {
            return Stream.empty();
        }
        return type.getDirectDependenciesFromSelf().stream()
                .filter(dependency -> Seams.implementerOf(dependency.getTargetClass())
                        .filter(other -> !other.equals(own.get()) && sameModule(own.get(), other))
                        .isPresent())
                .map(dependency -> dependency.getDescription());
    }

    private static Stream<String> namedImplementers(JavaClass type) {
        if (Seams.isList(type) || Seams.implementerOf(type).isPresent()) {
            return Stream.empty();
        }
        return type.getDirectDependenciesFromSelf().stream()
                .filter(dependency ->
                        Seams.implementerOf(dependency.getTargetClass()).isPresent())
                .map(dependency -> dependency.getDescription());
    }

    private static Stream<String> unmarked(JavaClass type) {
        return type.getPackage().isAnnotatedWith(NullMarked.class)
                ? Stream.empty()
                : Stream.of("package " + type.getPackageName() + " of " + type.getName() + " has no @NullMarked");
    }

    private static boolean sameModule(String one, String other) {
        return module(one).equals(module(other));
    }

    private static String module(String packageName) {
        return packageName.split("\\.")[2];
    }
}
