package dev.plimsoll.base;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import javax.crypto.Mac;

/** Writes what a {@link SealedFile} reads: a content, and its {@link Seal} behind it. For one thread. */
public final class SealedOutput extends FilterOutputStream {
    private final Mac mac;

    /**
     * @param out closed with this
     * @param name with which it is to be opened
     */
    public SealedOutput(OutputStream out, Seal seal, String name) {
        super(out);
        this.mac = seal.begin(name);
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        mac.update((byte) b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        mac.update(bytes, offset, length);
    }

    /** Ends the content; nothing may be written after it. Without it there is only a file that is as good as none. */
    public void seal() throws IOException {
        out.write(mac.doFinal());
    }
}
