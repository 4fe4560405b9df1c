package dev.plimsoll.inventory;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A package URL in canonical form. For showing and exchanging only: look-ups use {@link Component#name()} and the ecosystem's keys,
 * since a purl's text changes names (Go's become lower case).
 *
 * @param type for example {@code deb}
 * @param namespace for example {@code debian}, or empty
 * @param name as the type's rules write it
 * @param version or empty
 * @param qualifiers sorted by key
 * @param subpath or empty
 * @see <a href="https://github.com/package-url/purl-spec">purl-spec</a>
 */
public record Purl(
        String type,
        String namespace,
        String name,
        String version,
        SortedMap<String, String> qualifiers,
        String subpath) {

    public Purl {
        Objects.requireNonNull(type, "type is null");
        Objects.requireNonNull(name, "name is null");
        qualifiers = Collections.unmodifiableSortedMap(new TreeMap<>(qualifiers));
    }

    /**
     * A purl by its parts, changed as the type's rules demand (case, separators). Empty strings mean 'none'.
     *
     * @throws IllegalArgumentException if the parts break the type's rules; callers give a gap then
     */
    public static Purl of(String type, String namespace, String name, String version, Map<String, String> qualifiers) {
        try {
            TreeMap<String, String> given = new TreeMap<>();
            qualifiers.forEach((key, value) -> {
                if (!value.isEmpty()) {
                    given.put(key, value);
                }
            });
            return from(new PackageURL(
                    type,
                    namespace.isEmpty() ? null : namespace,
                    name,
                    version.isEmpty() ? null : version,
                    given.isEmpty() ? null : given,
                    null));
        } catch (MalformedPackageURLException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** Reads a purl; empty if it is not one. */
    public static Optional<Purl> parse(String text) {
        try {
            Purl read = from(new PackageURL(text));
            TreeMap<String, String> qualifiers = new TreeMap<>(read.qualifiers);
            qualifiers.replaceAll((key, value) -> PurlText.decoded(value));
            return Optional.of(new Purl(
                    read.type,
                    PurlText.decoded(read.namespace),
                    PurlText.decoded(read.name),
                    PurlText.decoded(read.version),
                    qualifiers,
                    PurlText.decoded(read.subpath)));
        } catch (MalformedPackageURLException e) {
            return Optional.empty();
        }
    }

    private static Purl from(PackageURL url) {
        return new Purl(
                url.getType(),
                Objects.requireNonNullElse(url.getNamespace(), ""),
                url.getName(),
                Objects.requireNonNullElse(url.getVersion(), ""),
                url.getQualifiers() == null ? new TreeMap<>() : new TreeMap<>(url.getQualifiers()),
                Objects.requireNonNullElse(url.getSubpath(), ""));
    }

    /** The canonical text, {@code pkg:…}. */
    @Override
    public String toString() {
        return PurlText.of(this);
    }
}
