package dev.plimsoll.inventory.ecosystem.java;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one archive says of itself, gathered file by file. */
final class ArchiveFacts {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private final Map<String, MavenFolder> latest = new HashMap<>();
    private final List<MavenFolder> folders = new ArrayList<>();
    private ManifestText manifest = ManifestText.EMPTY;
    private boolean hasManifest;
    private boolean hasCode;

    /** Whether a file of the archive says something of it, so that {@link #read} wants its content. */
    static boolean wants(String path) {
        return path.equalsIgnoreCase(MANIFEST) || MavenFolder.of(path) != null;
    }

    /** Takes the content of a file that is {@link #wants wanted}; does not close it. */
    void read(String path, InputStream in) throws IOException {
        @Nullable String folder = MavenFolder.of(path);
        if (folder != null) {
            MavenFolder known = latest.get(folder);
            if (known == null || known.has(path)) {
                known = MavenFolder.at(folder);
                latest.put(folder, known);
                folders.add(known);
            }
            known.read(path, in);
        } else if (!hasManifest) {
            manifest = ManifestText.read(in);
            hasManifest = true;
        }
    }

    /** What runs: classes, native libraries, and scripts that Java languages run as they are. */
    static boolean isCode(String path) {
        return isClass(path)
                || path.endsWith(".so")
                || path.endsWith(".dll")
                || path.endsWith(".dylib")
                || path.endsWith(".jnilib")
                || path.endsWith(".dex")
                || path.endsWith(".clj")
                || path.endsWith(".groovy");
    }

    static boolean isClass(String path) {
        return path.endsWith(".class") && !path.endsWith("module-info.class");
    }

    void code() {
        hasCode = true;
    }

    boolean hasCode() {
        return hasCode;
    }

    ManifestText manifest() {
        return manifest;
    }

    List<MavenFolder> folders() {
        return folders;
    }
}
