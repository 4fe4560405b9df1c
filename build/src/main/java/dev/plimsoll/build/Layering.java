package dev.plimsoll.build;

import dev.plimsoll.build.root.RootTree;
import dev.plimsoll.debian.resolve.Alternative;
import dev.plimsoll.debian.resolve.ArchivePackage;
import dev.plimsoll.debian.resolve.Relation;
import dev.plimsoll.debian.resolve.RelationKind;
import dev.plimsoll.image.write.LayerContent;
import dev.plimsoll.image.write.LayerFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which file goes into which layer: what every image has, then the program, then what belongs to this image alone. What changes seldom
 * lies lowest, so that an update transfers little; images of the same release share the lowest layer.
 */
final class Layering {
    private static final Set<String> BASE = Set.of("base-files", "base-passwd", "usr-is-merged", "tzdata", "libc6");
    private static final String STATUS = "var/lib/dpkg/status.d/";
    private static final int LAYERS = 3;
    private static final int OWN = 2;

    private final RootTree tree;
    private final Map<String, LayerFile> byPath = new HashMap<>();
    private final Set<String> base;

    private Layering(RootTree tree) {
        this.tree = tree;
        tree.files().forEach(file -> byPath.put(file.path(), file));
        this.base = baseOf(tree.kept());
    }

    /** The layers, lowest first; none is empty. */
    static List<LayerContent> of(RootTree tree) {
        return new Layering(tree).layers();
    }

    private List<LayerContent> layers() {
        List<Map<String, LayerFile>> layers = new ArrayList<>();
        for (int i = 0; i < LAYERS; i++) {
            layers.add(new TreeMap<>());
        }
        Set<String> inhabited = new HashSet<>();
        for (LayerFile file : tree.files()) {
            if (file.type() != LayerFile.Type.DIRECTORY) {
                place(file, layers, inhabited);
            }
        }
        for (LayerFile file : tree.files()) {
            if (file.type() == LayerFile.Type.DIRECTORY && !inhabited.contains(file.path())) {
                place(file, layers, inhabited);
            }
        }
        List<LayerContent> result = new ArrayList<>();
        for (int i = 0; i < LAYERS; i++) {
            if (!layers.get(i).isEmpty()) {
                result.add(
                        new LayerContent(createdBy(i), List.copyOf(layers.get(i).values())));
            }
        }
        return result;
    }

    /** With its parents: a layer that lacks one would give it the owner and mode that the engine makes up. */
    private void place(LayerFile file, List<Map<String, LayerFile>> layers, Set<String> inhabited) {
        Map<String, LayerFile> layer = layers.get(layerOf(file.path()));
        layer.put(file.path(), file);
        for (int slash = file.path().lastIndexOf('/');
                slash > 0;
                slash = file.path().lastIndexOf('/', slash - 1)) {
            String parent = file.path().substring(0, slash);
            Optional.ofNullable(byPath.get(parent)).ifPresent(directory -> layer.put(parent, directory));
            inhabited.add(parent);
        }
    }

    private int layerOf(String path) {
        Optional<String> owner = owner(path);
        if (owner.isEmpty()) {
            return OWN;
        }
        return base.contains(owner.get()) ? 0 : 1;
    }

    /** What says that a package is installed lies with the package. */
    private Optional<String> owner(String path) {
        if (path.startsWith(STATUS)) {
            String name = path.substring(STATUS.length());
            return Optional.of(name.endsWith(".md5sums") ? name.substring(0, name.length() - 8) : name);
        }
        return Optional.ofNullable(tree.owners().get(path));
    }

    private String createdBy(int layer) {
        long inBase =
                tree.kept().stream().filter(each -> base.contains(each.name())).count();
        return switch (layer) {
            case 0 -> "plimsoll build: " + inBase + " packages that every image has";
            case 1 -> "plimsoll build: " + (tree.kept().size() - inBase) + " packages of the program";
            default -> "plimsoll build: the image's own files";
        };
    }

    /** The packages that every image has, with what they need. */
    private static Set<String> baseOf(List<ArchivePackage> kept) {
        Map<String, ArchivePackage> byName = new HashMap<>();
        kept.forEach(each -> byName.put(each.name(), each));
        Set<String> found = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(BASE);
        while (!open.isEmpty()) {
            String name = open.pop();
            ArchivePackage known = byName.get(name);
            if (known != null && found.add(name)) {
                open.addAll(needed(known));
            }
        }
        return found;
    }

    private static List<String> needed(ArchivePackage each) {
        List<String> names = new ArrayList<>();
        for (RelationKind kind : List.of(RelationKind.PRE_DEPENDS, RelationKind.DEPENDS)) {
            for (Relation relation : each.relations(kind)) {
                relation.alternatives().stream().map(Alternative::name).forEach(names::add);
            }
        }
        return names;
    }
}
