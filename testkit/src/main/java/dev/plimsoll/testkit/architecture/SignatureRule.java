package dev.plimsoll.testkit.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a user of a module has to know. */
final class SignatureRule {
    private static final String EXCEPTION = "dev.plimsoll.base.SafeJson";
    private static final List<String> KNOWN = List.of("java.", "javax.", "dev.plimsoll.", "org.jspecify.");

    static final ArchRule ONLY_JDK_AND_OWN_TYPES = classes()
            .should(Condition.of("name only JDK and own types in public signatures", SignatureRule::foreignTypes))
            .because("a library in a signature becomes every user's library; " + EXCEPTION
                    + " is excepted since handing out bounded JSON readers is all it does");

    private SignatureRule() {}

    private static Stream<String> foreignTypes(JavaClass type) {
        if (!isVisible(type) || Seams.outermost(type).getName().equals(EXCEPTION)) {
            return Stream.empty();
        }
        Stream<String> supertypes = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream())
                .flatMap(superType -> describe(type.getName() + " extends", superType));
        Stream<String> members = type.getMembers().stream()
                .filter(SignatureRule::isVisible)
                .flatMap(member -> types(member).flatMap(part -> describe(member.getFullName() + " names", part)));
        return Stream.concat(supertypes, members);
    }

    private static Stream<JavaType> types(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit method = (JavaCodeUnit) member;
        return Stream.of(
                        Stream.of(method.getReturnType()),
                        method.getParameterTypes().stream(),
                        method.getExceptionTypes().stream())
                .flatMap(part -> part);
    }

    private static Stream<String> describe(String where, JavaType type) {
        return type.getAllInvolvedRawTypes().stream()
                .map(JavaClass::getBaseComponentType)
                .filter(raw -> !raw.isPrimitive() && KNOWN.stream().noneMatch(raw.getName()::startsWith))
                .map(raw -> where + " " + raw.getName());
    }

    private static boolean isVisible(JavaClass type) {
        Optional<JavaClass> outer = type.getEnclosingClass();
        return type.getModifiers().contains(PUBLIC) && (outer.isEmpty() || isVisible(outer.get()));
    }

    private static boolean isVisible(JavaMember member) {
        Set<JavaModifier> modifiers = member.getModifiers();
        return (modifiers.contains(PUBLIC) || modifiers.contains(PROTECTED))
                && !modifiers.contains(JavaModifier.SYNTHETIC);
    }
}
