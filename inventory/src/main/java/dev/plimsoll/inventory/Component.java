package dev.plimsoll.inventory;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One installed piece.
 *
 * @param ecosystem id of the {@link Ecosystem} that knows it
 * @param name native name, unchanged: {@code libc6}, {@code @babel/core}, {@code org.slf4j:slf4j-api}, {@code github.com/BurntSushi/toml}
 * @param version native version, unchanged; empty if the place states none (then it can't be judged)
 * @param purl for showing and exchanging
 * @param origin the distro's source package, if it has one
 * @param locations where it was found, at least one, ordered by path
 * @param licences as stated, in the place's own words; empty if none is stated
 * @param owner the distro package that owns its files, if one does
 * @param properties what else its ecosystem needs for judging, such as {@code arch} or {@code modularity}; sorted when shown
 */
public record Component(
        String ecosystem,
        String name,
        String version,
        Purl purl,
        Optional<Origin> origin,
        List<Location> locations,
        List<String> licences,
        Optional<Owner> owner,
        Map<String, String> properties) {

    public Component {
        Objects.requireNonNull(ecosystem, "ecosystem is null");
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(version, "version is null");
        Objects.requireNonNull(purl, "purl is null");
        Objects.requireNonNull(origin, "origin is null");
        Objects.requireNonNull(owner, "owner is null");
        locations = List.copyOf(locations);
        licences = List.copyOf(licences);
        properties = Map.copyOf(properties);
        if (locations.isEmpty()) {
            throw new IllegalArgumentException("a component lies somewhere: " + name);
        }
    }

    /** A component with what every one has; the {@code with…} methods add the rest. */
    public static Component of(String ecosystem, String name, String version, Purl purl, Location location) {
        return new Component(
                ecosystem,
                name,
                version,
                purl,
                Optional.empty(),
                List.of(location),
                List.of(),
                Optional.empty(),
                Map.of());
    }

    /** The same with a source package. */
    public Component withOrigin(Origin newOrigin) {
        return new Component(
                ecosystem, name, version, purl, Optional.of(newOrigin), locations, licences, owner, properties);
    }

    /** The same with other locations. */
    public Component withLocations(List<Location> newLocations) {
        return new Component(ecosystem, name, version, purl, origin, newLocations, licences, owner, properties);
    }

    /** The same with licences. */
    public Component withLicences(List<String> newLicences) {
        return new Component(ecosystem, name, version, purl, origin, locations, newLicences, owner, properties);
    }

    /** The same with an owner. */
    public Component withOwner(Owner newOwner) {
        return new Component(
                ecosystem, name, version, purl, origin, locations, licences, Optional.of(newOwner), properties);
    }

    /** The same with other properties. */
    public Component withProperties(Map<String, String> newProperties) {
        return new Component(ecosystem, name, version, purl, origin, locations, licences, owner, newProperties);
    }
}
