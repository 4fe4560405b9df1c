package dev.plimsoll.build.spec;

/**
 * A package that must be in the image, or in what it was resolved from, in a version that satisfies a relation.
 *
 * @param name of the binary or source package
 * @param relation {@code >=}, {@code <=}, {@code =}, {@code >>} or {@code <<}
 * @param version as the archive writes versions
 * @param line where the spec says so, from 1
 */
public record VersionPin(String name, String relation, String version, int line) {
    @Override
    public String toString() {
        return name + relation + version;
    }
}
