package dev.plimsoll.image;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.plimsoll.base.LimitExceededException;
import dev.plimsoll.base.SealedFile;
import dev.plimsoll.image.tar.TarEntry;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A layer's listing as {@link KnownLayers} keeps it: its entries and gaps, and then the contents in the order of the entries. */
final class KnownListing {
    private static final int LEVEL = 1;
    private static final int BUFFER = 64 * 1024;

    /** Of a layer in whose many files several readers look. */
    static final int RECENT_BLOCKS = 8;

    /** More are not kept, as when somebody looks into every file. */
    private static final long MOST_CONTENTS = 512L << 20;

    private KnownListing() {}

    static boolean canBeWritten(LayerListing listing) {
        long contents = 0;
        for (LayerEntry entry : listing.entries()) {
            StoredContent content = entry.content();
            if (content != null) {
                contents += content.size();
                if (content.hasHoles()) {
                    return false;
                }
            }
        }
        return contents <= MOST_CONTENTS;
    }

    /**
     * @param selector by which it was read
     * @param stamp of the file that it was read from and compared with its digest, or empty
     */
    static void write(LayerListing listing, Layer layer, FileSelector selector, String stamp, OutputStream out)
            throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (DataOutputStream data = new DataOutputStream(
                new BufferedOutputStream(new ZstdOutputStreamNoFinalizer(compressed, LEVEL), BUFFER))) {
            data.writeUTF(layer.diffId().orElseThrow().toString());
            data.writeUTF(stamp);
            data.writeBoolean(selector.wantsDetails());
            bytes(selector.probeStart(), data);
            bytes(selector.probeMarker(), data);
            data.writeInt(listing.entries().size());
            for (LayerEntry entry : listing.entries()) {
                write(entry, data);
            }
            List<Gap> gaps = listing.gaps().list();
            data.writeInt(gaps.size());
            for (Gap gap : gaps) {
                data.writeUTF(gap.path());
                data.writeUTF(gap.reason().name());
                data.writeUTF(gap.detail());
            }
        }
        out.write(ByteBuffer.allocate(Integer.BYTES).putInt(compressed.size()).array());
        compressed.writeTo(out);
        try (OutputStream contents = KeptContents.writing(out)) {
            for (LayerEntry entry : listing.entries()) {
                StoredContent content = entry.content();
                if (content != null) {
                    try (InputStream in = content.stream()) {
                        in.transferTo(contents);
                    }
                }
            }
        }
    }

    private static void write(LayerEntry entry, DataOutputStream data) throws IOException {
        data.writeUTF(entry.path());
        data.writeUTF(entry.kind().name());
        data.writeLong(entry.size());
        data.writeInt(entry.mode());
        data.writeInt(entry.userId());
        data.writeInt(entry.groupId());
        data.writeUTF(entry.link());
        data.writeUTF(entry.asked().name());
        data.writeLong(entry.offset());
        StoredContent content = entry.content();
        data.writeLong(content == null ? -1 : content.size());
        FileDetails details = entry.details();
        if (details != null) {
            Instant modified = details.modified();
            data.writeLong(modified.getEpochSecond());
            data.writeInt(modified.getNano());
            data.writeInt(details.xattrs().size());
            for (Map.Entry<String, byte[]> xattr : details.xattrs().entrySet()) {
                data.writeUTF(xattr.getKey());
                bytes(xattr.getValue(), data);
            }
        }
    }

    private static void bytes(byte[] bytes, DataOutputStream data) throws IOException {
        data.writeInt(bytes.length);
        data.write(bytes);
    }

    /** An entry as it was kept, without its content. */
    private record Known(LayerEntry entry, long contentSize) {}

    /**
     * Reads it.
     *
     * @param kept closed with what is read, or by this if that is nothing
     * @return empty if more is wanted than was kept, or if it is of a layer that has another content
     * @throws dev.plimsoll.base.LimitExceededException if with this layer the image is beyond its limits
     */
    static Optional<LayerListing> read(SealedFile kept, LayerBlob blob, LayerReading reading) throws IOException {
        Layer layer = blob.layer();
        int length;
        try (DataInputStream first = new DataInputStream(kept.content(0))) {
            length = first.readInt();
        }
        Gaps gaps = new Gaps();
        Optional<List<Known>> known;
        try (DataInputStream data = new DataInputStream(
                new BufferedInputStream(new ZstdInputStreamNoFinalizer(kept.content(Integer.BYTES)), BUFFER))) {
            known = isFor(data, blob, reading.selector()) ? entries(data, reading.selector()) : Optional.empty();
            if (known.isPresent()) {
                for (int left = data.readInt(); left > 0; left--) {
                    String path = data.readUTF();
                    Gap.Reason reason = named(Gap.Reason.class, data);
                    gaps.add(path, layer.index(), reason, data.readUTF());
                }
            }
        }
        if (known.isEmpty()) {
            kept.close();
            return Optional.empty();
        }
        long size = known.get().stream()
                .mapToLong(each -> Math.max(0, each.contentSize()))
                .sum();
        KeptContents contents =
                reading.keep(new KeptContents(kept, (long) Integer.BYTES + length, size, RECENT_BLOCKS));
        return Optional.of(
                new LayerListing(layer.index(), withContents(known.get(), contents, reading), gaps, null, 0));
    }

    private static boolean isFor(DataInputStream data, LayerBlob blob, FileSelector selector) throws IOException {
        String diffId = data.readUTF();
        String stamp = data.readUTF();
        if (!stamp.isEmpty()) {
            blob.verified(stamp);
        }
        boolean details = data.readBoolean();
        byte[] start = bytes(data);
        byte[] marker = bytes(data);
        return diffId.equals(blob.layer().diffId().orElseThrow().toString())
                && details == selector.wantsDetails()
                && Arrays.equals(start, selector.probeStart())
                && Arrays.equals(marker, selector.probeMarker());
    }

    private static Optional<List<Known>> entries(DataInputStream data, FileSelector selector) throws IOException {
        int count = data.readInt();
        List<Known> known = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Known each = known(data, selector);
            if (each == null) {
                return Optional.empty();
            }
            known.add(each);
        }
        return Optional.of(known);
    }

    private static @Nullable Known known(DataInputStream data, FileSelector selector) throws IOException {
        String path = data.readUTF();
        TarEntry.Kind kind = named(TarEntry.Kind.class, data);
        long size = data.readLong();
        int mode = data.readInt();
        int userId = data.readInt();
        int groupId = data.readInt();
        String link = data.readUTF();
        Want asked = named(Want.class, data);
        long offset = data.readLong();
        long contentSize = data.readLong();
        FileDetails details = selector.wantsDetails() ? details(data) : null;
        Want now = kind == TarEntry.Kind.FILE ? selector.select(path, size, mode) : Want.NOTHING;
        // What was kept whole has not been probed.
        boolean enough = now == Want.NOTHING || now == asked;
        LayerEntry entry = new LayerEntry(path, kind, size, mode, userId, groupId, link, now, offset, null, details);
        return enough ? new Known(entry, contentSize) : null;
    }

    /** Another version may have written it. */
    private static <E extends Enum<E>> E named(Class<E> type, DataInputStream data) throws IOException {
        String name = data.readUTF();
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw new IOException("what is known of a layer has the unknown word " + name, e);
        }
    }

    private static FileDetails details(DataInputStream data) throws IOException {
        Instant modified = Instant.ofEpochSecond(data.readLong(), data.readInt());
        Map<String, byte[]> xattrs = new TreeMap<>();
        for (int left = data.readInt(); left > 0; left--) {
            String key = data.readUTF();
            xattrs.put(key, bytes(data));
        }
        return new FileDetails(modified, xattrs);
    }

    private static byte[] bytes(DataInputStream data) throws IOException {
        byte[] bytes = new byte[data.readInt()];
        data.readFully(bytes);
        return bytes;
    }

    private static List<LayerEntry> withContents(List<Known> known, KeptContents contents, LayerReading reading)
            throws LimitExceededException {
        List<LayerEntry> entries = new ArrayList<>(known.size());
        long at = 0;
        for (Known each : known) {
            LayerEntry entry = each.entry();
            reading.budget().count(entry.path(), entry.link());
            boolean wanted = entry.asked() != Want.NOTHING && each.contentSize() >= 0;
            entries.add(wanted ? entry.withContent(contents.stored(at, each.contentSize())) : entry);
            at += Math.max(0, each.contentSize());
        }
        return entries;
    }
}
