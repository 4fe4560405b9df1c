package dev.plimsoll.inventory.ecosystem.java;

import dev.plimsoll.inventory.Purl;
import java.util.Map;

/**
 * Package URLs of type {@code maven}.
 *
 * @see <a href="https://github.com/package-url/purl-spec/blob/main/types-doc/maven-definition.md">purl-spec, maven</a>
 */
final class JavaPurl {
    static final String TYPE = "maven";

    private JavaPurl() {}

    static Purl of(Coordinate coordinate) {
        return of(coordinate, "", "");
    }

    /**
     * @param type packaging, or empty for a jar
     * @param classifier or empty
     */
    static Purl of(Coordinate coordinate, String type, String classifier) {
        return Purl.of(
                TYPE,
                coordinate.group(),
                coordinate.artifact(),
                coordinate.version(),
                Map.of("type", type, "classifier", classifier));
    }
}
