package dev.plimsoll.testkit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Calls that only named classes may make.
 *
 * @param what names the calls in the rule
 * @param calls each {@code Class.method}, {@code Class.new} or {@code Class.FIELD}, with {@code (parameter,…)} where only one
 *     overload is meant, {@code method*} for every method whose name begins so; a call on a subclass counts
 * @param allowed classes that may, or packages (ending in a dot), each with its reason
 * @param reason why nobody else may
 */
record ForbiddenCalls(String what, List<String> calls, Map<String, String> allowed, String reason) {

    ArchRule rule() {
        List<Call> parsed = calls.stream().map(Call::parse).toList();
        return classes()
                .should(Condition.of("not use " + what, type -> violations(type, parsed)))
                .because(reason + (allowed.isEmpty() ? "" : " (allowed: " + String.join(", ", allowed.keySet()) + ")"));
    }

    private Stream<String> violations(JavaClass type, List<Call> parsed) {
        String name = Seams.outermost(type).getName();
        if (allowed.keySet().stream()
                .anyMatch(place -> place.endsWith(".") ? name.startsWith(place) : name.equals(place))) {
            return Stream.empty();
        }
        return type.getAccessesFromSelf().stream()
                .filter(access -> parsed.stream().anyMatch(call -> call.matches(access)))
                .map(JavaAccess::getDescription);
    }

    private record Call(String owner, String member, String parameters) {
        static Call parse(String text) {
            int open = text.indexOf('(');
            String head = open < 0 ? text : text.substring(0, open);
            int dot = head.lastIndexOf('.');
            return new Call(head.substring(0, dot), head.substring(dot + 1), open < 0 ? "" : text.substring(open));
        }

        boolean matches(JavaAccess<?> access) {
            String name = access.getTarget().getName();
            return matchesName(name.equals("<init>") ? "new" : name)
                    && access.getTargetOwner().isAssignableTo(owner)
                    && (parameters.isEmpty() || access.getTarget().getFullName().endsWith(parameters));
        }

        private boolean matchesName(String name) {
            return member.endsWith("*")
                    ? name.startsWith(member.substring(0, member.length() - 1))
                    : name.equals(member);
        }
    }
}
