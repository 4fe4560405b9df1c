package dev.plimsoll.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixtureRuleTest {
    @TempDir
    Path fixtures;

    @BeforeEach
    void oneHasACase() throws IOException {
        Files.createDirectories(fixtures.resolve("one/case/root"));
        Files.createFile(fixtures.resolve("one/case/expected.json"));
    }

    @Test
    void passesWhereAllHaveWholeCases() throws IOException {
        Files.createFile(fixtures.resolve("one/versions.txt"));

        assertThatCode(() -> FixtureRule.everyImplementerHasFixtures(List.of("one"), fixtures, 1))
                .doesNotThrowAnyException();
    }

    @Test
    void namesTheImplementerWithoutAFolderOrACase() throws IOException {
        refuses(1, "one", "two").hasMessageContaining("without a case").hasMessageContaining("two");
        Files.createDirectories(fixtures.resolve("two"));
        Files.createFile(fixtures.resolve("two/versions.txt"));
        refuses(1, "one", "two").hasMessageContaining("without a case").hasMessageContaining("two");
    }

    @Test
    void namesTheCaseThatExpectsNothingOrHasNoRoot() throws IOException {
        Files.createDirectories(fixtures.resolve("one/rootless"));
        Files.createFile(fixtures.resolve("one/rootless/expected.json"));
        refuses(1, "one").hasMessageContaining("one/rootless");
        Files.createDirectories(fixtures.resolve("one/rootless/root"));
        Files.delete(fixtures.resolve("one/rootless/expected.json"));
        refuses(1, "one").hasMessageContaining("one/rootless");
    }

    @Test
    void namesTheFolderWhoseImplementerIsGone() throws IOException {
        Files.createDirectories(fixtures.resolve("gone/case/root"));
        refuses(1, "one").hasMessageContaining("belong to no implementer").hasMessageContaining("gone");
    }

    @Test
    void doesNotPassOnFewerThanThereAre() {
        refuses(2, "one").hasMessageContaining("implementers that should have fixtures");
    }

    private AbstractThrowableAssert<?, ?> refuses(int atLeast, String... names) {
        return assertThatThrownBy(() -> FixtureRule.everyImplementerHasFixtures(List.of(names), fixtures, atLeast))
                .isInstanceOf(AssertionError.class);
    }
}
