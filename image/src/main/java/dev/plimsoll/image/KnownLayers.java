package dev.plimsoll.image;

import dev.plimsoll.base.AppDirectories;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.LimitExceededException;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.Seal;
import dev.plimsoll.base.SealedCache;
import dev.plimsoll.base.SealedDraft;
import dev.plimsoll.base.SealedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Optional;

/**
 * What earlier runs read of compressed layers, by the layers' digests: their entries, and the contents that were wanted. Most layers of
 * an image are those of another one, or of the same one a day ago; what was read and verified once need not be fetched, inflated and
 * hashed again. It is asked anew what is wanted of each file, so that another version, or another command, never gets less than it
 * would by reading. Safe for several threads.
 */
public final class KnownLayers {
    private static final String LISTING = ".layer1";
    private static final String CONTENT = ".content1";

    /** What is smaller is read as quickly. */
    private static final long SMALLEST = 1 << 20;

    /** Some hundreds of layers: what is wanted of one is a tenth of it, compressed. */
    private static final long MOST_BYTES = 1L << 30;

    private final SealedCache files;
    private final Clock clock;

    private KnownLayers(SealedCache files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    /** The user's. */
    public static KnownLayers of(AppDirectories directories, Clock clock) {
        return new KnownLayers(
                new SealedCache(directories.cache().resolve("known-layers"), MOST_BYTES, Seal.of(directories), clock),
                clock);
    }

    /** A layer as reading it would give it; empty if that is not known. */
    Optional<LayerListing> find(LayerBlob blob, LayerReading reading) throws IOException {
        Optional<SealedFile> found = name(blob, reading).flatMap(name -> files.find(name + LISTING));
        try {
            return found.isPresent() ? KnownListing.read(found.get(), blob, reading) : Optional.empty();
        } catch (LimitExceededException e) {
            throw e;
        } catch (IOException | LinkageError e) {
            // The layer itself is there. Zstandard's library can't be loaded where temporary files can't be written or
            // run.
            found.get().close();
            return Optional.empty();
        }
    }

    /** Keeps what was read and verified of a layer. */
    void keep(LayerBlob blob, LayerListing listing, LayerReading reading) throws IOException {
        Optional<String> name = name(blob, reading);
        if (name.isEmpty() || !KnownListing.canBeWritten(listing)) {
            return;
        }
        try (SealedDraft draft = files.draft(name.get() + LISTING)) {
            String stamp = blob.region()
                    .filter(region -> blob.isVerified())
                    .flatMap(region -> FileStamp.settled(region.file(), clock.instant()))
                    .orElse("");
            KnownListing.write(
                    listing, blob.layer(), reading.selector(), stamp, draft.beside(OutputStream.nullOutputStream()));
            draft.keep();
        } catch (LinkageError e) {
            // As above: then nothing is kept.
            return;
        }
    }

    /**
     * A content that was read by itself.
     *
     * @param offset where it begins in the layer's tar
     */
    Optional<StoredContent> content(LayerBlob blob, long offset, LayerReading reading) throws IOException {
        Optional<SealedFile> found = name(blob, reading).flatMap(name -> files.find(name + "." + offset + CONTENT));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        SealedFile kept = found.get();
        try {
            ByteBuffer size = ByteBuffer.allocate(Long.BYTES);
            kept.read(size, 0);
            KeptContents contents =
                    reading.keep(new KeptContents(kept, Long.BYTES, size.getLong(0), KnownListing.RECENT_BLOCKS));
            return Optional.of(contents.stored(0, size.getLong(0)));
        } catch (IOException | LinkageError e) {
            kept.close();
            return Optional.empty();
        }
    }

    /** Keeps a content that was read by itself. */
    void keep(LayerBlob blob, long offset, LayerReading reading, StoredContent content) throws IOException {
        Optional<String> name = name(blob, reading);
        if (name.isEmpty() || content.hasHoles()) {
            return;
        }
        try (SealedDraft draft = files.draft(name.get() + "." + offset + CONTENT);
                InputStream in = content.stream()) {
            OutputStream out = draft.beside(OutputStream.nullOutputStream());
            out.write(ByteBuffer.allocate(Long.BYTES).putLong(content.size()).array());
            try (OutputStream blocks = KeptContents.writing(out)) {
                in.transferTo(blocks);
            }
            draft.keep();
        } catch (LinkageError e) {
            // As above: then nothing is kept.
            return;
        }
    }

    /** Empty for what is not kept; other limits would have other gaps. */
    private static Optional<String> name(LayerBlob blob, LayerReading reading) {
        Layer layer = blob.layer();
        return layer.size() >= SMALLEST
                        && layer.diffId().isPresent()
                        && reading.options().limits().equals(Limits.DEFAULT)
                // Who wants details is another sort of reader, who wants other contents too.
                ? layer.digest().map(Digest::hex).map(hex -> reading.selector().wantsDetails() ? hex + ".details" : hex)
                : Optional.empty();
    }
}
