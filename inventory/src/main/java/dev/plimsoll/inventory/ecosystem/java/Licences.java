package dev.plimsoll.inventory.ecosystem.java;

import java.util.ArrayList;
import java.util.List;

/** Licences as a POM or an OSGi manifest states them. */
final class Licences {
    private static final int MAX = 10;

    private Licences() {}

    static List<String> of(Coordinate coordinate, ManifestText manifest) {
        return coordinate.licences().isEmpty() ? bundle(manifest.get("Bundle-License")) : coordinate.licences();
    }

    /** {@code "Apache-2.0";link="…", MIT}: names or addresses, each with attributes; a comma in quotes is part of a name. */
    private static List<String> bundle(String header) {
        List<String> licences = new ArrayList<>();
        StringBuilder one = new StringBuilder();
        boolean quoted = false;
        boolean attributes = false;
        for (int i = 0; i <= header.length() && licences.size() < MAX; i++) {
            char c = i < header.length() ? header.charAt(i) : ',';
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && (!quoted || i == header.length())) {
                String name = one.toString().trim();
                if (!name.isEmpty() && !name.equals("<<EXTERNAL>>")) {
                    licences.add(name);
                }
                one.setLength(0);
                attributes = false;
            } else if (c == ';' && !quoted) {
                attributes = true;
            } else if (!attributes) {
                one.append(c);
            }
        }
        return licences;
    }
}
