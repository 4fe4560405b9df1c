package dev.plimsoll.build.script;

import dev.plimsoll.build.tree.Draft;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** What the questions of packages were answered with when they were installed. */
final class DebconfAnswers {
    private static final String DATABASE = "var/cache/debconf/config.dat";

    private DebconfAnswers() {}

    static Map<String, String> read(Draft draft) throws IOException {
        Map<String, String> answers = new HashMap<>();
        String name = "";
        for (String line : draft.text(DATABASE).orElse("").lines().toList()) {
            if (line.startsWith("Name:")) {
                name = line.substring(5).strip();
            } else if (line.startsWith("Value:")) {
                answers.put(name, line.substring(6).strip());
            }
        }
        return answers;
    }
}
