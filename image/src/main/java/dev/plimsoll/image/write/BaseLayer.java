package dev.plimsoll.image.write;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.Layer;
import dev.plimsoll.image.LayerBlob;
import dev.plimsoll.image.blob.Compression;
import dev.plimsoll.image.blob.HashingInput;
import dev.plimsoll.image.blob.RegionOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.util.Optional;

/**
 * Writes a layer of the image that a new one stands on. A compressed blob is taken over as it is, so that registries know it already;
 * one that is not, or where none may be, is written anew. Its digests are compared on the way. Plain ones stay as they are too.
 */
final class BaseLayer implements LayerBlobs.Source {
    private static final int BUFFER = 128 * 1024;

    private final LayerBlob blob;

    BaseLayer(LayerBlob blob) {
        this.blob = blob;
    }

    @Override
    public WrittenLayer write(LayerCompression wanted, OutputStream out) throws IOException {
        try (PushbackInputStream in = new PushbackInputStream(blob.open(), Compression.MAGIC_LENGTH)) {
            byte[] start = in.readNBytes(Compression.MAGIC_LENGTH);
            in.unread(start);
            Compression stored = Compression.detect(start, start.length);
            if (staysAsItIs(wanted, stored)) {
                return compressed(in, stored, out);
            }
            return wanted == LayerCompression.NONE && stored == Compression.NONE
                    ? plain(in, out)
                    : anew(in, wanted, out);
        }
    }

    /** As the image states it; only the first bytes are read. */
    @Override
    public Optional<WrittenLayer> known(LayerCompression wanted) throws IOException {
        Layer layer = blob.layer();
        if (wanted == LayerCompression.NONE) {
            // Only the engine is taken at its word: reading other plain layers does not compare their diff ids, so that
            // writing must.
            return blob.fromEngine() ? statedPlain() : Optional.empty();
        }
        if (layer.digest().isEmpty() || layer.size() < 0) {
            return Optional.empty();
        }
        Compression compression = stored();
        return staysAsItIs(wanted, compression)
                ? Optional.of(new WrittenLayer(
                        layer.diffId().orElseThrow(),
                        layer.digest().get(),
                        layer.size(),
                        -1,
                        layer.createdBy(),
                        kind(compression)))
                : Optional.empty();
    }

    @Override
    public Optional<WrittenLayer> stated(LayerCompression wanted) throws IOException {
        return wanted == LayerCompression.NONE ? statedPlain() : known(wanted);
    }

    private Optional<WrittenLayer> statedPlain() throws IOException {
        Optional<Digest> diffId = blob.layer().diffId().filter(stated -> !isUnusual(stated));
        Optional<LayerBlob.Region> region = blob.region();
        return diffId.isPresent() && region.isPresent() && stored() == Compression.NONE
                ? Optional.of(written(diffId.get(), region.get().length()))
                : Optional.empty();
    }

    private Compression stored() throws IOException {
        try (InputStream in = blob.open()) {
            byte[] start = in.readNBytes(Compression.MAGIC_LENGTH);
            return Compression.detect(start, start.length);
        }
    }

    private WrittenLayer written(Digest diffId, long size) {
        return new WrittenLayer(diffId, diffId, size, size, blob.layer().createdBy(), LayerCompression.NONE);
    }

    private boolean staysAsItIs(LayerCompression wanted, Compression stored) {
        return wanted != LayerCompression.NONE
                && stored != Compression.NONE
                && blob.layer().diffId().isPresent();
    }

    private static LayerCompression kind(Compression stored) {
        return stored == Compression.ZSTD ? LayerCompression.ZSTD : LayerCompression.GZIP;
    }

    private WrittenLayer compressed(InputStream in, Compression stored, OutputStream out) throws IOException {
        Blob copied = copy(in, out);
        return new WrittenLayer(
                blob.layer().diffId().orElseThrow(),
                copied.digest(),
                copied.size(),
                -1,
                blob.layer().createdBy(),
                kind(stored));
    }

    private WrittenLayer plain(InputStream in, OutputStream out) throws IOException {
        Blob copied = copy(in, out);
        requireStated(blob.layer().diffId(), copied.digest());
        return written(copied.digest(), copied.size());
    }

    private record Blob(Digest digest, long size) {}

    /** Takes the bytes over as they are. */
    private Blob copy(InputStream in, OutputStream out) throws IOException {
        Optional<Digest> stated = blob.layer().digest();
        Optional<LayerBlob.Region> region = blob.region();
        if (region.isPresent()
                && stated.filter(BaseLayer::isUnusual).isEmpty()
                && out instanceof RegionOutput file
                && file.takesRegions()) {
            return new Blob(add(region.get(), file), region.get().length());
        }
        @SuppressWarnings("resource") // both are the caller's
        HashingInput unusual = new HashingInput(in, stated.filter(BaseLayer::isUnusual));
        @SuppressWarnings("resource")
        CountingOutput stored = new CountingOutput(out);
        transfer(unusual, stored);
        stored.flush();
        Digest digest = stored.digest();
        requireStated(stated, digest);
        unusual.mismatch().ifPresent(actual -> {
            throw damaged(actual);
        });
        return new Blob(digest, stored.count());
    }

    /** What was compared with its digest in a file that stays as it was need not be hashed once more. */
    private Digest add(LayerBlob.Region region, RegionOutput out) throws IOException {
        Optional<Digest> stated = blob.layer().digest();
        if (stated.isPresent() && blob.isVerified()) {
            out.add(region.file(), region.offset(), region.length(), false);
            if (blob.isVerified()) {
                return stated.get();
            }
            throw new IOException(region.file() + " was changed while it was copied");
        }
        Digest digest =
                out.add(region.file(), region.offset(), region.length(), true).orElseThrow();
        requireStated(stated, digest);
        return digest;
    }

    private WrittenLayer anew(InputStream in, LayerCompression wanted, OutputStream out) throws IOException {
        @SuppressWarnings("resource") // 'in' is the caller's
        HashingInput hashing = new HashingInput(in, blob.layer().digest());
        TarSink written;
        try (TarSink tar = TarSink.to(wanted, out)) {
            transfer(Compression.inflate(hashing), tar);
            written = tar;
        }
        hashing.mismatch().ifPresent(actual -> {
            throw damaged(actual);
        });
        WrittenLayer layer = written.written(blob.layer().createdBy());
        requireStated(blob.layer().diffId(), layer.diffId());
        return layer;
    }

    /** One that is not computed on the way. */
    private static boolean isUnusual(Digest stated) {
        return stated.algorithm() != Digest.Algorithm.SHA256;
    }

    private void requireStated(Optional<Digest> stated, Digest actual) {
        if (stated.filter(each -> isOther(each, actual)).isPresent()) {
            throw damaged(actual);
        }
    }

    private static boolean isOther(Digest stated, Digest actual) {
        return stated.algorithm() == actual.algorithm() && !stated.equals(actual);
    }

    private static void transfer(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int n = in.read(buffer, 0, buffer.length); n >= 0; n = in.read(buffer, 0, buffer.length)) {
            out.write(buffer, 0, n);
        }
    }

    private PlimsollException damaged(Digest actual) {
        return new PlimsollException(
                ErrorCode.DIGEST_MISMATCH,
                blob.describe() + ": its content has the digest " + actual
                        + ", and not the one that the image states; it was damaged or changed, so get the image again");
    }
}
