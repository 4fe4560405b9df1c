package dev.plimsoll.inventory.ecosystem;

import dev.plimsoll.inventory.Ecosystem;
import dev.plimsoll.inventory.ecosystem.apk.ApkEcosystem;
import dev.plimsoll.inventory.ecosystem.dpkg.DpkgEcosystem;
import dev.plimsoll.inventory.ecosystem.golang.GoEcosystem;
import dev.plimsoll.inventory.ecosystem.java.JavaEcosystem;
import dev.plimsoll.inventory.ecosystem.node.NodeEcosystem;
import dev.plimsoll.inventory.ecosystem.python.PythonEcosystem;
import dev.plimsoll.inventory.ecosystem.rpm.RpmEcosystem;
import java.util.List;
import java.util.Optional;

/** All kinds of packages that Plimsoll knows, one line each. It lies beside the implementers, so that no package needs it in a circle. */
public final class Ecosystems {
    private static final List<Ecosystem> ALL = List.of(
            new ApkEcosystem(),
            new RpmEcosystem(), //
            new DpkgEcosystem(), //
            new GoEcosystem(), //
            new JavaEcosystem(), //
            new NodeEcosystem(), //
            new PythonEcosystem());

    private Ecosystems() {}

    /** All of them; those that own files come first. */
    public static List<Ecosystem> all() {
        return ALL;
    }

    /** The one with an {@link Ecosystem#id() id}. */
    public static Optional<Ecosystem> byId(String id) {
        return ALL.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    /** The one whose components have purls of a type, such as {@code deb}. */
    public static Optional<Ecosystem> byPurlType(String type) {
        return ALL.stream().filter(each -> each.purlTypes().contains(type)).findFirst();
    }
}
