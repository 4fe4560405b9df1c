package dev.plimsoll.inventory;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The seam for kinds of packages: one implementer per kind, each in its own package, all listed in
 * {@code ecosystem.Ecosystems}. Stateless and
 * safe for use by several threads.
 *
 * <p>What only some kinds can do is an interface beside this one: {@link OwnsFiles}, {@link Identifies}.
 */
public interface Ecosystem {
    /** Short, lower-case, for ever: {@code dpkg}, {@code apk}, {@code rpm}, {@code java}, {@code node}, {@code python}, {@code go}. */
    String id();

    /** The purl types of its components, as {@code --only-package-type} takes them. */
    Set<String> purlTypes();

    /** How its versions are ordered. */
    VersionScheme versions();

    /** What reads its files. */
    List<Extractor> extractors();

    /**
     * The names under which advisories may speak of a component, the most specific first; empty if no feed can (a distribution that
     * nobody publishes for), and then the component is not judged.
     */
    List<PackageKey> keys(Component component, Optional<Distro> distro);

    /**
     * The spelling that {@link #keys} uses of a name as a feed writes it: PyPI's {@code Jinja2} and {@code jinja2} are one package.
     * Feeds put every name through it.
     */
    default String canonicalName(String name) {
        return name;
    }

    /**
     * A component by its purl, for foreign SBOMs; empty if the purl is not of this ecosystem.
     *
     * @param location where the SBOM names it
     */
    Optional<Component> fromPurl(Purl purl, Location location);

    /**
     * The version to compare for a key: the origin's for a source name, else the component's own.
     */
    default String versionFor(Component component, PackageKey key) {
        return key.kind() == PackageKey.Kind.SOURCE
                ? component.origin().map(Origin::version).orElse(component.version())
                : component.version();
    }
}
