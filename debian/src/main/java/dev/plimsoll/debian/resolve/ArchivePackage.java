package dev.plimsoll.debian.resolve;

import dev.plimsoll.base.Digest;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One version of a binary package, as a signed index of the archive describes it.
 *
 * @param name for example {@code libssl3}
 * @param version with epoch and revision
 * @param architecture its own: {@code amd64}, …, or {@code all}
 * @param source name of its source package
 * @param sourceVersion version of that, which a binary's own may differ from
 * @param relations by kind; kinds that it does not have are absent
 * @param essential whether dpkg takes it for indispensable
 * @param important whether it must not be removed without need (fields {@code Important} and {@code Protected})
 * @param priority {@code required}, {@code important}, {@code standard}, {@code optional} or {@code extra}
 * @param multiArch whether it serves other architectures
 * @param installedSize KiB that it says to need unpacked; 0 if it does not say
 * @param section for example {@code libs}
 * @param filename of the {@code .deb}, below the archive's base
 * @param sha256 of the {@code .deb}
 * @param size of the {@code .deb} in bytes
 * @param suite that has it, the first of the request's if several have
 */
public record ArchivePackage(
        String name,
        String version,
        String architecture,
        String source,
        String sourceVersion,
        Map<RelationKind, List<Relation>> relations,
        boolean essential,
        boolean important,
        String priority,
        MultiArch multiArch,
        long installedSize,
        String section,
        String filename,
        Digest sha256,
        long size,
        String suite) {

    public ArchivePackage {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(version, "version is null");
        Objects.requireNonNull(architecture, "architecture is null");
        Objects.requireNonNull(sha256, "sha256 is null");
        relations = Map.copyOf(relations);
    }

    /** Its relations of one kind, as they stand; perhaps none. */
    public List<Relation> relations(RelationKind kind) {
        return relations.getOrDefault(kind, List.of());
    }

    /**
     * Whether it says that it replaces another, so that it may have paths of that.
     *
     * @param versions the order of versions that its relations are read by
     */
    public boolean replaces(ArchivePackage other, Versions versions) {
        return relations(RelationKind.REPLACES).stream()
                .flatMap(relation -> relation.alternatives().stream())
                .anyMatch(each -> each.name().equals(other.name())
                        && each.constraint()
                                .map(known -> versions.admits(known, other.version()))
                                .orElse(true));
    }

    /** From few components, as it is asked for often and the relations are long. */
    @Override
    public int hashCode() {
        return 31 * name.hashCode() + version.hashCode();
    }

    /** Name, version and architecture, for messages: {@code libssl3 3.0.15-1 amd64}. */
    @Override
    public String toString() {
        return name + " " + version + " " + architecture;
    }
}
