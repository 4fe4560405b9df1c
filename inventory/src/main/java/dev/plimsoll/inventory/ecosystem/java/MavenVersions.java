package dev.plimsoll.inventory.ecosystem.java;

import dev.plimsoll.inventory.UnreadableVersionException;
import dev.plimsoll.inventory.Version;
import dev.plimsoll.inventory.VersionScheme;

/**
 * Maven's order of versions, as {@code ComparableVersion} of Maven 3.9 has it.
 *
 * @see <a href="https://maven.apache.org/pom.html#Version_Order_Specification">Maven's version order specification</a>
 */
final class MavenVersions implements VersionScheme {
    /** No published version is near it; it bounds the work a hostile one can cause. */
    private static final int MAX_LENGTH = 1024;

    @Override
    public String id() {
        return "maven";
    }

    @Override
    public Version parse(String text) throws UnreadableVersionException {
        if (text.isEmpty()) {
            throw new UnreadableVersionException(text, "it is empty");
        }
        if (text.length() > MAX_LENGTH) {
            throw new UnreadableVersionException(
                    text.substring(0, 40) + "…", "it has " + text.length() + " characters, more than " + MAX_LENGTH);
        }
        // Maven itself would order these as words, but what was meant is unknown: a property or a range, not a version.
        if (text.contains("${")) {
            throw new UnreadableVersionException(text, "it holds an unresolved property");
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '[' || c == ']' || c == '(' || c == ')' || c == ',') {
                throw new UnreadableVersionException(text, "it is a range, not a version");
            }
            if (c <= ' ' || c == 0x7f) {
                throw new UnreadableVersionException(text, "it holds a blank or a control character");
            }
        }
        return MavenVersion.of(text);
    }
}
