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
 * one that is not, or where none may be, is written anew. Its digests are compared on the way.
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
            boolean asItIs = staysAsItIs(wanted, compression);
            WrittenLayer written = asItIs ? copy(in, compression, diffId.orElseThrow(), out) : anew(in, wanted, out);
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
        if (layer.digest().isEmpty() || layer.size() < 0) {
            return Optional.empty();
        }
        byte[] start;
        try (InputStream in = blob.open()) {
            start = in.readNBytes(Compression.MAGIC_LENGTH);
        }
        Compression compression = Compression.detect(start, start.length);
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
        Digest diffId = plain.digest();
        if (blob.layer().diffId().filter(stated -> isOther(stated, diffId)).isPresent()) {
            throw damaged(diffId);
        }
        return new WrittenLayer(
                diffId,
                stored.digest(),
                stored.count(),
                plain.count(),
                blob.layer().createdBy(),
                wanted);
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
