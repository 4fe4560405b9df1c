package dev.plimsoll.debian;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.debian.deb.DebReader;
import dev.plimsoll.debian.deb.Inflate;
import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.TarStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Objects;

/**
 * What a package's documentation directory says of its history.
 *
 * @param changelog text of {@code changelog.Debian.gz}, or of {@code changelog.gz} in a native package; empty if there is none
 * @param rebuilds text of {@code changelog.Debian.ARCH.gz}, where rebuilds without a source change stand; or empty
 * @param link name of the package whose directory holds the changelog instead, or empty
 */
record DebDocs(String changelog, String rebuilds, String link) {
    private static final String DOCS = "usr/share/doc/";

    DebDocs {
        Objects.requireNonNull(changelog, "changelog is null");
        Objects.requireNonNull(rebuilds, "rebuilds is null");
        Objects.requireNonNull(link, "link is null");
    }

    /** Reads them from a package. */
    static DebDocs read(InputStream deb, String packageName) throws IOException {
        Collector collector = new Collector(packageName);
        DebReader.walk(deb, collector);
        return collector.docs();
    }

    private static final class Collector implements DebReader.Visitor {
        private final String directory;
        private String own = "";
        private String upstream = "";
        private String rebuilds = "";
        private String link = "";

        Collector(String packageName) {
            this.directory = DOCS + packageName;
        }

        @Override
        public boolean visit(TarStream.Entry entry) throws IOException {
            String path = entry.path();
            if (!path.startsWith(directory)) {
                // The rest of a large package need not be inflated once the directory has passed.
                return own.isEmpty();
            }
            String file = path.substring(directory.length());
            if (entry.kind() == FileEntry.Kind.SYMLINK && (file.isEmpty() || file.equals("/changelog.Debian.gz"))) {
                link = linkedPackage(path, entry.link());
            } else if (entry.kind() == FileEntry.Kind.FILE && file.startsWith("/changelog")) {
                take(file.substring(1), entry);
            }
            return true;
        }

        private void take(String file, TarStream.Entry entry) throws IOException {
            switch (file) {
                case "changelog.Debian.gz", "changelog.Debian" -> own = text(file, entry);
                case "changelog.gz", "changelog" -> upstream = text(file, entry);
                default -> {
                    if (file.startsWith("changelog.Debian.") && file.endsWith(".gz")) {
                        rebuilds = text(file, entry);
                    }
                }
            }
        }

        DebDocs docs() {
            return new DebDocs(own.isEmpty() ? upstream : own, rebuilds, link);
        }

        private static String text(String file, TarStream.Entry entry) throws IOException {
            byte[] stored = BoundedInput.readAll(entry.content(), Defaults.CHANGELOG_BYTES, entry.path());
            try (InputStream in = Inflate.byName(new ByteArrayInputStream(stored), file)) {
                return new String(
                        BoundedInput.readAll(in, Defaults.CHANGELOG_BYTES, entry.path()), StandardCharsets.UTF_8);
            }
        }
    }

    /** The package in whose documentation directory a link ends; empty if it ends elsewhere. */
    static String linkedPackage(String from, String target) {
        String parent = from.substring(0, from.lastIndexOf('/'));
        String path = target.startsWith("/") ? target.substring(1) : parent + "/" + target;
        ArrayDeque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/")) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        String plain = String.join("/", parts);
        if (!plain.startsWith(DOCS)) {
            return "";
        }
        String rest = plain.substring(DOCS.length());
        int slash = rest.indexOf('/');
        return slash < 0 ? rest : rest.substring(0, slash);
    }
}
