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
 * pnpm-lock.yaml of versions 5 ({@code /a/1.0.0:}), 6 ({@code /a@1.0.0:}) and 9 ({@code a@1.0.0:}): the keys of its {@code packages}.
 * It is read by lines, since pnpm always writes it in one form. Version 9 does not tell what only development needs.
 */
final class PnpmLockExtractor implements Extractor {
    @Override
    public String id() {
        return "node-pnpm-lock";
    }

    @Override
    public ReadAs reads() {
        return ReadAs.SOURCE;
    }

    @Override
    public Want wants(String path, long size, int mode) {
        return PackagePaths.isNamed(path, "pnpm-lock.yaml") && !PackagePaths.isInModules(path)
                ? Want.CONTENT
                : Want.NOTHING;
    }

    @Override
    public void extract(ExtractorInput input, ExtractorOutput output) throws IOException {
        NpmComponents components = new NpmComponents(input, output);
        String lockVersion = "";
        boolean inPackages = false;
        Entry entry = new Entry("", false);
        try (BufferedReader lines = LockLines.open(input)) {
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                int indent = LockLines.indent(line);
                if (line.isBlank() || line.charAt(indent) == '#') {
                    continue;
                }
                if (indent == 0) {
                    entry.addTo(components);
                    entry = new Entry("", false);
                    inPackages = line.startsWith("packages:");
                    if (line.startsWith("lockfileVersion:")) {
                        lockVersion = LockLines.unquoted(line.substring("lockfileVersion:".length()));
                    }
                } else if (lockVersion.isEmpty()) {
                    throw new IOException("it does not begin with its lockfileVersion");
                } else if (inPackages && indent == 2) {
                    entry.addTo(components);
                    entry = new Entry(key(line), lockVersion.startsWith("5"));
                } else if (inPackages && indent == 4) {
                    entry.take(line.strip());
                }
            }
        }
        entry.addTo(components);
        if (lockVersion.isEmpty()) {
            throw new IOException("no lockfileVersion stands in it");
        }
    }

    private static String key(String line) {
        String key = line.strip();
        // Very long keys stand behind a question mark, with the colon on the next line.
        if (key.startsWith("? ")) {
            key = key.substring(2);
        }
        int colon = key.lastIndexOf(':');
        return LockLines.unquoted(colon == key.length() - 1 && colon >= 0 ? key.substring(0, colon) : key);
    }

    private static final class Entry {
        private final String key;
        private final boolean slashes;
        private String name = "";
        private String version = "";
        private boolean development;

        Entry(String key, boolean slashes) {
            this.key = key;
            this.slashes = slashes;
        }

        void take(String field) {
            if (field.startsWith("name: ")) {
                name = LockLines.unquoted(field.substring("name: ".length()));
            } else if (field.startsWith("version: ")) {
                version = LockLines.unquoted(field.substring("version: ".length()));
            } else if (field.equals("dev: true")) {
                development = true;
            }
        }

        void addTo(NpmComponents components) {
            if (key.isEmpty()) {
                return;
            }
            String text = key.startsWith("/") ? key.substring(1) : key;
            int peers = text.indexOf('(');
            text = peers < 0 ? text : text.substring(0, peers);
            int split = slashes ? text.lastIndexOf('/') : LockLines.nameOf(text).length();
            String keyName = split <= 0 ? text : text.substring(0, split);
            String keyVersion = split <= 0 || split >= text.length() ? "" : text.substring(split + 1);
            components.addLocked(
                    name.isEmpty() ? keyName : name, version.isEmpty() ? versionIn(keyVersion) : version, development);
        }

        /** Version 5 puts the peers behind an underscore, which no version has. */
        private String versionIn(String text) {
            int underscore = slashes ? text.indexOf('_') : -1;
            String bare = underscore < 0 ? text : text.substring(0, underscore);
            return LockedPackage.isVersion(bare) ? bare : "";
        }
    }
}
