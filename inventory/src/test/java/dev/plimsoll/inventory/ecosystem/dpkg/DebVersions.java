package dev.plimsoll.inventory.ecosystem.dpkg;

import dev.plimsoll.testkit.SharedFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Versions of real packages: of this machine, and of Debian's advisories where they lie beside the checkout. */
final class DebVersions {
    private DebVersions() {}

    static List<String> real() throws IOException {
        List<String> versions = new ArrayList<>(List.of(
                "1:4.4.10-10", "2.36-9+deb12u14", "1.0~rc1-1", "20230311", "3.0.2-0ubuntu1.10", "1.34+dfsg-1.2"));
        Path status = Path.of("/var/lib/dpkg/status");
        if (Files.exists(status)) {
            Files.readAllLines(status, StandardCharsets.UTF_8).stream()
                    .filter(line -> line.startsWith("Version: "))
                    .map(line -> line.substring(9))
                    .forEach(versions::add);
        }
        Path feed = SharedFiles.path("advisories/debian/DSA-list.gz");
        if (Files.exists(feed)) {
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(new GZIPInputStream(Files.newInputStream(feed)), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    String[] words = line.strip().split(" ");
                    if (words[0].startsWith("[") && words.length > 3 && words[1].equals("-")) {
                        versions.add(words[3]);
                    }
                }
            }
        }
        return versions;
    }

    /** Whether it is a version without doubt; what the libraries make of others differs. */
    static boolean isClean(String version) {
        return version.matches("(\\d{1,6}:)?\\d[A-Za-z0-9.+~]*(-[A-Za-z0-9.+~]+)*") && !version.endsWith("-");
    }
}
