package dev.plimsoll.build.attest;

import dev.plimsoll.base.Digest;
import dev.plimsoll.image.write.Attachment;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Purl;
import dev.plimsoll.scan.ScanResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says of each flaw that was mended that it is fixed in the new image, for scanners that would go on reporting it. Only what a scan
 * of the new image proves is said.
 *
 * @param mended in the new image
 * @param after the scan of the new image
 * @param date stated as the document's: the image's
 * @see <a href="https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md">OpenVEX 0.2.0</a>
 */
record FixedStatements(List<MendedFlaw> mended, ScanResult after, Instant date) {
    private static final String CONTEXT = "https://openvex.dev/ns/v0.2.0";
    private static final String AUTHOR = "https://plimsoll.dev/plimsoll";

    /** Whether nothing is fixed; there is no document then, since it would have no statement. */
    boolean isEmpty() {
        return mended.isEmpty();
    }

    /** As a statement about the image of this name. */
    Attachment attachment(String image) {
        return Statement.attachment(image, CONTEXT, date, manifest -> document(image, manifest));
    }

    /** The bare document, as scanners take it from a file. */
    byte[] json(String image, Digest manifest) {
        return Statement.json(document(image, manifest));
    }

    private Map<String, ?> document(String image, Digest manifest) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("@context", CONTEXT);
        document.put("@id", AUTHOR + "/vex/" + manifest.hex());
        document.put("author", AUTHOR);
        document.put("timestamp", date.toString());
        document.put("version", 1);
        String product = purl(image, manifest);
        document.put(
                "statements",
                mended.stream().map(each -> statement(each, product)).distinct().toList());
        return document;
    }

    private Map<String, ?> statement(MendedFlaw each, String product) {
        Map<String, Object> vulnerability = new LinkedHashMap<>();
        vulnerability.put("name", each.finding().id());
        if (!each.finding().aliases().isEmpty()) {
            vulnerability.put("aliases", each.finding().aliases());
        }
        List<Map<String, ?>> parts = new ArrayList<>();
        for (Component component : after.inventory().components()) {
            if (each.isMendedBy(component)) {
                parts.add(Map.of("@id", component.purl().toString()));
            }
        }
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("@id", product);
        if (!parts.isEmpty()) {
            about.put("subcomponents", parts.stream().distinct().toList());
        }
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("vulnerability", vulnerability);
        statement.put("products", List.of(about));
        statement.put("status", "fixed");
        return statement;
    }

    /** The image as purls name images: last part of the name, digest as version. */
    private static String purl(String image, Digest manifest) {
        String repository = image.contains("@") ? image.substring(0, image.indexOf('@')) : image;
        int colon = repository.indexOf(':', repository.lastIndexOf('/') + 1);
        String bare = colon < 0 ? repository : repository.substring(0, colon);
        String name = bare.substring(bare.lastIndexOf('/') + 1);
        Map<String, String> qualifiers = bare.contains("/") ? Map.of("repository_url", bare) : Map.of();
        return Purl.of("oci", "", name.isEmpty() ? "image" : name, manifest.toString(), qualifiers)
                .toString();
    }
}
