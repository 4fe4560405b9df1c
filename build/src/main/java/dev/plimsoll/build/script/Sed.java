package dev.plimsoll.build.script;

import dev.plimsoll.build.script.Tool.Call;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of {@code sed} as scripts commonly say: substituting, deleting and printing lines, of all or of those that fit an expression. */
final class Sed {
    private final boolean extended;
    private final boolean quiet;
    private final List<Step> steps = new ArrayList<>();

    private Sed(boolean extended, boolean quiet) {
        this.extended = extended;
        this.quiet = quiet;
    }

    /** One command for the lines that fit. */
    private record Step(Pattern address, boolean inverted, char command, Pattern wanted, String with, String flags) {}

    static int run(Call call) throws IOException {
        List<String> expressions = new ArrayList<>();
        List<String> files = new ArrayList<>();
        boolean extended = false;
        boolean quiet = false;
        List<String> args = call.args();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (arg.matches("-[nEr]*e") && i + 1 < args.size()) {
                expressions.add(args.get(++i));
            } else if (arg.startsWith("-e")) {
                expressions.add(arg.substring(2));
            } else if (Call.isOption(arg) && !arg.matches("-[nEr]+")) {
                throw call.unknown("has the option " + arg + ", which the build does not know there");
            } else if (!Call.isOption(arg) && expressions.isEmpty()) {
                expressions.add(arg);
            } else if (!Call.isOption(arg)) {
                files.add(arg);
            }
            extended |= arg.matches("-[nEre]+") && (arg.contains("E") || arg.contains("r"));
            quiet |= arg.matches("-[nEre]+") && arg.contains("n");
        }
        String text = TextTools.read(files, call);
        if (text.isEmpty()) {
            return Tool.DONE;
        }
        Sed sed = new Sed(extended, quiet);
        for (String each : expressions) {
            sed.parse(each, call);
        }
        for (String line : text.lines().toList()) {
            sed.line(line, call);
        }
        return Tool.DONE;
    }

    private void parse(String expression, Call call) throws UnknownWorkException {
        String rest = expression.strip();
        while (!rest.isEmpty()) {
            Pattern address = Pattern.compile("");
            if (rest.startsWith("/")) {
                int end = end(rest, 1, '/', call);
                address = Patterns.posix(rest.substring(1, end), extended);
                rest = rest.substring(end + 1).strip();
            }
            boolean inverted = rest.startsWith("!");
            rest = inverted ? rest.substring(1).strip() : rest;
            char command = rest.isEmpty() ? 0 : rest.charAt(0);
            int next;
            if (command == 's' && rest.length() > 3) {
                char apart = rest.charAt(1);
                int middle = end(rest, 2, apart, call);
                int last = end(rest, middle + 1, apart, call);
                next = last + 1;
                while (next < rest.length() && "gpIi".indexOf(rest.charAt(next)) >= 0) {
                    next++;
                }
                Pattern wanted = Patterns.posix(rest.substring(2, middle), extended);
                String with = replacement(rest.substring(middle + 1, last));
                steps.add(new Step(address, inverted, command, wanted, with, rest.substring(last + 1, next)));
            } else if (command == 'd' || command == 'p') {
                next = 1;
                steps.add(new Step(address, inverted, command, address, "", ""));
            } else {
                throw call.unknown("is not known to the build");
            }
            String behind = rest.substring(next).strip();
            if (!behind.isEmpty() && behind.charAt(0) != ';') {
                throw call.unknown("is not known to the build");
            }
            rest = behind.isEmpty() ? "" : behind.substring(1).strip();
        }
    }

    private static int end(String text, int start, char apart, Call call) throws UnknownWorkException {
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == apart) {
                return i;
            }
        }
        throw call.unknown("is not understood");
    }

    private static String replacement(String text) {
        return text.replace("$", "\\$").replaceAll("\\\\([1-9])", "\\$$1").replaceAll("(?<!\\\\)&", "\\$0");
    }

    private void line(String line, Call call) throws IOException {
        String now = line;
        for (Step step : steps) {
            if (step.address().matcher(now).find() == step.inverted()) {
                continue;
            }
            if (step.command() == 'd') {
                return;
            }
            if (step.command() == 'p') {
                call.out().line(now);
                continue;
            }
            Pattern wanted = step.flags().matches(".*[Ii].*")
                    ? Pattern.compile(step.wanted().pattern(), Pattern.CASE_INSENSITIVE)
                    : step.wanted();
            Matcher matcher = wanted.matcher(now);
            boolean found = matcher.find();
            now = step.flags().contains("g") ? matcher.replaceAll(step.with()) : matcher.replaceFirst(step.with());
            if (found && step.flags().contains("p")) {
                call.out().line(now);
            }
        }
        if (!quiet) {
            call.out().line(now);
        }
    }
}
