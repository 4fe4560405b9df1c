package dev.plimsoll.image.engine;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body in chunks. One that ends without its last chunk is an error, not an end.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#name-chunked-transfer-coding">RFC 9112, chunked transfer coding</a>
 */
final class ChunkedInput extends FilterInputStream {
    private long left;
    private boolean first = true;
    private boolean ended;

    ChunkedInput(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0 && !ended) {
            next();
        }
        if (ended) {
            return -1;
        }
        int n = in.read(buffer, offset, (int) Math.min(length, left));
        if (n < 0) {
            throw new EOFException("the connection ended within a chunk");
        }
        left -= n;
        return n;
    }

    private void next() throws IOException {
        EngineAnswer.Head head = new EngineAnswer.Head(in);
        if (!first && !head.line().isEmpty()) {
            throw new IOException("a chunk is longer than it says");
        }
        first = false;
        String line = head.line();
        int semicolon = line.indexOf(';');
        left = size((semicolon < 0 ? line : line.substring(0, semicolon)).strip());
        if (left == 0) {
            head.skip();
            ended = true;
        }
    }

    private static long size(String hex) throws IOException {
        boolean number = !hex.isEmpty()
                && hex.length() <= 15
                && hex.chars().allMatch(c -> c < 0x80 && Character.digit(c, 16) >= 0);
        if (!number) {
            throw new IOException("a chunk's size is no number");
        }
        return Long.parseLong(hex, 16);
    }

    @Override
    public long skip(long n) throws IOException {
        return Math.max(0, read(new byte[(int) Math.min(n, 8192)]));
    }

    @Override
    public int available() {
        return 0;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
