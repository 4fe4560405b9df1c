package dev.plimsoll.image.oci;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.Provenance;
import java.util.List;
import java.util.Optional;

/**
 * Finds the provenance that a builder put beside an image in its index: a manifest whose layers are in-toto statements. Internal to
 * this module.
 *
 * @see <a href="https://github.com/moby/buildkit/blob/master/docs/attestations/attestation-storage.md">Image attestation storage</a>
 */
public final class Attestations {
    private static final String REFERENCE_TYPE = "vnd.docker.reference.type";
    private static final String REFERENCE_DIGEST = "vnd.docker.reference.digest";
    private static final String ATTESTATION = "attestation-manifest";
    private static final String IN_TOTO = "application/vnd.in-toto+json";
    private static final String PREDICATE_TYPE = "in-toto.io/predicate-type";

    private final Limits limits;
    private final Documents manifests;
    private final Documents blobs;

    /** Reads small content, verified by the digest of its descriptor. */
    public interface Documents {
        /** @throws PlimsollException DIGEST_MISMATCH, LIMIT_EXCEEDED and whatever reading can meet */
        byte[] read(Descriptor descriptor, String what);
    }

    /** Where manifests and blobs are read from; a registry keeps them apart. */
    public Attestations(Limits limits, Documents manifests, Documents blobs) {
        this.limits = limits;
        this.manifests = manifests;
        this.blobs = blobs;
    }

    /**
     * What is attested of an image; none if nothing is.
     *
     * @param index the descriptors that the image's stood among
     * @param image digest of its manifest
     */
    public Provenance of(List<Descriptor> index, Digest image) {
        for (Descriptor descriptor : index) {
            if (ATTESTATION.equals(descriptor.annotations().get(REFERENCE_TYPE))
                    && image.toString().equals(descriptor.annotations().get(REFERENCE_DIGEST))) {
                return read(descriptor, image);
            }
        }
        return Provenance.NONE;
    }

    private Provenance read(Descriptor descriptor, Digest image) {
        String what = "attestation " + descriptor.digest();
        try {
            Manifest manifest = ManifestReader.read(manifests.read(descriptor, what), what, limits);
            Optional<Descriptor> statement = manifest.layers().stream()
                    .filter(layer -> layer.mediaType().equals(IN_TOTO))
                    .filter(layer ->
                            ProvenanceStatement.isProvenance(layer.annotations().getOrDefault(PREDICATE_TYPE, "")))
                    .findFirst();
            if (statement.isEmpty()) {
                return Provenance.NONE;
            }
            String name = "provenance " + statement.get().digest();
            return new ProvenanceStatement(name, limits).read(blobs.read(statement.get(), name), image);
        } catch (PlimsollException e) {
            return Provenance.unreadable("how the image was built is attested, but can't be read: " + e.getMessage());
        }
    }
}
