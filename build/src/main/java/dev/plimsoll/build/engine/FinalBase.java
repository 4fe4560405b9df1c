package dev.plimsoll.build.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The image that the last stage of a Dockerfile stands on.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/#from">Dockerfile reference, FROM</a>
 */
final class FinalBase {
    private static final Pattern FROM = Pattern.compile("(?i)FROM\\s+(?:--\\S+\\s+)*(\\S+)(?:\\s+AS\\s+(\\S+))?\\s*");
    private static final Pattern ARG = Pattern.compile("(?i)ARG\\s+(.+)");
    private static final Pattern ASSIGNMENT = Pattern.compile("(\\w+)(?:=(\"[^\"]*\"|'[^']*'|\\S*))?");
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\w+)|\\{(\\w+)(?::([-+])([^}]*))?\\})");

    private final Map<String, String> arguments = new HashMap<>();
    private final List<Stage> stages = new ArrayList<>();

    private record Stage(String name, String image) {}

    private FinalBase() {}

    /**
     * The name of the base, {@code scratch} among them; empty if the text does not tell.
     *
     * @param given values of build arguments
     * @param target the stage to build instead of the last one
     */
    static Optional<String> of(List<String> dockerfile, Map<String, String> given, Optional<String> target) {
        FinalBase base = new FinalBase();
        for (String instruction : instructions(dockerfile)) {
            base.read(instruction, given);
        }
        return base.find(target);
    }

    /** Lines without comments, those that a backslash continues put together. */
    private static List<String> instructions(List<String> lines) {
        List<String> instructions = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        for (String line : lines) {
            String text = line.strip();
            if (text.startsWith("#") || text.isEmpty()) {
                continue;
            }
            boolean goesOn = text.endsWith("\\");
            open.append(goesOn ? text.substring(0, text.length() - 1) + " " : text);
            if (!goesOn) {
                instructions.add(open.toString().strip());
                open.setLength(0);
            }
        }
        return instructions;
    }

    private void read(String instruction, Map<String, String> given) {
        Matcher argument = ARG.matcher(instruction);
        if (stages.isEmpty() && argument.matches()) {
            Matcher assignment = ASSIGNMENT.matcher(argument.group(1));
            while (assignment.find()) {
                String byDefault = assignment.group(2) == null ? "" : unquoted(assignment.group(2));
                arguments.put(assignment.group(1), given.getOrDefault(assignment.group(1), substituted(byDefault)));
            }
        }
        Matcher from = FROM.matcher(instruction);
        if (from.matches()) {
            String name = from.group(2) == null ? "" : from.group(2).toLowerCase(Locale.ROOT);
            stages.add(new Stage(name, substituted(unquoted(from.group(1)))));
        }
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() >= 2 && (text.startsWith("\"") || text.startsWith("'"));
        return quoted ? text.substring(1, text.length() - 1) : text;
    }

    private String substituted(String text) {
        return VARIABLE.matcher(text).replaceAll(match -> {
            String name = match.group(1) == null ? match.group(2) : match.group(1);
            String value = arguments.getOrDefault(name, "");
            String operator = match.group(3) == null ? "" : match.group(3);
            String word = match.group(4) == null ? "" : match.group(4);
            String result = switch (operator) {
                case "-" -> value.isEmpty() ? word : value;
                case "+" -> value.isEmpty() ? "" : word;
                default -> value;
            };
            return Matcher.quoteReplacement(result);
        });
    }

    private Optional<String> find(Optional<String> target) {
        int index = stages.size() - 1;
        if (target.isPresent()) {
            index = stageBefore(stages.size(), target.get());
            if (index < 0 && target.get().matches("\\d{1,4}")) {
                index = Integer.parseInt(target.get());
            }
        }
        while (index >= 0 && index < stages.size()) {
            String image = stages.get(index).image();
            int earlier = stageBefore(index, image);
            if (earlier < 0) {
                return Optional.of(image).filter(name -> !name.isEmpty());
            }
            index = earlier;
        }
        return Optional.empty();
    }

    private int stageBefore(int end, String name) {
        for (int i = end - 1; i >= 0; i--) {
            if (stages.get(i).name().equals(name.toLowerCase(Locale.ROOT))) {
                return i;
            }
        }
        return -1;
    }
}
