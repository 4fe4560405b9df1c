package dev.plimsoll.testkit.sins;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;

/** Names a library's type in a public signature, in an argument of a type too. */
public final class Leaker {
    /** Inherits one. */
    public static final class Heir extends com.tngtech.archunit.base.ForwardingSet<String> {
        @Override
        protected java.util.Set<String> delegate() {
            return java.util.Set.of();
        }
    }

    private Leaker() {}

    /** Bad. */
    public static List<JavaClass> leak() {
        return List.of();
    }

    static List<JavaClass> notVisible() {
        return List.of();
    }
}
