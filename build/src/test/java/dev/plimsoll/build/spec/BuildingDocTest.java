package dev.plimsoll.build.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the document shows is what the reader takes. */
class BuildingDocTest {
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern KEY = Pattern.compile("\"([a-z]+(?:-[a-z]+)*)\": \\{");
    private static final List<String> NO_KEYS = List.of(
            "archive",
            "properties",
            "items",
            "text",
            "path",
            "pattern",
            "arguments",
            "duration",
            "id",
            "not",
            "propertyNames");

    static List<String> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(SharedFiles.checkout().resolve("docs/building.md")))
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_example_is_accepted(String text) {
        assertThat(Specs.reading(text).faults()).isEmpty();
    }

    @Test
    void every_key_has_an_example() throws IOException {
        String all = String.join("\n", examples());
        List<String> keys = KEY.matcher(Files.readString(SharedFiles.checkout().resolve("docs/image-spec-schema.json")))
                .results()
                .map(match -> match.group(1))
                .filter(key -> !NO_KEYS.contains(key))
                .distinct()
                .toList();

        assertThat(keys)
                .hasSizeGreaterThan(35)
                .allSatisfy(key -> assertThat(all).contains(key + ":"));
    }
}
