package dev.plimsoll.build.script;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers to a package's questions: those that its templates give, as nobody is there to be asked. The package's config script, which
 * asks, is not looked at: with nobody there it would take answers from the machine that it runs on.
 *
 * @see <a href="https://manpages.debian.org/bookworm/debconf-doc/debconf-devel.7.en.html">debconf-devel(7)</a>
 */
final class Debconf {
    private static final int NO_SUCH_QUESTION = 10;

    /** What config scripts answer where the machine has said nothing yet; their templates have no default. */
    private static final Map<String, String> ANSWERS = Map.of("tzdata/Areas", "Etc", "tzdata/Zones/Etc", "UTC");

    private final Map<String, String> answers = new HashMap<>();
    private boolean loaded;

    /** @param templates of the package, perhaps empty */
    Debconf(String templates) {
        String name = "";
        for (String line : templates.lines().toList()) {
            if (line.startsWith("Template:")) {
                name = line.substring(9).strip();
                answers.put(name, ANSWERS.getOrDefault(name, ""));
            } else if (line.startsWith("Default:")) {
                answers.put(name, line.substring(8).strip());
            }
        }
    }

    /** Takes in what was answered when the package was installed. */
    void remember(Map<String, String> earlier) {
        answers.putAll(earlier);
    }

    /** From now on the script may ask. */
    void load() {
        loaded = true;
    }

    boolean isLoaded() {
        return loaded;
    }

    int run(String name, List<String> args, Map<String, String> variables) {
        String question = args.isEmpty() ? "" : args.get(0);
        if (name.equals("db_get")) {
            variables.put("RET", answers.getOrDefault(question, ""));
            return answers.containsKey(question) ? Tool.DONE : NO_SUCH_QUESTION;
        }
        if (name.equals("db_set")) {
            answers.put(question, args.size() > 1 ? args.get(1) : "");
        } else {
            // The rest shows questions or keeps book of them.
            variables.put("RET", "");
        }
        return Tool.DONE;
    }
}
