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
 * The images that a Dockerfile names: those that it takes something from, and the one that its last stage stands on.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/#from">Dockerfile reference, FROM</a>
 */
final class DockerfileImages {
    private static final Pattern FROM = Pattern.compile("(?i)FROM\\s+(?:--\\S+\\s+)*(\\S+)(?:\\s+AS\\s+(\\S+))?\\s*");
    private static final Pattern COPY = Pattern.compile("(?i)COPY\\s+(?:--\\S+\\s+)*--from=(\\S+)\\s.*");
    private static final Pattern ARG = Pattern.compile("(?i)ARG\\s+(.+)");
    private static final Pattern ASSIGNMENT = Pattern.compile("(\\w+)(?:=(\"[^\"]*\"|'[^']*'|\\S*))?");
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\w+)|\\{(\\w+)(?::([-+])([^}]*))?\\})");

    private final Map<String, String> arguments = new HashMap<>();
    private final List<Stage> stages = new ArrayList<>();
    private final List<String> copied = new ArrayList<>();

    /** What a stage stands on that starts from nothing. */
    static final String SCRATCH = "scratch";

    private record Stage(String name, String image) {}

    private DockerfileImages() {}

    /** @param given values of build arguments */
    static DockerfileImages read(List<String> dockerfile, Map<String, String> given) {
        DockerfileImages images = new DockerfileImages();
        for (String instruction : instructions(dockerfile)) {
            images.read(instruction, given);
        }
        return images;
    }

    /** All names of images, as far as the text tells; {@code scratch} is none. */
    List<String> all() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            if (stageBefore(i, stages.get(i).image()) < 0) {
                all.add(stages.get(i).image());
            }
        }
        copied.stream()
                .filter(each -> stageBefore(stages.size(), each) < 0 && !each.matches("\\d+"))
                .forEach(all::add);
        all.removeIf(each -> each.isEmpty() || each.equals(SCRATCH));
        return all;
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
        Matcher copy = COPY.matcher(instruction);
        if (copy.matches()) {
            copied.add(copy.group(1));
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

    /**
     * The name of what the last stage stands on, {@link #SCRATCH} among them; empty if the text does not tell.
     *
     * @param target the stage to build instead of the last one
     */
    Optional<String> base(Optional<String> target) {
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
