package dev.plimsoll.inventory.ecosystem.node;

import dev.plimsoll.image.Want;
import dev.plimsoll.inventory.Extractor;
import dev.plimsoll.inventory.ExtractorInput;
import dev.plimsoll.inventory.ExtractorOutput;
import dev.plimsoll.inventory.ReadAs;
import java.io.BufferedReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * yarn.lock, of yarn 1 ({@code version "1.2.3"}) and of later ones ({@code version: 1.2.3}). It does not tell what only development
 * needs.
 */
final class YarnLockExtractor implements Extractor {
    @Override
    public String id() {
        return "node-yarn-lock";
    }

    @Override
    public ReadAs reads() {
        return ReadAs.SOURCE;
    }

    @Override
    public Want wants(String path, long size, int mode) {
        return PackagePaths.isNamed(path, "yarn.lock") && !PackagePaths.isInModules(path) ? Want.CONTENT : Want.NOTHING;
    }

    @Override
    public void extract(ExtractorInput input, ExtractorOutput output) throws IOException {
        NpmComponents components = new NpmComponents(input, output);
        boolean known = false;
        Entry entry = new Entry("");
        try (BufferedReader lines = LockLines.open(input)) {
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                known |= line.startsWith("# yarn lockfile v1") || line.startsWith("__metadata:");
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                int indent = LockLines.indent(line);
                if (!known) {
                    throw new IOException("its entries begin without '# yarn lockfile v1' or '__metadata:'");
                }
                if (indent == 0) {
                    entry.addTo(components);
                    entry = new Entry(line);
                } else if (indent == 2) {
                    entry.take(line.strip());
                }
            }
        }
        entry.addTo(components);
        if (!known) {
            throw new IOException("it has no entries, not even '__metadata:'");
        }
    }

    private static final class Entry {
        private final String head;
        private String version = "";
        private String resolution = "";
        private boolean own;

        Entry(String head) {
            this.head = head;
        }

        void take(String field) {
            int end = 0;
            while (end < field.length() && field.charAt(end) != ' ' && field.charAt(end) != ':') {
                end++;
            }
            String value = LockLines.unquoted(field.substring(Math.min(field.length(), end + 1)));
            switch (field.substring(0, end)) {
                case "version" -> version = value;
                case "resolution" -> resolution = value;
                // A soft link is a workspace: the project itself.
                case "linkType" -> own = value.equals("soft");
                default -> {}
            }
        }

        void addTo(NpmComponents components) {
            if (head.isEmpty() || head.startsWith("__metadata:") || own) {
                return;
            }
            String name = resolution.isEmpty() ? nameInHead() : LockLines.nameOf(resolution);
            components.addLocked(name, LockedPackage.isVersion(version) ? version : "", false);
        }

        /** {@code "a@^1.0.0", "a@^1.1.0":} or {@code "alias@npm:a@^1.0.0":}. */
        private String nameInHead() {
            String first = head.endsWith(":") ? head.substring(0, head.length() - 1) : head;
            int comma = first.indexOf(", ");
            String specifier = LockLines.unquoted(comma < 0 ? first : first.substring(0, comma));
            String name = LockLines.nameOf(specifier);
            String target =
                    LockedPackage.aliasTarget(specifier.substring(Math.min(specifier.length(), name.length() + 1)));
            return target.isEmpty() ? name : LockLines.nameOf(target);
        }
    }
}
