package dev.plimsoll.inventory.ecosystem.rpm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Fixed versions that OSV records name. */
final class OsvVersions {
    private static final Pattern FIXED = Pattern.compile("\"fixed\":\\s*\"([^\"\\\\]+)\"");

    private OsvVersions() {}

    static List<String> read(Path zip, int atMost) throws IOException {
        Set<String> versions = new TreeSet<>();
        try (ZipFile file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : file.stream().toList()) {
                Matcher fixed =
                        FIXED.matcher(new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
                while (fixed.find() && versions.size() < atMost) {
                    versions.add(fixed.group(1));
                }
            }
        }
        return List.copyOf(versions);
    }
}
