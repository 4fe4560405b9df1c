package dev.plimsoll.build.attest;

import dev.plimsoll.base.ReadChannel;
import java.nio.ByteBuffer;

/** Bytes at hand, at any position. */
final class BytesChannel extends ReadChannel {
    private final byte[] bytes;

    BytesChannel(byte[] bytes) {
        super(bytes.length);
        this.bytes = bytes;
    }

    @Override
    protected int read(ByteBuffer target, long at) {
        int n = target.remaining();
        target.put(bytes, (int) at, n);
        return n;
    }
}
