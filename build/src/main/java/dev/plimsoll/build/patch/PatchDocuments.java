package dev.plimsoll.build.patch;

import dev.plimsoll.base.Digest;
import dev.plimsoll.build.attest.BillOfMaterials;
import dev.plimsoll.build.attest.Material;
import dev.plimsoll.build.attest.Provenance;
import dev.plimsoll.image.write.Attachment;
import dev.plimsoll.image.write.WrittenImage;
import dev.plimsoll.scan.ScanResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What lies beside a patched image: an SBOM in two forms, which flaws are fixed, and how it came to be.
 *
 * @see FixedStatements
 */
final class PatchDocuments {
    private static final String BUILD_TYPE = "https://plimsoll.dev/patch/v1";

    private final String name;
    private final BillOfMaterials bill;
    private final FixedStatements fixed;
    private final Provenance provenance;

    private PatchDocuments(String name, BillOfMaterials bill, FixedStatements fixed, Provenance provenance) {
        this.name = name;
        this.bill = bill;
        this.fixed = fixed;
        this.provenance = provenance;
    }

    /**
     * Of an image that was patched and scanned.
     *
     * @param name of the new image; may be empty
     * @param base the image that the patch lies on
     * @param version of this program
     */
    static PatchDocuments of(
            String name,
            PatchLabels.Base base,
            PatchPlan plan,
            PatchOptions options,
            ScanResult after,
            List<MendedFlaw> mended,
            String version) {
        String subject = name.isEmpty() ? "image" : name;
        BillOfMaterials bill = BillOfMaterials.of(
                subject, after.image().platform(), after.inventory(), "plimsoll " + version, plan.date());
        List<Material> materials = new ArrayList<>();
        base.digest()
                .flatMap(Digest::parse)
                .ifPresent(digest -> materials.add(new Material(base.name().orElse("image"), "", digest)));
        materials.addAll(plan.materials());
        return new PatchDocuments(
                subject,
                bill,
                new FixedStatements(mended, after, plan.date()),
                new Provenance(BUILD_TYPE, parameters(options), materials, version, plan.date()));
    }

    /** What was asked for, without where things lie on this machine. */
    private static Map<String, ?> parameters(PatchOptions options) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (options.isPart()) {
            parameters.put("onlyPackages", new TreeSet<>(options.onlyPackages()));
            parameters.put("onlyVulnerabilities", new TreeSet<>(options.onlyFlaws()));
            parameters.put("onlySeverities", new TreeSet<>(options.onlySeverities()));
        }
        if (!options.to().isEmpty()) {
            parameters.put("versions", new TreeMap<>(options.to()));
        }
        return parameters;
    }

    /** To lie beside the image. */
    List<Attachment> attachments() {
        List<Attachment> all = new ArrayList<>(bill.attachments());
        all.add(provenance.attachment(name));
        all.add(fixed.attachment(name));
        return all;
    }

    /** As files, by their names, once the image is written. */
    Map<String, byte[]> files(WrittenImage written) {
        Digest manifest = written.digest();
        Map<String, byte[]> files = new TreeMap<>();
        files.put("sbom.cdx.json", bill.cycloneDx().body().about(manifest, written.layers()));
        files.put("sbom.spdx.json", bill.spdx().body().about(manifest, written.layers()));
        files.put("provenance.intoto.json", provenance.attachment(name).body().about(manifest, written.layers()));
        files.put("openvex.json", fixed.json(name, manifest));
        return files;
    }
}
