package dev.plimsoll.image.oci;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.ImageFailures;
import dev.plimsoll.image.LayerBlob.Region;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The files an image consists of, in a directory or inside a tar. Internal to this module. */
public abstract class ImageFiles implements Closeable {

    /** Names the directory or archive in errors. */
    public abstract String describe();

    /**
     * Where a file's bytes lie; links inside the archive are followed. Empty if there is no such file.
     *
     * @param name relative, with {@code /}
     */
    public abstract Optional<Region> find(String name);

    /** Names a file of these in errors. */
    public final String describe(String name) {
        return FileNames.printable(name) + " in " + describe();
    }

    /**
     * A file that must be there and small.
     *
     * @throws PlimsollException IMAGE_CORRUPT if it is missing, LIMIT_EXCEEDED if it is larger than the limit for JSON
     */
    public final byte[] read(String name, Limits limits) {
        Region region = find(name).orElseThrow(() -> ImageFailures.corrupt(describe(name) + " is missing"));
        try (InputStream in = RegionInput.open(region)) {
            return BoundedInput.readAll(in, limits.jsonBytes(), describe(name));
        } catch (IOException e) {
            throw ImageFailures.of(e, describe(name));
        }
    }

    /**
     * As {@link #read}, verified.
     *
     * @throws PlimsollException also DIGEST_MISMATCH
     */
    public final byte[] readVerified(String name, Digest digest, Limits limits) {
        byte[] content = read(name, limits);
        requireDigest(content, digest, describe(name));
        return content;
    }

    /**
     * Compares content with the digest it was asked for by.
     *
     * @throws PlimsollException DIGEST_MISMATCH
     */
    public static void requireDigest(byte[] content, Digest digest, String what) {
        java.security.MessageDigest computation = digest.algorithm().newMessageDigest();
        computation.update(content);
        Digest actual = Digest.of(digest.algorithm(), computation);
        if (!actual.equals(digest)) {
            throw new PlimsollException(
                    ErrorCode.DIGEST_MISMATCH,
                    what + ": its content has the digest " + actual + ", but " + digest
                            + " was asked for; it was damaged or changed, so get the image again");
        }
    }

    /** Nothing is kept open between reads, unless an implementation says so. */
    @Override
    public void close() throws IOException {}
}
