package dev.plimsoll.debian.catalog;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdOutputStream;
import dev.plimsoll.base.KeptOpen;
import dev.plimsoll.debian.resolve.RelationParser;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes a {@link Catalog}. Takes the stanzas of one index, in their order, and writes them as they come. Internal to this module. Not
 * for concurrent use.
 *
 * <p>The order in which names appear for the first time, be it in a relation, is kept: apt numbers packages so, and prefers the higher
 * number where nothing else decides between two that provide the same.
 */
public final class CatalogWriter implements StanzaReader.Sink, AutoCloseable {
    /** Bytes of stanzas that are compressed together: enough of them for the names to repeat, few enough to be inflated for one. */
    private static final int BLOCK = 24 << 10;

    private final OutputStream out;
    private final ZstdCompressCtx zstd = new ZstdCompressCtx().setContentSize(true);
    private final ByteArrayOutputStream block = new ByteArrayOutputStream(2 * BLOCK);
    private int written;

    private final Ints blockStarts = new Ints();
    private final Ints blockStanzas = new Ints();
    private final Ints stanzas = new Ints();
    private final NameTable names = new NameTable();

    /** The name of each stanza. */
    private final Ints owners = new Ints();

    /** Which stanza provides which name. */
    private final Ints providers = new Ints();

    private final Ints provided = new Ints();

    /** @param out takes the catalog, and is not closed */
    public CatalogWriter(OutputStream out) {
        this.out = out;
    }

    @Override
    public void accept(String[] values) throws IOException {
        int number = owners.size();
        owners.add(names.number(values[PackageFields.PACKAGE]));
        for (int field : PackageFields.RELATIONS) {
            if (!values[field].isEmpty()) {
                RelationParser.names(values[field], this::appears);
            }
        }
        RelationParser.names(values[PackageFields.PROVIDES], each -> provides(number, names.number(bare(each))));
        if (block.size() == 0) {
            blockStarts.add(written);
            blockStanzas.add(number);
        }
        stanzas.add(block.size());
        for (String value : values) {
            block.writeBytes(value.replace('\t', ' ').getBytes(StandardCharsets.UTF_8));
            block.write('\t');
        }
        if (block.size() >= BLOCK) {
            endBlock();
        }
    }

    /** A name qualified by {@code any} is not the package's own for apt. */
    private void appears(String qualified) {
        if (!qualified.endsWith(":any")) {
            names.number(bare(qualified));
        }
    }

    private static String bare(String qualified) {
        int colon = qualified.indexOf(':');
        return colon < 0 ? qualified : qualified.substring(0, colon);
    }

    /** A name that a stanza provides in several versions counts once. */
    private void provides(int stanza, int name) {
        for (int i = providers.size() - 1; i >= 0 && providers.get(i) == stanza; i--) {
            if (provided.get(i) == name) {
                return;
            }
        }
        providers.add(stanza);
        provided.add(name);
    }

    private void endBlock() throws IOException {
        byte[] frame = zstd.compress(block.toByteArray());
        block.reset();
        if (frame.length > Catalog.MAX_BYTES - written) {
            throw new IOException("more than " + Catalog.MAX_BYTES + " bytes of packages in one index");
        }
        out.write(frame);
        written += frame.length;
    }

    /** Writes what is left, once all stanzas were taken. */
    public void finish() throws IOException {
        if (block.size() > 0) {
            endBlock();
        }
        blockStarts.add(written);
        int tables;
        int refs;
        try (ZstdOutputStream compressed = new ZstdOutputStream(new KeptOpen(out))) {
            DataOutputStream data = new DataOutputStream(new BufferedOutputStream(compressed, 1 << 16));
            refs = writeTables(data);
            data.flush();
            tables = data.size();
        }
        DataOutputStream footer = new DataOutputStream(out);
        footer.writeInt(written);
        footer.writeInt(tables);
        footer.writeInt(blockStanzas.size());
        footer.writeInt(stanzas.size());
        footer.writeInt(names.size());
        footer.writeInt(refs);
        footer.flush();
    }

    private int writeTables(DataOutputStream data) throws IOException {
        Refs own = new Refs(names.size(), owners, stanza -> stanza);
        Refs others = new Refs(names.size(), provided, providers::get);
        int[] sorted = names.sorted();
        blockStarts.write(data);
        blockStanzas.write(data);
        stanzas.write(data);
        int nameBytes = 0;
        int refs = 0;
        for (int name : sorted) {
            data.writeInt(nameBytes);
            data.writeInt(refs);
            data.writeInt(name);
            data.writeInt(own.count(name));
            nameBytes += names.length(name);
            refs += own.count(name) + others.count(name);
        }
        data.writeInt(nameBytes);
        data.writeInt(refs);
        for (int name : sorted) {
            own.write(name, data);
            others.write(name, data);
        }
        for (int name : sorted) {
            names.write(name, data);
        }
        return refs;
    }

    /** Frees the compressor's memory. */
    @Override
    public void close() {
        zstd.close();
    }
}
