package dev.plimsoll.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
    @Test
    void everyLimitCanBeSetByItsName() throws ReflectiveOperationException {
        for (RecordComponent component : Limits.class.getRecordComponents()) {
            String name = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);

            Limits changed = Limits.DEFAULT.with(name, 7);

            for (RecordComponent other : Limits.class.getRecordComponents()) {
                Number value = (Number) other.getAccessor().invoke(changed);
                Number expected = other.getName().equals(component.getName())
                        ? 7
                        : (Number) other.getAccessor().invoke(Limits.DEFAULT);
                assertThat(value.longValue())
                        .as(name + " changes " + other.getName())
                        .isEqualTo(expected.longValue());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void aLimitIsAboveZero(long value) {
        assertThatThrownBy(() -> Limits.DEFAULT.with("file-bytes", value))
                .isInstanceOfSatisfying(
                        PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                .hasMessageContaining("file-bytes");
    }

    @Test
    void aCountDoesNotWrapAround() {
        assertThatThrownBy(() -> Limits.DEFAULT.with("entries", 1L << 32))
                .isInstanceOfSatisfying(
                        PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE));
    }

    @Test
    void anUnknownNameIsToldTheKnownOnes() {
        assertThatThrownBy(() -> Limits.DEFAULT.with("bytes", 1))
                .isInstanceOfSatisfying(
                        PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                .hasMessageContaining("'bytes'")
                .hasMessageContaining("layer-bytes")
                .hasMessageContaining("path-length");
    }
}
