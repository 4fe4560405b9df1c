package dev.plimsoll.inventory.ecosystem.node;

import java.util.List;

/**
 * What concerns us of a package.json.
 *
 * @param name or empty
 * @param version or empty
 * @param licences in the package's own words
 * @param dependencies how many other packages it asks for
 */
record PackageJson(String name, String version, List<String> licences, int dependencies) {
    PackageJson {
        licences = List.copyOf(licences);
    }
}
