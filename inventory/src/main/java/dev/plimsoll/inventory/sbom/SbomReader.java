package dev.plimsoll.inventory.sbom;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.LimitExceededException;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.MalformedJsonException;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.inventory.Purl;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Reads an SBOM of any known format from a file or standard input: the format is told by the content. The document may be wrapped in
 * an in-toto statement, and that in a signed envelope (DSSE), whose signature is not looked at.
 */
public final class SbomReader {
    private final List<SbomFormat> formats;
    private final BiFunction<Purl, Location, Optional<Component>> components;
    private final Limits limits;

    /**
     * @param formats {@code SbomFormats.all()}
     * @param components how a package URL becomes a component; {@code Ecosystems} knows
     * @param limits {@link Limits#fileBytes()} bounds the document, {@link Limits#jsonBytes()} each entry, {@link Limits#jsonDepth()}
     *     its nesting
     */
    public SbomReader(
            List<SbomFormat> formats, BiFunction<Purl, Location, Optional<Component>> components, Limits limits) {
        this.formats = List.copyOf(formats);
        this.components = components;
        this.limits = limits;
    }

    /**
     * Reads one document to its end; does not close {@code in}.
     *
     * @param name of the document, for errors and as the place of components that state none; not empty
     * @throws PlimsollException IMAGE_CORRUPT, LIMIT_EXCEEDED, UNSUPPORTED_FORMAT, FILE_ACCESS
     */
    public Sbom read(InputStream in, String name) {
        try {
            return read(BoundedInput.of(in, limits.fileBytes(), name), name, true);
        } catch (LimitExceededException e) {
            throw new PlimsollException(
                    ErrorCode.LIMIT_EXCEEDED, e.getMessage() + "; raise the limit with --limit if you trust it", e);
        } catch (MalformedJsonException e) {
            throw new PlimsollException(
                    ErrorCode.IMAGE_CORRUPT, e.getMessage() + "; make the SBOM again or fetch it again", e);
        } catch (IOException e) {
            throw new PlimsollException(ErrorCode.FILE_ACCESS, "can't read " + name + ": " + e.getMessage(), e);
        }
    }

    private Sbom read(InputStream in, String name, boolean mayBeEnvelope) throws IOException {
        byte[] prefix = in.readNBytes(Sniffer.PREFIX_BYTES);
        Sniffer.Found found = new Sniffer(formats, limits, name).sniff(prefix, prefix.length);
        InputStream all = new SequenceInputStream(new ByteArrayInputStream(prefix), in);
        if (found.format().isEmpty()) {
            if (!mayBeEnvelope) {
                throw new PlimsollException(
                        ErrorCode.UNSUPPORTED_FORMAT, name + " is an envelope in an envelope; unwrap it first");
            }
            return read(payload(all, name), name, false);
        }
        all.skipNBytes(found.offset());
        boolean whole = found.offset() == 0;
        return found.format().get().read(new SbomInput(all, whole, name, limits, components));
    }

    /** What a DSSE envelope carries. */
    private InputStream payload(InputStream envelope, String name) throws IOException {
        String text =
                SafeJson.within(limits).readTree(envelope, name).path("payload").asText("");
        try {
            return new ByteArrayInputStream(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new MalformedJsonException(name + ": the envelope's payload is not base64", e);
        }
    }
}
