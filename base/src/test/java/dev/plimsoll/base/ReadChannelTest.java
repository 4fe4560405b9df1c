package dev.plimsoll.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import org.junit.jupiter.api.Test;

class ReadChannelTest {
    private static final int SIZE = 10;

    /** Gives three bytes at most, each its own position. */
    private static ReadChannel channel() {
        return new ReadChannel(SIZE) {
            @Override
            protected int read(ByteBuffer target, long at) {
                int n = Math.min(3, target.remaining());
                for (int i = 0; i < n; i++) {
                    target.put((byte) (at + i));
                }
                return n;
            }
        };
    }

    @Test
    void readsToItsEndAndNoFurtherAndLeavesTheBuffersLimit() throws IOException {
        ReadChannel channel = channel();
        ByteBuffer target = ByteBuffer.allocate(20);
        while (channel.read(target) >= 0) {
            assertThat(target.limit()).isEqualTo(20);
        }
        assertThat(target.flip()).isEqualTo(ByteBuffer.wrap(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
        assertThat(channel.position()).isEqualTo(SIZE);
    }

    @Test
    void readsFromAnyPosition() throws IOException {
        ReadChannel channel = channel();
        ByteBuffer target = ByteBuffer.allocate(2);
        assertThat(channel.position(7).read(target)).isEqualTo(2);
        assertThat(target.array()).containsExactly(7, 8);
        assertThat(channel.position(100).read(ByteBuffer.allocate(1))).isNegative();
        assertThat(channel.read(ByteBuffer.allocate(0))).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> channel.position(-1));
    }

    @Test
    void isForReadingAndOnlyUntilItIsClosed() throws IOException {
        ReadChannel channel = channel();
        assertThatExceptionOfType(NonWritableChannelException.class)
                .isThrownBy(() -> channel.write(ByteBuffer.allocate(1)));
        assertThatExceptionOfType(NonWritableChannelException.class).isThrownBy(() -> channel.truncate(1));
        channel.close();
        assertThat(channel.isOpen()).isFalse();
        assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(() -> channel.read(ByteBuffer.allocate(1)));
    }
}
