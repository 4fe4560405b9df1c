package dev.plimsoll.inventory.ecosystem.java;

import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Inventory;
import java.util.ArrayList;
import java.util.List;

/** How an inventory names jars whose coordinates are known: by what they state, by proof, not, or wrongly. */
record OwnIdentity(
        List<String> stated, List<String> proved, List<String> unidentified, List<String> wrong, List<String> nothing) {

    static OwnIdentity of(Inventory inventory, List<MavenLayout.Jar> jars) {
        OwnIdentity result = new OwnIdentity(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        jars.forEach(jar -> result.add(inventory, jar));
        return result;
    }

    private void add(Inventory inventory, MavenLayout.Jar jar) {
        String path = jar.imagePath();
        List<Component> own = inventory.components().stream()
                .filter(c -> c.locations().stream().anyMatch(l -> l.path().equals(path)))
                .toList();
        for (Component component : own) {
            String said = component.name() + ":" + component.version();
            if (!said.equals(jar.name() + ":" + jar.version())) {
                wrong.add(path + " is " + jar.name() + ":" + jar.version() + " and not " + said);
            } else if (component.properties().containsKey("proof")) {
                proved.add(said);
            } else {
                stated.add(said);
            }
        }
        boolean open = inventory.unidentified().stream()
                .anyMatch(u -> u.location().path().equals(path));
        if (open) {
            unidentified.add(jar.name() + ":" + jar.version() + " "
                    + inventory.unidentified().stream()
                            .filter(u -> u.location().path().equals(path))
                            .findFirst()
                            .orElseThrow()
                            .hints());
        } else if (own.isEmpty()) {
            nothing.add(jar.name() + ":" + jar.version());
        }
    }
}
