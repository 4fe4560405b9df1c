package dev.plimsoll.inventory.ecosystem.python;

import dev.plimsoll.image.Want;
import dev.plimsoll.inventory.Extractor;
import dev.plimsoll.inventory.ExtractorInput;
import dev.plimsoll.inventory.ExtractorOutput;
import dev.plimsoll.inventory.ReadAs;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * poetry.lock, uv.lock, pdm.lock and pylock.toml: their {@code [[package]]} tables. They are read by lines, since their tools write
 * each name and version on a line of its own.
 *
 * @see <a href="https://packaging.python.org/en/latest/specifications/pylock-toml/">pylock.toml</a>
 */
final class TomlLockExtractor implements Extractor {
    private static final String[] NAMES = {"poetry.lock", "uv.lock", "pdm.lock", "pylock.toml"};
    private static final List<String> PACKAGES = List.of("[[package]]", "[[packages]]");

    @Override
    public String id() {
        return "python-toml-lock";
    }

    @Override
    public ReadAs reads() {
        return ReadAs.SOURCE;
    }

    @Override
    public Want wants(String path, long size, int mode) {
        for (String name : NAMES) {
            if (TextFiles.isNamed(path, name) && !TextFiles.isInstalled(path)) {
                return Want.CONTENT;
            }
        }
        return Want.NOTHING;
    }

    @Override
    public void extract(ExtractorInput input, ExtractorOutput output) throws IOException {
        PypiComponents components = new PypiComponents(input, output);
        boolean known = false;
        String table = "";
        Entry entry = new Entry();
        try (BufferedReader lines = TextFiles.lines(input)) {
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("[")) {
                    table = line.strip();
                    if (PACKAGES.contains(table)) {
                        entry.addTo(components);
                        entry = new Entry();
                    }
                    known |= PACKAGES.contains(table) || table.equals("[metadata]");
                } else if (PACKAGES.contains(table)) {
                    entry.take(line);
                }
                known |= line.startsWith("lock-version") || line.startsWith("requires-python");
            }
        }
        entry.addTo(components);
        if (!known) {
            throw new IOException("it has no [[package]], no [metadata] and no lock-version, so it is no lock file");
        }
    }

    private static final class Entry {
        private String name = "";
        private String version = "";
        private boolean development;
        private boolean own;

        void take(String line) {
            int equals = line.indexOf(" = ");
            if (equals < 0) {
                return;
            }
            String value = line.substring(equals + 3).strip();
            switch (line.substring(0, equals)) {
                case "name" -> name = text(value);
                case "version" -> version = text(value);
                case "category" -> development = text(value).equals("dev");
                case "groups" -> development = isForDevelopment(value);
                case "source" -> own = value.contains("editable = ") || value.contains("virtual = ");
                default -> {}
            }
        }

        private static String text(String value) {
            boolean quoted = value.length() >= 2 && (value.charAt(0) == '"' || value.charAt(0) == '\'');
            int end = quoted ? value.indexOf(value.charAt(0), 1) : -1;
            return end < 0 ? "" : value.substring(1, end);
        }

        /** {@code ["dev", "docs"]}: in none of the groups that are always installed. */
        private static boolean isForDevelopment(String value) {
            String inner = value.replace("[", "").replace("]", "");
            return !inner.isBlank()
                    && Arrays.stream(inner.split(",", -1))
                            .map(each -> text(each.strip()))
                            .noneMatch(each -> each.equals("main") || each.equals("default"));
        }

        void addTo(PypiComponents components) throws IOException {
            if (!name.isEmpty() && !own) {
                components.addLocked(name, version, development);
            }
        }
    }
}
