package dev.plimsoll.inventory.ecosystem.golang;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A go.mod file, taken line by line.
 *
 * @see <a href="https://go.dev/ref/mod#go-mod-file">Go Modules Reference, go.mod files</a>
 */
final class GoMod {
    private static final int FIRST_WITH_ALL_MODULES = 17;

    private boolean named;
    private String block = "";
    private int minor;
    private final List<GoModule> required = new ArrayList<>();
    private final Map<String, GoModule> replacements = new HashMap<>();

    void take(String line) throws IOException {
        List<String> words = words(line);
        if (words.isEmpty()) {
            return;
        }
        if (!block.isEmpty()) {
            if (words.get(0).equals(")")) {
                block = "";
            } else {
                directive(block, words);
            }
            return;
        }
        List<String> rest = words.subList(1, words.size());
        if (rest.equals(List.of("("))) {
            block = words.get(0);
        } else {
            directive(words.get(0), rest);
        }
    }

    private void directive(String verb, List<String> words) throws IOException {
        switch (verb) {
            case "module" -> named = true;
            case "go" -> minor = minor(words);
            case "require" -> {
                if (words.size() != 2) {
                    throw new IOException("'require' wants a module and a version: " + words);
                }
                required.add(new GoModule(words.get(0), words.get(1), null));
            }
            case "replace" -> replace(words);
            // Says nothing of what is built in; later versions of Go may add more of the kind.
            default -> {}
        }
    }

    private static int minor(List<String> words) {
        String version = words.isEmpty() ? "" : words.get(0);
        if (!version.startsWith("1.")) {
            return 0;
        }
        int end = 2;
        while (end < version.length() && GoVersion.isDigit(version.charAt(end))) {
            end++;
        }
        return end == 2 || end > 8 ? 0 : Integer.parseInt(version, 2, end, 10);
    }

    /** {@code a => b v1}, {@code a v1 => ../b}, and the like. */
    private void replace(List<String> words) throws IOException {
        int arrow = words.indexOf("=>");
        int after = words.size() - arrow - 1;
        if (arrow < 1 || arrow > 2 || after < 1 || after > 2) {
            throw new IOException("'replace' wants a module and its replacement: " + words);
        }
        String replaced = words.get(0) + (arrow == 2 ? "@" + words.get(1) : "");
        replacements.put(replaced, new GoModule(words.get(arrow + 1), after == 2 ? words.get(arrow + 2) : "", null));
    }

    private static List<String> words(String line) throws IOException {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == ' ' || c == '\t') {
                at++;
            } else if (line.startsWith("//", at)) {
                return words;
            } else if (c == '"' || c == '`') {
                int end = line.indexOf(c, at + 1);
                if (end < 0) {
                    throw new IOException("a text without its end");
                }
                words.add(line.substring(at + 1, end));
                at = end + 1;
            } else {
                int end = at;
                while (end < line.length()
                        && line.charAt(end) != ' '
                        && line.charAt(end) != '\t'
                        && !line.startsWith("//", end)) {
                    end++;
                }
                words.add(line.substring(at, end));
                at = end;
            }
        }
        return words;
    }

    /** @throws IOException if the file is cut off, or none of its kind */
    void checkWhole() throws IOException {
        if (!named) {
            throw new IOException("it has no 'module' line, so it is no go.mod");
        }
        if (!block.isEmpty()) {
            throw new IOException("it ends inside of '" + block + " ('");
        }
    }

    /** Whether it names indirect dependencies too. */
    boolean namesAllModules() {
        return minor >= FIRST_WITH_ALL_MODULES;
    }

    /** What it asks for, with what stands in its place. */
    List<GoModule> required() {
        return required.stream()
                .map(each -> new GoModule(each.path(), each.version(), replacementOf(each)))
                .toList();
    }

    private @Nullable GoModule replacementOf(GoModule module) {
        @Nullable GoModule exact = replacements.get(module.path() + "@" + module.version());
        return exact != null ? exact : replacements.get(module.path());
    }
}
