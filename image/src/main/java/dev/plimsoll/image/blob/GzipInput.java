package dev.plimsoll.image.blob;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates gzip of any number of members. Unlike the JDK's it does not take a pause of the stream between two members for the end,
 * and it refuses what follows the last one unless that is zeros.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952</a>
 */
final class GzipInput extends FilterInputStream {
    private static final int FHCRC = 2;
    private static final int FEXTRA = 4;
    private static final int FNAME = 8;
    private static final int FCOMMENT = 16;

    private final byte[] buffer = new byte[64 * 1024];
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private int next;
    private int limit;
    private long consumed;
    private boolean inMember;
    private boolean ended;

    GzipInput(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            if (!inMember && !startMember()) {
                ended = true;
                break;
            }
            int n = inflate(target, offset, length);
            if (n > 0) {
                crc.update(target, offset, n);
                return n;
            }
        }
        return -1;
    }

    /** Bytes inflated; 0 if the member ended. */
    private int inflate(byte[] target, int offset, int length) throws IOException {
        try {
            while (true) {
                int n = inflater.inflate(target, offset, length);
                if (n > 0) {
                    return n;
                }
                if (inflater.finished()) {
                    endMember();
                    return 0;
                }
                if (inflater.needsDictionary()) {
                    throw new CorruptDataException("the gzip data wants a dictionary");
                }
                if (!fill()) {
                    throw new CorruptDataException("the gzip data is cut off at offset " + consumed);
                }
                inflater.setInput(buffer, 0, limit);
                next = limit;
            }
        } catch (DataFormatException e) {
            throw new CorruptDataException("the gzip data is malformed near offset " + consumed, e);
        }
    }

    private boolean startMember() throws IOException {
        boolean first = consumed == 0 && limit == 0;
        int b = nextOrEnd();
        if (!first) {
            while (b == 0) {
                b = nextOrEnd();
            }
        }
        if (b < 0 && !first) {
            return false;
        }
        if (b != 0x1f || nextByte() != 0x8b || nextByte() != 8) {
            throw new CorruptDataException("something that is no gzip follows at offset " + position());
        }
        int flags = nextByte();
        skip(6);
        if ((flags & FEXTRA) != 0) {
            skip(nextByte() | nextByte() << 8);
        }
        if ((flags & FNAME) != 0) {
            skipText();
        }
        if ((flags & FCOMMENT) != 0) {
            skipText();
        }
        if ((flags & FHCRC) != 0) {
            skip(2);
        }
        inflater.reset();
        crc.reset();
        inflater.setInput(buffer, next, limit - next);
        next = limit;
        inMember = true;
        return true;
    }

    private void endMember() throws IOException {
        next = limit - inflater.getRemaining();
        long statedCrc = nextInt();
        long statedSize = nextInt();
        if (statedCrc != crc.getValue() || statedSize != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw new CorruptDataException("the gzip data has a wrong checksum at offset " + position());
        }
        inMember = false;
    }

    private long nextInt() throws IOException {
        return nextByte() | (long) nextByte() << 8 | (long) nextByte() << 16 | (long) nextByte() << 24;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            nextByte();
        }
    }

    private void skipText() throws IOException {
        int b = nextByte();
        while (b != 0) {
            b = nextByte();
        }
    }

    private int nextByte() throws IOException {
        int b = nextOrEnd();
        if (b < 0) {
            throw new CorruptDataException("the gzip data is cut off at offset " + consumed);
        }
        return b;
    }

    private int nextOrEnd() throws IOException {
        return next < limit || fill() ? buffer[next++] & 0xff : -1;
    }

    private long position() {
        return consumed - (limit - next);
    }

    private boolean fill() throws IOException {
        next = 0;
        limit = 0;
        int n = in.read(buffer, 0, buffer.length);
        if (n <= 0) {
            return false;
        }
        limit = n;
        consumed += n;
        return true;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        super.close();
    }
}
