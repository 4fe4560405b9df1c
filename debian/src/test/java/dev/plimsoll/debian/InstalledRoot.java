package dev.plimsoll.debian;

import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Distro;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.inventory.Origin;
import dev.plimsoll.inventory.Purl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Components for tests: made up, or read from a root's dpkg status without the inventory's help. */
final class InstalledRoot {
    static final Distro BOOKWORM = new Distro("debian", "12", "bookworm", "Debian GNU/Linux 12 (bookworm)", List.of());

    private InstalledRoot() {}

    static Component component(String name, String version, String source, String sourceVersion, String architecture) {
        return Component.of(
                        "dpkg",
                        name,
                        version,
                        Purl.of("deb", "debian", name, version, Map.of("arch", architecture)),
                        new Location("var/lib/dpkg/status", OptionalInt.empty()))
                .withOrigin(new Origin(source, sourceVersion));
    }

    static List<Component> components(Path root) throws IOException {
        List<Component> components = new ArrayList<>();
        for (Map<String, String> stanza : Deb822.parse(Files.readString(root.resolve("var/lib/dpkg/status")))) {
            if (!stanza.getOrDefault("status", "").endsWith(" installed")) {
                continue;
            }
            String name = stanza.getOrDefault("package", "");
            String version = stanza.getOrDefault("version", "");
            String source = stanza.getOrDefault("source", name);
            String sourceVersion = version;
            int paren = source.indexOf(" (");
            if (paren > 0) {
                sourceVersion = source.substring(paren + 2, source.length() - 1);
                source = source.substring(0, paren);
            }
            components.add(component(name, version, source, sourceVersion, stanza.getOrDefault("architecture", "")));
        }
        return components;
    }
}
