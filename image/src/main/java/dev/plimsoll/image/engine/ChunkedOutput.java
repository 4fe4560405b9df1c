package dev.plimsoll.image.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Sends a body in chunks of one size, but for the last. Its end is sent by {@link #end}, not by closing: a body that broke off must
 * not look whole.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#name-chunked-transfer-coding">RFC 9112, chunked transfer coding</a>
 */
final class ChunkedOutput extends OutputStream {
    private static final byte[] LINE_END = {'\r', '\n'};

    private final EngineSocket socket;
    private final byte[] buffer = new byte[64 * 1024];
    private int filled;

    ChunkedOutput(EngineSocket socket) {
        this.socket = socket;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int left = length;
        while (left > 0) {
            int n = Math.min(left, buffer.length - filled);
            System.arraycopy(bytes, at, buffer, filled, n);
            filled += n;
            at += n;
            left -= n;
            if (filled == buffer.length) {
                sendChunk();
            }
        }
    }

    private void sendChunk() throws IOException {
        socket.send((Integer.toHexString(filled) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.send(buffer, filled);
        socket.send(LINE_END);
        filled = 0;
    }

    /** Sends what is left, and that this was all. */
    void end() throws IOException {
        if (filled > 0) {
            sendChunk();
        }
        socket.send("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
}
