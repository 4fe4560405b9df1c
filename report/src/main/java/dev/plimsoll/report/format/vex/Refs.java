package dev.plimsoll.report.format.vex;

import dev.plimsoll.report.document.ComponentRow;
import dev.plimsoll.report.document.FindingRow;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** The names by which vulnerabilities point at components; of the components only these names are held, 16 bytes each. */
final class Refs {
    private final Set<UUID> components = new HashSet<>();

    /** An image's name. */
    static String image(int image) {
        return "image-" + image;
    }

    /** Whether this component was not there before; its name is to stand once in the document. */
    boolean add(int image, ComponentRow row) {
        return components.add(uuid(image, row));
    }

    static String of(int image, ComponentRow row) {
        return uuid(image, row).toString();
    }

    /** The component of a finding; the image itself if the component is not among those of the report. */
    String affected(int image, FindingRow row) {
        UUID uuid = uuid(image, row.ecosystem(), row.packageName(), row.packageVersion(), row.purl(), row.path());
        return components.contains(uuid) ? uuid.toString() : image(image);
    }

    private static UUID uuid(int image, ComponentRow row) {
        return uuid(image, row.ecosystem(), row.name(), row.version(), row.purl(), row.path());
    }

    private static UUID uuid(int image, String... parts) {
        return UUID.nameUUIDFromBytes((image + "\n" + String.join("\n", parts)).getBytes(StandardCharsets.UTF_8));
    }
}
