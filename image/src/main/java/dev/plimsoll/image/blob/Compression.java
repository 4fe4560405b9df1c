package dev.plimsoll.image.blob;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import org.jspecify.annotations.Nullable;

/** How bytes are compressed, told by their first bytes and never by a media type, which tools get wrong. */
public enum Compression {
    /** Not at all. */
    NONE,
    /** Gzip of one or many members; eStargz is a gzip of many. */
    GZIP,
    /** Zstandard of one or many frames. */
    ZSTD;

    /** First bytes that {@link #detect} looks at. */
    public static final int MAGIC_LENGTH = 6;

    /**
     * Looks at the first bytes.
     *
     * @param start up to {@link #MAGIC_LENGTH} bytes; fewer if there are no more
     * @throws UnsupportedDataException for a compression that is not read here
     */
    public static Compression detect(byte[] start, int length) throws UnsupportedDataException {
        if (starts(start, length, 0x1f, 0x8b)) {
            return GZIP;
        }
        boolean skippable = length >= 4 && (start[0] & 0xf0) == 0x50 && starts4(start, 0x2a, 0x4d, 0x18);
        if (skippable || starts(start, length, 0x28, 0xb5, 0x2f, 0xfd)) {
            return ZSTD;
        }
        String other = unsupported(start, length);
        if (other != null) {
            throw new UnsupportedDataException(
                    "is compressed with " + other + ", which is not read; gzip and zstd are");
        }
        return NONE;
    }

    private static boolean starts4(byte[] start, int second, int third, int fourth) {
        return (start[1] & 0xff) == second && (start[2] & 0xff) == third && (start[3] & 0xff) == fourth;
    }

    private static @Nullable String unsupported(byte[] start, int length) {
        if (starts(start, length, 0xfd, '7', 'z', 'X', 'Z', 0)) {
            return "xz";
        }
        if (starts(start, length, 'B', 'Z', 'h') && length > 4 && start[4] == 0x31) {
            return "bzip2";
        }
        return starts(start, length, 0x04, 0x22, 0x4d, 0x18) ? "lz4" : null;
    }

    private static boolean starts(byte[] start, int length, int... magic) {
        if (length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((start[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** The inflated bytes of {@code in}, whatever its compression; closing it closes {@code in}. */
    public static InputStream inflate(InputStream in) throws IOException {
        PushbackInputStream stream = new PushbackInputStream(in, MAGIC_LENGTH);
        byte[] start = stream.readNBytes(MAGIC_LENGTH);
        stream.unread(start);
        return switch (detect(start, start.length)) {
            case NONE -> stream;
            case GZIP -> new GzipInput(stream);
            case ZSTD -> new ZstdInput(new ZstdInputStreamNoFinalizer(stream));
        };
    }
}
