package dev.plimsoll.inventory.ecosystem.apk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** All versions that Alpine's advisories name. */
final class SecDbVersions {
    private SecDbVersions() {}

    static List<String> read(Path folder) throws IOException {
        Set<String> versions = new TreeSet<>();
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> file.toString().endsWith(".json.gz"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                for (JsonNode entry : new ObjectMapper().readTree(in).path("packages")) {
                    entry.path("pkg").path("secfixes").fieldNames().forEachRemaining(versions::add);
                }
            }
        }
        return List.copyOf(versions);
    }
}
