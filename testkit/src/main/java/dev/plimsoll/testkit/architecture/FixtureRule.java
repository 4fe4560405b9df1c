package dev.plimsoll.testkit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Every implementer of a seam has fixtures, found by its name: {@code NAME/CASE/root/} with {@code NAME/CASE/expected.json}. */
public final class FixtureRule {
    private FixtureRule() {}

    /**
     * Fails unless each name has a folder in {@code fixtures} with one case or more, each case is whole, and no folder is left whose
     * implementer is gone.
     *
     * @param names of all implementers, as the seam's list gives them
     * @param fixtures the folder of the folders
     * @param atLeast how many implementers there are at least, so that the rule can't pass on nothing
     */
    public static void everyImplementerHasFixtures(Collection<String> names, Path fixtures, int atLeast) {
        assertThat(names).as("implementers that should have fixtures").hasSizeGreaterThanOrEqualTo(atLeast);
        assertThat(names.stream().filter(name -> cases(fixtures.resolve(name)).isEmpty()))
                .as("implementers without a case in %s", fixtures)
                .isEmpty();
        assertThat(names.stream().flatMap(name -> cases(fixtures.resolve(name)).stream()))
                .as("cases without root/ or expected.json")
                .allMatch(FixtureRule::isWhole);
        assertThat(folders(fixtures).stream().map(FixtureRule::name).filter(name -> !names.contains(name)))
                .as("fixtures in %s that belong to no implementer", fixtures)
                .isEmpty();
    }

    private static List<Path> cases(Path folder) {
        return Files.isDirectory(folder) ? folders(folder) : List.of();
    }

    private static boolean isWhole(Path folder) {
        return Files.isDirectory(folder.resolve("root")) && Files.isRegularFile(folder.resolve("expected.json"));
    }

    private static String name(Path folder) {
        return folder.getFileName().toString();
    }

    private static List<Path> folders(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
