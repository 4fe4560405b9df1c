package dev.plimsoll.inventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.image.Gap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** An inventory as the text of an {@code expected.json}: every field, in a fixed order; what is empty is left out. */
public final class InventoryText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private InventoryText() {}

    /** @param ecosystem whose keys stand beside the components */
    public static String of(Inventory inventory, Ecosystem ecosystem) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("readAs", inventory.readAs().name());
        inventory.distro().ifPresent(distro -> root.put("distro", distro.id() + " " + distro.versionId()));
        root.put(
                "components",
                inventory.components().stream()
                        .map(component -> component(component, inventory.distro(), ecosystem))
                        .toList());
        putIfAny(
                root,
                "unidentified",
                inventory.unidentified().stream().map(InventoryText::piece).toList());
        putIfAny(root, "gaps", inventory.gaps().stream().map(InventoryText::gap).toList());
        try {
            DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
            printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
            printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
            return JSON.writer(printer).writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> component(Component component, Optional<Distro> distro, Ecosystem ecosystem) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("ecosystem", component.ecosystem());
        map.put("name", component.name());
        map.put("version", component.version());
        map.put("purl", component.purl().toString());
        component.origin().ifPresent(origin -> map.put("origin", origin.name() + " " + origin.version()));
        map.put(
                "locations",
                component.locations().stream().map(InventoryText::place).toList());
        putIfAny(map, "licences", component.licences());
        component
                .owner()
                .ifPresent(owner -> map.put("owner", owner.ecosystem() + " " + owner.name() + " " + owner.version()));
        if (!component.properties().isEmpty()) {
            map.put("properties", new TreeMap<>(component.properties()));
        }
        putIfAny(
                map,
                "keys",
                ecosystem.keys(component, distro).stream()
                        .map(key -> key.ecosystem() + " " + key.kind() + " " + key.name() + " "
                                + ecosystem.versionFor(component, key))
                        .toList());
        return map;
    }

    private static Map<String, Object> piece(Unidentified piece) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("ecosystem", piece.ecosystem());
        map.put("location", place(piece.location()));
        map.put("digest", piece.digest());
        putIfAny(map, "hints", piece.hints());
        map.put("reason", piece.reason());
        piece.owner()
                .ifPresent(owner -> map.put("owner", owner.ecosystem() + " " + owner.name() + " " + owner.version()));
        return map;
    }

    private static String gap(Gap gap) {
        return gap.reason() + " " + place(gap.path(), gap.layer()) + ": " + gap.detail();
    }

    private static String place(Location location) {
        return place(location.path(), location.layer());
    }

    private static String place(String path, OptionalInt layer) {
        return path + (layer.isPresent() ? " @" + layer.getAsInt() : "");
    }

    private static void putIfAny(Map<String, Object> map, String key, List<?> values) {
        if (!values.isEmpty()) {
            map.put(key, values);
        }
    }
}
