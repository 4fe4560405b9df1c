package dev.plimsoll.debian.resolve;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The packages without the versions that pins rule out. */
final class PinnedUniverse implements PackageUniverse {
    private final PackageUniverse all;
    private final List<Pin> pins;
    private final Versions versions;
    private final Map<String, List<ArchivePackage>> admitted = new HashMap<>();

    private PinnedUniverse(PackageUniverse all, List<Pin> pins, Versions versions) {
        this.all = all;
        this.pins = pins;
        this.versions = versions;
    }

    static PackageUniverse of(PackageUniverse all, List<Pin> pins, Versions versions) {
        return pins.isEmpty() ? all : new PinnedUniverse(all, pins, versions);
    }

    /** The pin that rules a version out, if one does. */
    static Optional<Pin> against(ArchivePackage each, List<Pin> pins, Versions versions) {
        return pins.stream()
                .filter(pin -> pin.name().equals(each.name()) && !versions.admits(pin.constraint(), each.version())
                        || pin.name().equals(each.source())
                                && !pin.name().equals(each.name())
                                && !versions.admits(pin.constraint(), each.sourceVersion()))
                .findFirst();
    }

    @Override
    public String architecture() {
        return all.architecture();
    }

    @Override
    public List<ArchivePackage> versions(String name) {
        return admitted.computeIfAbsent(
                name,
                key -> all.versions(key).stream()
                        .filter(each -> against(each, pins, versions).isEmpty())
                        .toList());
    }

    @Override
    public Optional<ArchivePackage> candidate(String name) {
        List<ArchivePackage> left = versions(name);
        Optional<ArchivePackage> usual = all.candidate(name);
        return usual.isPresent() && !left.contains(usual.get()) ? left.stream().findFirst() : usual;
    }

    @Override
    public List<Provider> providers(String name) {
        return all.providers(name).stream()
                .filter(each -> versions(each.owner().name()).contains(each.owner()))
                .toList();
    }

    @Override
    public long rank(String name) {
        return all.rank(name);
    }
}
