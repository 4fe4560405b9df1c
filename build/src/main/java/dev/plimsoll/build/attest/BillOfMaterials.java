package dev.plimsoll.build.attest;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.root.RootTree;
import dev.plimsoll.debian.resolve.ArchivePackage;
import dev.plimsoll.image.Layer;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.write.Attachment;
import dev.plimsoll.image.write.LayerContent;
import dev.plimsoll.image.write.WrittenLayer;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Distro;
import dev.plimsoll.inventory.Inventory;
import dev.plimsoll.inventory.InventoryReader;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.inventory.Purl;
import dev.plimsoll.inventory.ReadAs;
import dev.plimsoll.inventory.ReadOptions;
import dev.plimsoll.inventory.ecosystem.Ecosystems;
import dev.plimsoll.inventory.sbom.Omitted;
import dev.plimsoll.inventory.sbom.Sbom;
import dev.plimsoll.inventory.sbom.SbomFormat;
import dev.plimsoll.inventory.sbom.Subject;
import dev.plimsoll.inventory.sbom.format.SbomFormats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What is in an image that is made, and what was left out of it and why. Its date is the image's, so
 * that the same image has the same document.
 */
public final class BillOfMaterials {
    private static final String CYCLONEDX = "application/vnd.cyclonedx+json";
    private static final String SPDX = "application/spdx+json";
    private static final int INDEX_OF_NONE = -1;

    private final String name;
    private final Optional<Platform> platform;
    private final Inventory inventory;
    private final List<Omitted> omitted;
    private final String tool;
    private final Instant created;

    private BillOfMaterials(
            String name,
            Optional<Platform> platform,
            Inventory inventory,
            List<Omitted> omitted,
            String tool,
            Instant created) {
        this.name = name;
        this.platform = platform;
        this.inventory = inventory;
        this.omitted = omitted;
        this.tool = tool;
        this.created = created;
    }

    /**
     * Reads what is in a tree.
     *
     * @param name of the image
     * @param layers that the tree is written as
     * @param tool name and version with a blank between
     * @param created the image's date
     * @param tempFiles for what needs a real file
     */
    public static BillOfMaterials of(
            String name,
            Platform platform,
            RootTree tree,
            List<LayerContent> layers,
            String tool,
            Instant created,
            TempFiles tempFiles) {
        Inventory read = new InventoryReader(
                        Ecosystems.all(), ReadOptions.of(tempFiles).withAs(ReadAs.ROOT))
                .read(new RootImage(name, platform, tree.files()));
        return new BillOfMaterials(
                name, Optional.of(platform), layered(read, layers), omitted(tree, read.distro()), tool, created);
    }

    /**
     * Of what a scan found in an image.
     *
     * @param name of the image
     * @param tool name and version with a blank between
     * @param created the image's date
     */
    public static BillOfMaterials of(
            String name, Optional<Platform> platform, Inventory inventory, String tool, Instant created) {
        return new BillOfMaterials(name, platform, inventory, List.of(), tool, created);
    }

    /** The tree is one; which layer each file is written to is known here. */
    private static Inventory layered(Inventory inventory, List<LayerContent> layers) {
        Map<String, Integer> layerOf = new HashMap<>();
        for (int i = 0; i < layers.size(); i++) {
            int index = i;
            layers.get(i).files().forEach(file -> layerOf.putIfAbsent(file.path(), index));
        }
        List<Component> components = new ArrayList<>();
        for (Component component : inventory.components()) {
            components.add(component.withLocations(component.locations().stream()
                    .map(location -> located(location, layerOf))
                    .toList()));
        }
        return new Inventory(
                inventory.readAs(),
                inventory.distro(),
                components,
                inventory.unidentified(),
                inventory.gaps(),
                inventory.completeness());
    }

    private static Location located(Location location, Map<String, Integer> layerOf) {
        String path = location.path();
        int inArchive = path.indexOf("!/");
        int layer = layerOf.getOrDefault(inArchive < 0 ? path : path.substring(0, inArchive), INDEX_OF_NONE);
        return new Location(path, layer < 0 ? OptionalInt.empty() : OptionalInt.of(layer));
    }

    private static List<Omitted> omitted(RootTree tree, Optional<Distro> distro) {
        Stream<Omitted> packages = tree.omitted().stream()
                .map(each -> new Omitted(purl(each.described(), distro).toString(), each.reason()));
        Stream<Omitted> files = tree.leftOut().stream()
                .map(each -> new Omitted(purl(each.described(), distro).toString(), each.path(), each.reason()));
        return Stream.concat(packages, files).toList();
    }

    private static Purl purl(ArchivePackage each, Optional<Distro> distro) {
        String qualifier =
                distro.map(known -> known.id() + "-" + known.versionId()).orElse("");
        return Purl.of(
                "deb",
                distro.map(Distro::id).orElse("debian"),
                each.name(),
                each.version(),
                Map.of("arch", each.architecture(), "distro", qualifier));
    }

    /** What is in the image. */
    public Inventory inventory() {
        return inventory;
    }

    /** The document in both formats. */
    public List<Attachment> attachments() {
        return List.of(cycloneDx(), spdx());
    }

    /** The document in the format CycloneDX. */
    public Attachment cycloneDx() {
        return attachment("cyclonedx", CYCLONEDX);
    }

    /** The document in the format SPDX. */
    public Attachment spdx() {
        return attachment("spdx", SPDX);
    }

    private Attachment attachment(String format, String mediaType) {
        SbomFormat writer = SbomFormats.byId(format).orElseThrow();
        return new Attachment(
                mediaType,
                mediaType,
                (manifest, layers) -> document(writer, manifest, layers),
                Map.of("org.opencontainers.image.created", created.toString()));
    }

    private byte[] document(SbomFormat format, Digest manifest, List<WrittenLayer> written) {
        List<Layer> layers = new ArrayList<>();
        for (WrittenLayer each : written) {
            layers.add(new Layer(
                    layers.size(),
                    Optional.of(each.diffId()),
                    Optional.of(each.digest()),
                    each.createdBy(),
                    each.size()));
        }
        Subject subject = new Subject(name, Optional.of(manifest), platform, layers);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            format.write(new Sbom(inventory, subject, Optional.of(tool), Map.of(), omitted), created, out);
        } catch (IOException e) {
            throw new PlimsollException(ErrorCode.INTERNAL, "could not write the SBOM: " + e.getMessage(), e);
        }
        return out.toByteArray();
    }
}
