package dev.plimsoll.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A {@code versions.txt}: lines {@code a < b}, {@code a = b}, and {@code ! a} for what is no version; {@code #} begins a comment.
 */
record VersionSamples(List<Pair> pairs, List<String> refused) {
    record Pair(String left, int sign, String right) {}

    static VersionSamples read(Path file) throws IOException {
        List<Pair> pairs = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("! ")) {
                refused.add(line.substring(2));
                continue;
            }
            String[] words = line.strip().split(" +");
            assertThat(words).as("'a < b', 'a = b' or '! a': %s", line).hasSize(3);
            assertThat(words[1]).isIn("<", "=");
            pairs.add(new Pair(words[0], words[1].equals("<") ? -1 : 0, words[2]));
        }
        assertThat(pairs).as("%s has pairs", file).hasSizeGreaterThan(5);
        return new VersionSamples(pairs, refused);
    }

    Set<String> all() {
        Set<String> all = new TreeSet<>();
        pairs.forEach(pair -> {
            all.add(pair.left());
            all.add(pair.right());
        });
        return all;
    }
}
