package dev.plimsoll.image;

import dev.plimsoll.image.blob.Probe;
import dev.plimsoll.image.blob.Spool;
import dev.plimsoll.image.tar.StreamTarInput;
import dev.plimsoll.image.tar.TarEntry;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Keeps the contents that are wanted of a layer that passes by. For one thread. */
final class ContentKeeper {
    private final FileSelector selector;
    private final Spool spool;
    private final Probe probe;
    private Want asked = Want.NOTHING;
    private @Nullable StoredContent content;

    ContentKeeper(FileSelector selector, Spool spool) {
        this.selector = selector;
        this.spool = spool;
        this.probe = new Probe(selector.probeStart(), selector.probeMarker());
    }

    /** Asks what is wanted of an entry and reads its content if something is. */
    void read(TarEntry entry, String path, StreamTarInput input) throws IOException {
        content = null;
        asked = entry.kind() == TarEntry.Kind.FILE ? selector.select(path, entry.size(), entry.mode()) : Want.NOTHING;
        switch (asked) {
            case NOTHING -> {}
            case CONTENT -> {
                spool.begin();
                input.transfer(entry.storedSize(), spool::write);
                content = keep(entry);
            }
            case PROBE -> {
                spool.begin();
                probe.reset();
                input.transfer(entry.storedSize(), this::tryPiece);
                if (probe.passed()) {
                    content = keep(entry);
                } else {
                    spool.drop();
                }
            }
        }
    }

    private void tryPiece(byte[] buffer, int offset, int length) throws IOException {
        probe.look(buffer, offset, length);
        if (!probe.failed()) {
            spool.write(buffer, offset, length);
        }
    }

    private StoredContent keep(TarEntry entry) throws IOException {
        Spool.Place place = spool.keep();
        return new StoredContent(place.backing(), place.offset(), entry.size(), entry.sparse());
    }

    /** What the selector wanted of the last entry. */
    Want asked() {
        return asked;
    }

    /** The last entry's content, if it is kept. */
    @Nullable
    StoredContent content() {
        return content;
    }

    void finish() throws IOException {
        spool.finish();
    }
}
