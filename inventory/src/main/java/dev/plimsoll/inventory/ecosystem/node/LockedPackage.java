package dev.plimsoll.inventory.ecosystem.node;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * One entry of a lock file.
 *
 * @param version empty if the package does not come from a registry and no version is stated
 * @param development whether only development needs it
 */
record LockedPackage(String name, String version, boolean development) {

    /** Whether a text can be a version, and is not the address of a repository, archive or directory. */
    static boolean isVersion(String text) {
        return !text.isEmpty() && text.charAt(0) >= '0' && text.charAt(0) <= '9' && text.indexOf('/') < 0;
    }

    /**
     * An alias's target: {@code npm:lodash@^4} gives {@code lodash@^4}; empty for what is no alias. A bare range behind {@code npm:} (as
     * newer yarn writes) is none.
     */
    static String aliasTarget(String range) {
        boolean alias = range.startsWith("npm:") && range.lastIndexOf('@') > "npm:".length();
        return alias ? range.substring("npm:".length()) : "";
    }

    /** Collects the fields of an entry of npm's lock files. */
    static final class Reader {
        private String name = "";
        private String version = "";
        private boolean development;
        private boolean link;

        /** Reads the field whose name is the parser's current token, and its value. */
        void readField(JsonParser parser) throws IOException {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (field) {
                case "name" -> name = value == JsonToken.VALUE_STRING ? parser.getText() : "";
                case "version" -> version = value == JsonToken.VALUE_STRING ? parser.getText() : "";
                case "dev" -> development = value == JsonToken.VALUE_TRUE;
                case "link" -> link = value == JsonToken.VALUE_TRUE;
                default -> {}
            }
            parser.skipChildren();
        }

        boolean link() {
            return link;
        }

        /** The package installed at a path such as {@code node_modules/a/node_modules/@b/c}. */
        LockedPackage atPath(String path) {
            String directory = path.substring(path.lastIndexOf("node_modules/") + "node_modules/".length());
            return new LockedPackage(name.isEmpty() ? directory : name, versionOnly(version), development);
        }

        /** The package under a name of its own or an alias. */
        LockedPackage named(String dependency) {
            String target = aliasTarget(version);
            if (target.isEmpty()) {
                return new LockedPackage(dependency, versionOnly(version), development);
            }
            int at = target.lastIndexOf('@');
            return new LockedPackage(target.substring(0, at), versionOnly(target.substring(at + 1)), development);
        }

        private static String versionOnly(String text) {
            return isVersion(text) ? text : "";
        }
    }
}
