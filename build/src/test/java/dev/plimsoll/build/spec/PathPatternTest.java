package dev.plimsoll.build.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathPatternTest {
    @ParameterizedTest
    @CsvSource({
        "/usr/share/man/**, usr/share/man/man1/ls.1, true",
        "/usr/share/man/**, usr/share/man, false",
        "/usr/share/man/**, usr/share/manual, false",
        "/usr/share/*/x, usr/share/a/x, true",
        "/usr/share/*/x, usr/share/a/b/x, false",
        "/**/*.a, usr/lib/x.a, true",
        "/**/*.a, x.a, true",
        "/**/*.a, usr/lib/x.ab, false",
        "/usr/lib/lib?.so, usr/lib/liba.so, true",
        "/usr/lib/lib?.so, usr/lib/lib/.so, false",
        "/usr/lib/a+b.so, usr/lib/a+b.so, true",
        "/usr/lib/a+b.so, usr/lib/aab.so, false",
        "/a/**/b/**, a/b/c, true",
        "/a/**/b/**, a/x/b/b, true",
        "/a/**/b/**, a/x/b, false",
        "/**, a, true",
        "/a*c*, abcb, true",
        "/a*c*, abb, false"
    })
    void stars_end_at_slashes_and_two_stars_do_not(String pattern, String path, boolean matches) {
        assertThat(new PathPattern(pattern).matches(path)).isEqualTo(matches);
        assertThat(new PathPattern(pattern).matches("/" + path)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"usr", "/a//b", "/a/../b", "/a/", "/a**", "/a/[bc]", "/a/{b,c}", "/a\\*"})
    void what_is_no_pattern_is_refused(String pattern) {
        assertThat(PathPattern.fault(pattern)).isPresent();
    }

    @Test
    void no_path_makes_a_pattern_slow() {
        PathPattern pattern = new PathPattern("/**/*a*a*a*a*b/**/c");
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(pattern.matches("aaaaaaaa/".repeat(500))).isFalse());
    }
}
