package dev.plimsoll.inventory;

import java.util.Objects;

/**
 * The distribution's source package that a component was built from; distro advisories often speak of it.
 *
 * @param name source package (dpkg {@code Source}, apk {@code origin}, rpm {@code SOURCERPM})
 * @param version its version, with epoch where there is one; may differ from the binary package's
 */
public record Origin(String name, String version) {
    public Origin {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(version, "version is null");
    }
}
