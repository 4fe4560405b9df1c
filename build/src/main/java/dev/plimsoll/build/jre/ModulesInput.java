package dev.plimsoll.build.jre;

import dev.plimsoll.base.BulkInput;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** Reads the file of fewer modules: its head, then content after content, own ones in the place of what the whole file has. */
final class ModulesInput extends BulkInput {
    private final List<Location> contents;
    private final Map<Integer, byte[]> written;
    private final InputStream whole;
    private final long start;

    private byte[] own;
    private int ownAt;
    private long left;
    private int next;
    private long at;

    /**
     * @param contents in their order in the whole file
     * @param written contents to give instead, by key
     * @param start where the whole file's contents begin
     * @param whole at its beginning; closed with this
     */
    ModulesInput(byte[] head, List<Location> contents, Map<Integer, byte[]> written, long start, InputStream whole) {
        this.own = head;
        this.contents = contents;
        this.written = written;
        this.start = start;
        this.whole = whole;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (ownAt == own.length && left == 0) {
            if (next == contents.size()) {
                return -1;
            }
            begin(contents.get(next++));
        }
        if (ownAt < own.length) {
            int n = Math.min(length, own.length - ownAt);
            System.arraycopy(own, ownAt, buffer, offset, n);
            ownAt += n;
            return n;
        }
        int n = whole.read(buffer, offset, (int) Math.min(length, left));
        if (n < 0) {
            throw new EOFException("the file of Java modules was cut off");
        }
        left -= n;
        at += n;
        return n;
    }

    private void begin(Location location) throws IOException {
        byte[] instead = written.get(location.key());
        if (instead != null) {
            own = instead;
            ownAt = 0;
            return;
        }
        long from = start + location.offset();
        if (from < at) {
            throw new IOException(location.name() + " shares its place with another resource");
        }
        whole.skipNBytes(from - at);
        at = from;
        left = location.stored();
    }

    @Override
    public void close() throws IOException {
        whole.close();
    }
}
