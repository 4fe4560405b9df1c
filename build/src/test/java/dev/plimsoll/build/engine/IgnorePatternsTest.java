package dev.plimsoll.build.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnorePatternsTest {
    @ParameterizedTest
    @CsvSource({
        "a, a, true",
        "a, b/a, false",
        "a, a/b/c, true",
        "/a, a, true",
        "./a/, a/b, true",
        "*, a/b, true",
        "*.md, README.md, true",
        "*.md, docs/a.md, false",
        "**/*.md, a/b/c.md, true",
        "**/*.md, c.md, true",
        "a/**, a, false",
        "a/**, a/b/c, true",
        "a/**/c, a/c, true",
        "a/**/c, a/b/b/c, true",
        "?.o, a.o, true",
        "?.o, ab.o, false",
        "[a-c].o, b.o, true",
        "[^a-c].o, b.o, false",
        "a\\*, a*, true",
        "a\\*, ab, false",
        "a.b, aXb, false",
        "a/../b, b, true",
        "temp?, temps/x, true"
    })
    void patternsMatchAsDockersDo(String pattern, String path, boolean ignored) {
        assertThat(IgnorePatterns.of(List.of(pattern)).ignores(path)).isEqualTo(ignored);
    }

    @Test
    void theLastPatternThatMatchesCounts() {
        IgnorePatterns patterns = IgnorePatterns.of(
                List.of("\uFEFF# all but", "*", "", "!src", "src/secret", "! src/secret/public.txt", "#a"));

        assertThat(patterns.ignores("Makefile")).isTrue();
        assertThat(patterns.ignores("src/main.c")).isFalse();
        assertThat(patterns.ignores("src/secret/key")).isTrue();
        assertThat(patterns.ignores("src/secret/public.txt")).isFalse();
        assertThat(patterns.hasExceptions()).isTrue();
        assertThat(IgnorePatterns.of(List.of("#*", "a")).hasExceptions()).isFalse();
    }

    @Test
    void whatIsNoPatternIsRefusedWithItsLine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IgnorePatterns.of(List.of("ok", "a[b")))
                .withMessage("'a[b' is no pattern");
    }
}
