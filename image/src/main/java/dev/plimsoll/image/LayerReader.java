package dev.plimsoll.image;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.blob.Compression;
import dev.plimsoll.image.blob.CorruptDataException;
import dev.plimsoll.image.blob.FileBacking;
import dev.plimsoll.image.blob.HashingInput;
import dev.plimsoll.image.blob.InflationGuard;
import dev.plimsoll.image.tar.FileTarInput;
import dev.plimsoll.image.tar.StreamTarInput;
import dev.plimsoll.image.tar.TarDetails;
import dev.plimsoll.image.tar.TarEntry;
import dev.plimsoll.image.tar.TarReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one layer: by position where it can be, else in one pass. For one thread. */
final class LayerReader {
    private final LayerBlob blob;
    private final LayerReading reading;
    private final Gaps gaps = new Gaps();
    private final List<LayerEntry> entries = new ArrayList<>();
    private final EntryReader entryReader;

    LayerReader(LayerBlob blob, LayerReading reading) {
        this.blob = blob;
        this.reading = reading;
        this.entryReader =
                new EntryReader(blob.layer().index(), reading.options().limits(), reading.budget(), gaps);
    }

    LayerListing read() {
        try {
            Optional<LayerBlob.Region> region = blob.region();
            if (region.isPresent()) {
                FileBacking file = reading.keep(new FileBacking(region.get().file()));
                if (isPlainTar(file, region.get())) {
                    return walk(file, region.get());
                }
            }
            return knownOrStreamed();
        } catch (IOException e) {
            throw ImageFailures.of(e, blob.describe());
        }
    }

    private static boolean isPlainTar(FileBacking file, LayerBlob.Region region) throws IOException {
        ByteBuffer start = ByteBuffer.allocate((int) Math.min(Compression.MAGIC_LENGTH, region.length()));
        while (start.hasRemaining()) {
            if (file.read(start, region.offset() + start.position()) < 0) {
                break;
            }
        }
        return Compression.detect(start.array(), start.position()) == Compression.NONE;
    }

    private LayerListing walk(FileBacking file, LayerBlob.Region region) throws IOException {
        if (blob.untrusted()) {
            verify();
        }
        TarReader tar = new TarReader(new FileTarInput(file.channel(), region.offset(), region.length()));
        for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
            String path = entryReader.path(entry);
            if (path != null) {
                StoredContent holes = entry.sparse() == null
                        ? null
                        : new StoredContent(file, region.offset() + entry.offset(), entry.size(), entry.sparse());
                add(entryReader.entry(entry, path, Want.NOTHING, holes, details(tar)));
            }
        }
        if (!tar.hasEndMark() && !blob.untrusted()) {
            requireDiffId();
            verify();
        }
        return new LayerListing(blob.layer().index(), entries, gaps, file, region.offset());
    }

    private @Nullable FileDetails details(TarReader tar) throws CorruptDataException {
        if (!reading.selector().wantsDetails()) {
            return null;
        }
        TarDetails details = tar.details();
        return new FileDetails(details.modified(), details.extendedAttributes());
    }

    private void add(@Nullable LayerEntry entry) {
        if (entry != null) {
            entries.add(entry);
        }
    }

    /** A tar without its end mark may have been cut off between two entries; only its digest can tell. */
    private void requireDiffId() throws CorruptDataException {
        if (blob.layer().diffId().isEmpty()) {
            throw new CorruptDataException("the tar has no end mark: it seems to be cut off");
        }
    }

    private void verify() throws IOException {
        try (HashingInput stored = new HashingInput(blob.open(), blob.layer().digest());
                HashingInput tar = new HashingInput(stored, blob.layer().diffId())) {
            byte[] buffer = new byte[64 * 1024];
            int n = tar.read(buffer, 0, buffer.length);
            while (n >= 0) {
                n = tar.read(buffer, 0, buffer.length);
            }
            requireDigests(stored, tar);
        }
    }

    private LayerListing knownOrStreamed() throws IOException {
        Optional<KnownLayers> known = reading.options().known();
        Optional<LayerListing> found = known.isPresent() ? known.get().find(blob, reading) : Optional.empty();
        if (found.isPresent()) {
            return found.get();
        }
        pass(new ContentKeeper(reading.selector(), reading.keep(reading.newSpool())));
        LayerListing listing = new LayerListing(blob.layer().index(), entries, gaps, null, 0);
        if (known.isPresent()) {
            known.get().keep(blob, listing, reading);
        }
        return listing;
    }

    private void pass(ContentKeeper keeper) throws IOException {
        Optional<String> stamp = stamp();
        try (InputStream bytes = reading.counted(blob.open());
                HashingInput stored = new HashingInput(bytes, blob.layer().digest());
                InputStream inflated = Compression.inflate(stored);
                InflationGuard guard =
                        new InflationGuard(inflated, reading.options().limits(), stored::count);
                HashingInput hashed = new HashingInput(guard, blob.layer().diffId())) {
            StreamTarInput input = new StreamTarInput(hashed);
            TarReader tar = new TarReader(input);
            for (TarEntry entry = tar.next(); entry != null; entry = tar.next()) {
                String path = entryReader.path(entry);
                if (path != null) {
                    FileDetails details = details(tar);
                    keeper.read(entry, path, input);
                    add(entryReader.entry(entry, path, keeper.asked(), keeper.content(), details));
                }
            }
            if (!tar.hasEndMark()) {
                requireDiffId();
            }
            input.drain();
            requireDigests(stored, hashed);
            stamp.filter(before -> stamp().filter(before::equals).isPresent()).ifPresent(blob::verified);
        } finally {
            keeper.finish();
        }
    }

    private Optional<String> stamp() {
        return blob.layer().digest().flatMap(digest -> blob.region()).flatMap(region -> FileStamp.of(region.file()));
    }

    private void requireDigests(HashingInput stored, HashingInput tar) {
        stored.mismatch().ifPresent(actual -> {
            throw mismatch("the manifest", blob.layer().digest(), actual);
        });
        tar.mismatch().ifPresent(actual -> {
            throw mismatch("the image's configuration", blob.layer().diffId(), actual);
        });
    }

    private PlimsollException mismatch(String source, Optional<Digest> expected, Digest actual) {
        return new PlimsollException(
                ErrorCode.DIGEST_MISMATCH,
                blob.describe() + ": its content has the digest " + actual + ", but " + source + " says "
                        + expected.map(Digest::toString).orElse("")
                        + "; it was damaged or changed, so get the image again");
    }
}
