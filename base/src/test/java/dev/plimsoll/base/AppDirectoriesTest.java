package dev.plimsoll.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AppDirectoriesTest {
    @Test
    void liesUnderHomeByDefault() {
        assertThat(AppDirectories.of(Map.of("HOME", "/home/u")))
                .isEqualTo(new AppDirectories(
                        Path.of("/home/u/.cache/plimsoll"),
                        Path.of("/home/u/.local/share/plimsoll"),
                        Path.of("/home/u/.config/plimsoll")));
    }

    @Test
    void followsTheVariablesWithoutAHome() {
        assertThat(AppDirectories.of(Map.of("XDG_CACHE_HOME", "/c", "XDG_DATA_HOME", "/d", "XDG_CONFIG_HOME", "/f")))
                .isEqualTo(new AppDirectories(Path.of("/c/plimsoll"), Path.of("/d/plimsoll"), Path.of("/f/plimsoll")));
    }

    @Test
    void ignoresARelativePathAsTheSpecificationDemands() {
        assertThat(AppDirectories.of(Map.of("HOME", "/home/u", "XDG_CACHE_HOME", "cache"))
                        .cache())
                .isEqualTo(Path.of("/home/u/.cache/plimsoll"));
    }

    @Test
    void saysWhichVariableIsMissing() {
        assertThatThrownBy(() -> AppDirectories.of(Map.of("XDG_CACHE_HOME", "/c")))
                .isInstanceOfSatisfying(
                        PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                .hasMessageContaining("XDG_DATA_HOME");
    }
}
