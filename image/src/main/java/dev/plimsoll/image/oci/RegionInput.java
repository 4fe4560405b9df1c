package dev.plimsoll.image.oci;

import dev.plimsoll.base.BulkInput;
import dev.plimsoll.image.LayerBlob.Region;
import dev.plimsoll.image.blob.CorruptDataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/** The bytes of a part of a file. A file that ends before its part does is an error, not an end. Internal to this module. */
public final class RegionInput extends BulkInput {
    private final FileChannel channel;
    private long position;
    private long left;

    private RegionInput(FileChannel channel, Region region) {
        this.channel = channel;
        this.position = region.offset();
        this.left = region.length();
    }

    /** Opens the file of {@code region}; large reads go through unbuffered. */
    public static InputStream open(Region region) throws IOException {
        return new RegionInput(FileChannel.open(region.file(), StandardOpenOption.READ), region);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int n = channel.read(ByteBuffer.wrap(buffer, offset, (int) Math.min(length, left)), position);
        if (n < 0) {
            throw new CorruptDataException("the file is cut off at offset " + position);
        }
        position += n;
        left -= n;
        return n;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, left);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
