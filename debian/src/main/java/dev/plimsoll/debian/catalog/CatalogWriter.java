package dev.plimsoll.debian.catalog;

import com.github.luben.zstd.ZstdOutputStream;
import dev.plimsoll.debian.resolve.RelationParser;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes a {@link Catalog}. Takes the stanzas of one index, in their order. Internal to this module. Not for concurrent use.
 *
 * <p>The order in which names appear for the first time, be it in a relation, is kept: apt numbers packages so, and prefers the higher
 * number where nothing else decides between two that provide the same.
 */
public final class CatalogWriter implements StanzaReader.Sink {
    private final Chunks stanzas = new Chunks();
    private final Map<String, Name> names = new HashMap<>();
    private final Ints offsets = new Ints();

    /** A name that appears in the index. */
    private static final class Name {
        private final byte[] bytes;
        private final int rank;
        private final Ints own = new Ints();
        private final Ints providers = new Ints();

        private Name(byte[] bytes, int rank) {
            this.bytes = bytes;
            this.rank = rank;
        }
    }

    /** Takes no stanza yet. */
    public CatalogWriter() {
        offsets.add(0);
    }

    @Override
    public void accept(String[] values) throws IOException {
        int number = offsets.size() - 1;
        name(values[PackageFields.PACKAGE]).own.add(number);
        for (int field : PackageFields.RELATIONS) {
            if (!values[field].isEmpty()) {
                RelationParser.names(values[field], this::appears);
            }
        }
        RelationParser.names(
                values[PackageFields.PROVIDES],
                each -> name(bare(each)).providers.addOnce(number));
        for (int i = 0; i < values.length; i++) {
            stanzas.write(values[i].replace('\t', ' ').getBytes(StandardCharsets.UTF_8));
            stanzas.write('\t');
        }
        offsets.add(stanzas.size());
    }

    /** A name qualified by {@code any} is not the package's own for apt. */
    private void appears(String qualified) {
        if (!qualified.endsWith(":any")) {
            name(bare(qualified));
        }
    }

    private static String bare(String qualified) {
        int colon = qualified.indexOf(':');
        return colon < 0 ? qualified : qualified.substring(0, colon);
    }

    private Name name(String text) {
        Name known = names.get(text);
        if (known == null) {
            known = new Name(text.getBytes(StandardCharsets.UTF_8), names.size());
            names.put(text, known);
        }
        return known;
    }

    /** Writes what was taken; does not close {@code out}. */
    public void write(OutputStream out) throws IOException {
        Name[] sorted = names.values().toArray(new Name[0]);
        Arrays.sort(sorted, (one, other) -> Arrays.compareUnsigned(one.bytes, other.bytes));
        Ints nameOffsets = new Ints();
        Ints refStarts = new Ints();
        Ints refs = new Ints();
        int length = 0;
        for (Name name : sorted) {
            nameOffsets.add(length);
            length += name.bytes.length;
            refStarts.add(refs.size());
            refs.addAll(name.own);
            refs.addAll(name.providers);
        }
        nameOffsets.add(length);
        refStarts.add(refs.size());
        long size = Catalog.HEADER
                + 8L * (sorted.length + 1)
                + 8L * sorted.length
                + 4L * refs.size()
                + 4L * offsets.size()
                + length
                + stanzas.size();
        new DataOutputStream(out).writeLong(size);
        try (ZstdOutputStream zstd = new ZstdOutputStream(new Unclosed(out))) {
            zstd.setChecksum(true);
            DataOutputStream data = new DataOutputStream(new BufferedOutputStream(zstd, 1 << 16));
            data.writeLong(Catalog.MAGIC);
            data.writeInt(sorted.length);
            data.writeInt(refs.size());
            data.writeInt(offsets.size() - 1);
            data.writeInt(length);
            nameOffsets.write(data);
            refStarts.write(data);
            for (Name name : sorted) {
                data.writeInt(name.rank);
                data.writeInt(name.own.size());
            }
            refs.write(data);
            offsets.write(data);
            for (Name name : sorted) {
                data.write(name.bytes);
            }
            stanzas.writeTo(data);
            data.flush();
        }
    }

    /** Lets a compressor be closed (it must, to free its memory) without closing the file below. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
