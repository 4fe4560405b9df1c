package dev.plimsoll.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedInputTest {
    /** Zeros without end: whoever reads it whole without a bound never returns. */
    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return 0;
        }
    }

    private static InputStream bytes(int count) {
        return new ByteArrayInputStream(new byte[count]);
    }

    @Test
    void givesAllOfAnInputThatIsExactlyAtTheLimit() throws IOException {
        assertThat(BoundedInput.readAll(bytes(1000), 1000, "a.json")).hasSize(1000);
    }

    @Test
    void refusesOneByteMore() {
        assertThatThrownBy(() -> BoundedInput.readAll(bytes(1001), 1000, "a.json"))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("a.json")
                .hasMessageContaining("1000");
    }

    @Test
    void givesAnEmptyInput() throws IOException {
        assertThat(BoundedInput.readAll(bytes(0), 1, "a.json")).isEmpty();
    }

    @Test
    void endsOnAnInputWithoutEnd() {
        assertThatThrownBy(() -> BoundedInput.readAll(new Endless(), 100_000, "zeros"))
                .isInstanceOf(LimitExceededException.class);
    }

    @Test
    void countsBytesReadOneByOne() throws IOException {
        InputStream in = BoundedInput.of(bytes(3), 2, "a");
        assertThat(in.read()).isZero();
        assertThat(in.read()).isZero();
        assertThatThrownBy(in::read).isInstanceOf(LimitExceededException.class);
    }

    @Test
    void theEndIsNotCounted() throws IOException {
        InputStream in = BoundedInput.of(bytes(2), 2, "a");
        assertThat(in.skip(2)).isEqualTo(2);
        assertThat(in.read()).isEqualTo(-1);
        assertThat(in.read(new byte[8])).isEqualTo(-1);
        assertThat(in.read()).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 100, Long.MAX_VALUE})
    void skippingPastTheLimitIsReadingPastIt(long distance) {
        InputStream in = BoundedInput.of(bytes(1000), 2, "a");
        assertThatThrownBy(() -> in.skip(distance)).isInstanceOf(LimitExceededException.class);
    }

    @Test
    void whatSkipReportsWasSkipped() {
        InputStream in = BoundedInput.of(bytes(10), 10, "a");
        assertThatCode(() -> {
                    assertThat(in.skip(4)).isEqualTo(4);
                    assertThat(in.readAllBytes()).hasSize(6);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void canNotBeRewoundToReadMore() {
        assertThat(BoundedInput.of(bytes(10), 5, "a").markSupported()).isFalse();
    }

    @Test
    void aHugeLimitAllocatesNothingInAdvance() throws IOException {
        assertThat(BoundedInput.readAll(bytes(5), Long.MAX_VALUE, "a")).hasSize(5);
    }
}
