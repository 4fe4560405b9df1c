package dev.plimsoll.image.blob;

import com.github.luben.zstd.ZstdIOException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Tells a malformed or cut-off zstd stream from a failure to read. */
final class ZstdInput extends FilterInputStream {
    ZstdInput(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            return super.read(buffer, offset, length);
        } catch (ZstdIOException e) {
            String message = String.valueOf(e.getMessage());
            boolean cut = message.toLowerCase(Locale.ROOT).contains("truncated");
            throw new CorruptDataException(
                    cut ? "the zstd data is cut off" : "the zstd data is malformed: " + message, e);
        }
    }
}
