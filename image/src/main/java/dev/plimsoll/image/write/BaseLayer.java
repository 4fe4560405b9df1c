package dev.plimsoll.image.write;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.Layer;
import dev.plimsoll.image.LayerBlob;
import dev.plimsoll.image.blob.Compression;
import dev.plimsoll.image.blob.HashingInput;
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
        try (HashingInput hashing = new HashingInput(blob.open(), blob.layer().digest());
                PushbackInputStream in = new PushbackInputStream(hashing, Compression.MAGIC_LENGTH)) {
            byte[] start = in.readNBytes(Compression.MAGIC_LENGTH);
            in.unread(start);
            Compression compression = Compression.detect(start, start.length);
            Optional<Digest> diffId = blob.layer().diffId();
            WrittenLayer written;
            if (staysAsItIs(wanted, compression)) {
                written = copy(in, compression, diffId.orElseThrow(), out);
            } else {
                boolean plain = wanted == LayerCompression.NONE && compression == Compression.NONE;
                written = plain ? plain(in, out) : anew(in, wanted, out);
            }
            hashing.mismatch().ifPresent(actual -> {
                throw damaged(actual);
            });
            return written;
        }
    }

    /** As the image states it; only the first bytes are read. */
    @Override
    public Optional<WrittenLayer> known(LayerCompression wanted) throws IOException {
        Layer layer = blob.layer();
        if (wanted == LayerCompression.NONE) {
            return knownPlain(layer);
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

    /** Only the engine is taken at its word: reading other plain layers does not compare their diff ids, so that writing must. */
    private Optional<WrittenLayer> knownPlain(Layer layer) throws IOException {
        Optional<Digest> diffId = layer.diffId().filter(stated -> stated.algorithm() == Digest.Algorithm.SHA256);
        if (!blob.fromEngine() || diffId.isEmpty() || layer.size() < 0 || stored() != Compression.NONE) {
            return Optional.empty();
        }
        return Optional.of(written(diffId.get(), layer.size()));
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

    private WrittenLayer copy(InputStream in, Compression compression, Digest diffId, OutputStream out)
            throws IOException {
        @SuppressWarnings("resource") // 'out' is the caller's
        CountingOutput stored = new CountingOutput(out);
        transfer(in, stored);
        stored.flush();
        return new WrittenLayer(
                diffId, stored.digest(), stored.count(), -1, blob.layer().createdBy(), kind(compression));
    }

    /** Neither inflated nor compressed, so that one digest is both. */
    private WrittenLayer plain(InputStream in, OutputStream out) throws IOException {
        @SuppressWarnings("resource") // 'out' is the caller's
        CountingOutput tar = new CountingOutput(out);
        transfer(in, tar);
        tar.flush();
        return written(asStated(tar.digest()), tar.count());
    }

    private WrittenLayer anew(InputStream in, LayerCompression wanted, OutputStream out) throws IOException {
        @SuppressWarnings("resource") // 'out' is the caller's
        CountingOutput stored = new CountingOutput(out);
        CountingOutput plain;
        @SuppressWarnings("resource") // 'in' is the caller's
        InputStream inflated = Compression.inflate(in);
        try (CountingOutput tar = new CountingOutput(Compressed.to(wanted, stored))) {
            transfer(inflated, tar);
            plain = tar;
        }
        Digest diffId = asStated(plain.digest());
        return new WrittenLayer(
                diffId,
                stored.digest(),
                stored.count(),
                plain.count(),
                blob.layer().createdBy(),
                wanted);
    }

    private Digest asStated(Digest diffId) {
        if (blob.layer().diffId().filter(stated -> isOther(stated, diffId)).isPresent()) {
            throw damaged(diffId);
        }
        return diffId;
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
