package dev.plimsoll.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.build.spec.ImageSpec;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageLabelsTest {
    @TempDir
    private Path folder;

    @Test
    void labels_say_what_it_is_built_of_and_nothing_of_the_machine() {
        ImageSpec spec = Trees.spec(folder, "labels: {team: red}\n");

        assertThat(ImageLabels.of(spec, Trees.lock(spec), Optional.of("abc123")))
                .isEqualTo(Map.ofEntries(
                        Map.entry("security.scan-date", "2026-11-28T10:00:00Z"),
                        Map.entry("security.patch-level", "bookworm 2026-09-06, bookworm-security 2026-11-28"),
                        Map.entry("base", "debian bookworm"),
                        Map.entry("maintainer", "Somebody"),
                        Map.entry("team", "red"),
                        Map.entry("org.opencontainers.image.base.name", "scratch"),
                        Map.entry("org.opencontainers.image.created", "2026-11-28T10:00:00Z"),
                        Map.entry("org.opencontainers.image.authors", "Somebody"),
                        Map.entry("org.opencontainers.image.title", "Redis"),
                        Map.entry("org.opencontainers.image.licenses", "BSD-3-Clause"),
                        Map.entry("org.opencontainers.image.version", "7.0.15"),
                        Map.entry("org.opencontainers.image.revision", "abc123")));
    }

    @Test
    void a_revision_is_only_said_if_it_is_given() {
        ImageSpec spec = Trees.spec(folder, "version: '2'\n");

        assertThat(ImageLabels.of(spec, Trees.lock(spec), Optional.empty()))
                .doesNotContainKey("org.opencontainers.image.revision")
                .containsEntry("org.opencontainers.image.version", "2");
    }

    @ParameterizedTest
    @CsvSource({
        "5:7.0.15-1~deb12u5, 7.0.15",
        "15.14-0+deb12u1, 15.14",
        "17.0.17+10-1~deb12u1, 17.0.17+10",
        "2024a, 2024a"
    })
    void the_version_of_a_package_is_the_upstream_one(String version, String upstream) {
        assertThat(ImageLabels.upstream(version)).isEqualTo(upstream);
    }
}
