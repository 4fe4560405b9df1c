package dev.plimsoll.build.unpack;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.plimsoll.base.SealedFile;
import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.KeptContents;
import dev.plimsoll.image.TarStream;
import dev.plimsoll.image.write.FileBody;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A package's files as {@link KeptPackages} has them: their entries, and then the contents in the order of the entries. */
final class KeptPackage implements Closeable {
    private static final int LEVEL = 1;
    private static final int BUFFER = 64 * 1024;

    /** Files are read in their order, each once or twice, of many packages in turn. */
    private static final int RECENT_BLOCKS = 2;

    private final List<PackageFile> files;
    private final KeptContents contents;
    private final long size;

    private KeptPackage(List<PackageFile> files, KeptContents contents, long size) {
        this.files = files;
        this.contents = contents;
        this.size = size;
    }

    /** In the package's order; bodies are readable until this is closed. */
    List<PackageFile> files() {
        return files;
    }

    /** Bytes of all bodies. */
    long size() {
        return size;
    }

    @Override
    public void close() throws IOException {
        contents.close();
    }

    static void writeEntries(List<PackageFile> files, OutputStream out) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (DataOutputStream data = new DataOutputStream(
                new BufferedOutputStream(new ZstdOutputStreamNoFinalizer(compressed, LEVEL), BUFFER))) {
            data.writeInt(files.size());
            for (PackageFile each : files) {
                write(each, data);
            }
        }
        out.write(ByteBuffer.allocate(Integer.BYTES).putInt(compressed.size()).array());
        compressed.writeTo(out);
    }

    private static void write(PackageFile file, DataOutputStream data) throws IOException {
        TarStream.Entry entry = file.entry();
        TarStream.Details details = entry.details();
        data.writeUTF(entry.path());
        data.writeUTF(entry.kind().name());
        data.writeUTF(entry.link());
        data.writeLong(file.body().map(FileBody::size).orElse(-1L));
        data.writeUTF(details.name());
        data.writeUTF(details.type().name());
        data.writeInt(details.mode());
        data.writeInt(details.userId());
        data.writeInt(details.groupId());
        data.writeUTF(details.userName());
        data.writeUTF(details.groupName());
        Instant modified = details.modified();
        data.writeLong(modified.getEpochSecond());
        data.writeInt(modified.getNano());
        data.writeInt(details.xattrs().size());
        for (Map.Entry<String, byte[]> each : details.xattrs().entrySet()) {
            data.writeUTF(each.getKey());
            data.writeInt(each.getValue().length);
            data.write(each.getValue());
        }
    }

    /** @param kept closed with what is read */
    static KeptPackage read(SealedFile kept) throws IOException {
        int length;
        try (DataInputStream first = new DataInputStream(kept.content(0))) {
            length = first.readInt();
        }
        List<TarStream.Entry> entries = new ArrayList<>();
        try (DataInputStream data = new DataInputStream(
                new BufferedInputStream(new ZstdInputStreamNoFinalizer(kept.content(Integer.BYTES)), BUFFER))) {
            for (int left = data.readInt(); left > 0; left--) {
                entries.add(entry(data));
            }
        }
        long size = entries.stream().mapToLong(each -> Math.max(0, each.size())).sum();
        KeptContents contents = new KeptContents(kept, (long) Integer.BYTES + length, size, RECENT_BLOCKS);
        List<PackageFile> files = new ArrayList<>();
        long at = 0;
        for (TarStream.Entry each : entries) {
            files.add(new PackageFile(
                    each,
                    each.size() < 0 ? Optional.empty() : Optional.of(FileBody.of(contents.content(at, each.size())))));
            at += Math.max(0, each.size());
        }
        return new KeptPackage(files, contents, size);
    }

    /** Its size is -1 where it has no content. */
    private static TarStream.Entry entry(DataInputStream data) throws IOException {
        String path = data.readUTF();
        FileEntry.Kind kind = named(FileEntry.Kind.class, data);
        String link = data.readUTF();
        long size = data.readLong();
        String name = data.readUTF();
        TarStream.Type type = named(TarStream.Type.class, data);
        int mode = data.readInt();
        int userId = data.readInt();
        int groupId = data.readInt();
        String userName = data.readUTF();
        String groupName = data.readUTF();
        Instant modified = Instant.ofEpochSecond(data.readLong(), data.readInt());
        Map<String, byte[]> xattrs = new TreeMap<>();
        for (int left = data.readInt(); left > 0; left--) {
            String key = data.readUTF();
            byte[] value = new byte[data.readInt()];
            data.readFully(value);
            xattrs.put(key, value);
        }
        return new TarStream.Entry(
                path,
                kind,
                link,
                size,
                InputStream.nullInputStream(),
                new TarStream.Details(name, type, mode, userId, groupId, userName, groupName, modified, xattrs));
    }

    /** Another version may have written it. */
    private static <E extends Enum<E>> E named(Class<E> type, DataInputStream data) throws IOException {
        String name = data.readUTF();
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw new IOException("what is kept of a package has the unknown word " + name, e);
        }
    }
}
