package dev.plimsoll.build.attest;

import dev.plimsoll.base.Digest;
import dev.plimsoll.image.write.Attachment;
import dev.plimsoll.image.write.WrittenImage;
import dev.plimsoll.scan.ScanResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What lies beside an image that was made of another: an SBOM in two forms, which flaws are fixed, and how it came to be. Where nothing is
 * fixed, no document says so.
 */
public final class MendedDocuments {
    private static final String CYCLONEDX = "sbom.cdx.json";
    private static final String SPDX = "sbom.spdx.json";
    private static final String PROVENANCE = "provenance.intoto.json";
    private static final String OPENVEX = "openvex.json";

    /** Names of all files that there may be. */
    public static final Set<String> FILES = Set.of(CYCLONEDX, SPDX, PROVENANCE, OPENVEX);

    private final String name;
    private final BillOfMaterials bill;
    private final FixedStatements fixed;
    private final Provenance provenance;

    /**
     * @param name of the new image; may be empty
     * @param after a scan of it
     * @param mended what that proves
     * @param provenance how it came to be; its date and version are those of all documents
     */
    public MendedDocuments(String name, ScanResult after, List<MendedFlaw> mended, Provenance provenance) {
        this.name = name.isEmpty() ? "image" : name;
        this.bill = BillOfMaterials.of(
                this.name,
                after.image().platform(),
                after.inventory(),
                "plimsoll " + provenance.version(),
                provenance.date());
        this.fixed = new FixedStatements(mended, after, provenance.date());
        this.provenance = provenance;
    }

    /** To lie beside the image. */
    public List<Attachment> attachments() {
        List<Attachment> all = new ArrayList<>(bill.attachments());
        all.add(provenance.attachment(name));
        if (!fixed.isEmpty()) {
            all.add(fixed.attachment(name));
        }
        return all;
    }

    /** As files, by their names, once the image is written. */
    public Map<String, byte[]> files(WrittenImage written) {
        Digest manifest = written.digest();
        Map<String, byte[]> files = new TreeMap<>();
        files.put(CYCLONEDX, bill.cycloneDx().body().about(manifest, written.layers()));
        files.put(SPDX, bill.spdx().body().about(manifest, written.layers()));
        files.put(PROVENANCE, provenance.attachment(name).body().about(manifest, written.layers()));
        if (!fixed.isEmpty()) {
            files.put(OPENVEX, fixed.json(name, manifest));
        }
        return files;
    }
}
