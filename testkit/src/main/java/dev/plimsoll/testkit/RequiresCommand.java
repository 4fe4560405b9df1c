package dev.plimsoll.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that needs programs on the PATH. If one is absent the test is skipped and the program named; with the environment variable
 * {@code PLIMSOLL_REQUIRE_REAL_PARTS=true} that is a failure instead.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RealParts.class)
public @interface RequiresCommand {
    /** Names of programs, such as {@code skopeo}. */
    String[] value();
}
