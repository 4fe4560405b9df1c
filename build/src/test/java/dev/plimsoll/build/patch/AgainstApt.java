package dev.plimsoll.build.patch;

import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What differs between a patched root and one that apt or dpkg upgraded, without what may. */
final class AgainstApt {
    /** What differs, with the reason; the table in docs/patching.md has the same. */
    private static final Map<String, String> NOT_COMPARED = new TreeMap<>(Map.of(
            "var/(?:lib/apt|cache/apt|log)(?:/.*)?", "what apt and dpkg note of their own runs",
            "var/lib/dpkg/(?:.*-old|lock.*|triggers/Lock)", "what dpkg keeps of former versions, and locks",
            "var/cache/ldconfig/aux-cache", "serves only the next run of ldconfig",
            "var/cache/debconf/.*", "when which question was asked",
            ".*/__pycache__(?:/.*)?", "apt's hooks compile at once, a patched image when a program runs",
            "run/.*", "what programs leave where a container has its own while it runs",
            "etc/ssl/certs/java/cacerts", "a keystore says when each of its authorities came in",
            "etc/apt/sources.list|debs.*", "the tests themselves give apt other suites, and dpkg the packages"));

    /** Files that programs write while they run, whose times are those of the run. */
    private static final Pattern WRITTEN_BY_PROGRAMS =
            Pattern.compile("var/lib/dpkg/(?:status|info/.*\\.list|alternatives/.*|triggers/.*)"
                    + "|etc/(?:ld\\.so\\.cache|pam\\.d/common-.*|timezone|shells|ca-certificates\\.conf.*|ssl/certs/ca-certificates\\.crt)"
                    + "|var/lib/(?:pam|systemd|ucf|shells\\.state).*");

    /** Its lines stand in the order in which packages were unpacked, which says nothing: apt has one of its own. */
    private static final String FILE_TRIGGERS = "var/lib/dpkg/triggers/File";

    private AgainstApt() {}

    static List<String> differences(Map<String, LayerFile> ours, Map<String, LayerFile> theirs) throws IOException {
        return RootFolder.differences(timeless(ours), timeless(theirs), AgainstApt::isCompared);
    }

    private static boolean isCompared(String path) {
        return NOT_COMPARED.keySet().stream().noneMatch(path::matches);
    }

    private static Map<String, LayerFile> timeless(Map<String, LayerFile> files) throws IOException {
        files.replaceAll((path, file) ->
                WRITTEN_BY_PROGRAMS.matcher(path).matches() && file.body().isPresent()
                        ? withBody(file, file.body().get())
                        : file);
        LayerFile triggers = files.get(FILE_TRIGGERS);
        if (triggers != null) {
            try (InputStream in = triggers.body().orElseThrow().open()) {
                String lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .sorted()
                        .collect(Collectors.joining("\n"));
                files.put(FILE_TRIGGERS, withBody(triggers, FileBody.of(lines.getBytes(StandardCharsets.UTF_8))));
            }
        }
        return files;
    }

    private static LayerFile withBody(LayerFile file, FileBody body) {
        return LayerFile.file(file.path(), file.mode(), Instant.EPOCH, body).withOwner(file.userId(), file.groupId());
    }
}
