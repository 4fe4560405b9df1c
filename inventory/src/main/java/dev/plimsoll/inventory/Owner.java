package dev.plimsoll.inventory;

import java.util.Objects;

/**
 * The distro package whose files a component is made of; the component is judged as that package.
 *
 * @param ecosystem id of the owner's {@link Ecosystem}, for example {@code dpkg}
 * @param name its native name
 * @param version its native version
 */
public record Owner(String ecosystem, String name, String version) {
    public Owner {
        Objects.requireNonNull(ecosystem, "ecosystem is null");
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(version, "version is null");
    }
}
