package dev.plimsoll.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that reads the shared feeds and fixtures that lie beside a checkout ({@link SharedFiles}). Skipped and named without them;
 * with {@code PLIMSOLL_REQUIRE_REAL_PARTS=true} a failure.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RealParts.class)
public @interface RequiresFile {
    /** Paths below the shared folder, such as {@code fixtures/images/alpine-310.tar.gz}. */
    String[] value();
}
