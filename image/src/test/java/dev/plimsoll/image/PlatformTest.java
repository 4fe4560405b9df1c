package dev.plimsoll.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {
    @Test
    void readsOsArchitectureAndVariant() {
        assertThat(Platform.parse("linux/arm64/v8")).isEqualTo(new Platform("linux", "arm64", "v8"));
        assertThat(Platform.parse("linux/amd64")).isEqualTo(new Platform("linux", "amd64", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "linux", "/amd64", "linux/", "linux/arm/v7/x", "//"})
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> Platform.parse(text))
                .isInstanceOfSatisfying(
                        PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                .hasMessageContaining("os/arch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"linux/amd64", "linux/arm/v7"})
    void isWrittenAsItWasRead(String text) {
        assertThat(Platform.parse(text)).hasToString(text);
    }

    @Test
    void thisMachineHasAGoName() {
        assertThat(Platform.ofMachine().os()).isEqualTo("linux");
        assertThat(Platform.ofMachine().architecture()).isNotEqualTo("x86_64").isNotEqualTo("aarch64");
    }
}
