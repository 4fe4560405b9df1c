package dev.plimsoll.inventory.ecosystem.python;

import dev.plimsoll.inventory.UnreadableVersionException;
import dev.plimsoll.inventory.Version;
import dev.plimsoll.inventory.VersionScheme;

/**
 * PEP 440 with all the spellings that {@code packaging.version} accepts and normalises; anything else ({@code 0.7.1.fix1}) is
 * unreadable.
 *
 * @see <a href="https://packaging.python.org/en/latest/specifications/version-specifiers/">Version specifiers</a>
 */
final class PypiVersionScheme implements VersionScheme {
    @Override
    public String id() {
        return "pypi";
    }

    @Override
    public Version parse(String text) throws UnreadableVersionException {
        return new PypiVersionReader(text).read();
    }
}
