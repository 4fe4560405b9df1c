package dev.plimsoll.testkit.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.Function;
import java.util.stream.Stream;

/** A condition that is written as: a class gives the descriptions of its violations. */
final class Condition extends ArchCondition<JavaClass> {
    private final Function<JavaClass, Stream<String>> violations;

    private Condition(String description, Function<JavaClass, Stream<String>> violations) {
        super(description);
        this.violations = violations;
    }

    static Condition of(String description, Function<JavaClass, Stream<String>> violations) {
        return new Condition(description, violations);
    }

    @Override
    public void check(JavaClass item, ConditionEvents events) {
        violations.apply(item).forEach(violation -> events.add(SimpleConditionEvent.violated(item, violation)));
    }
}
