package dev.plimsoll.build.script;

import dev.plimsoll.base.Digest;
import dev.plimsoll.build.script.Tool.Call;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands that read and write text. Of those that have a language of their own, only what scripts commonly say is known. */
final class TextTools {
    /** What runtimes of Java ask for, of {@code update-alternatives --query}. */
    private static final String PRIORITY_OF = "/^Alternative:/ && $2~b {p=1} /^Priority:/ && p {print $2; exit}";

    private TextTools() {}

    static void addTo(Map<String, Tool> tools) {
        tools.put("echo", TextTools::echo);
        tools.put("printf", TextTools::printf);
        tools.put("cat", TextTools::cat);
        tools.put("grep", call -> grep(call, call.has("E")));
        tools.put("egrep", call -> grep(call, true));
        tools.put("sed", Sed::run);
        tools.put("cut", TextTools::cut);
        tools.put("tr", TextTools::tr);
        tools.put("head", TextTools::head);
        tools.put("sort", TextTools::sort);
        tools.put("seq", TextTools::seq);
        tools.put("sha256sum", TextTools::sum);
        for (String name : List.of("uniq", "tail")) {
            tools.put(name, TextTools::ofNothing);
        }
        tools.put("awk", TextTools::awk);
    }

    /** A filter that reads nothing writes nothing. */
    private static int ofNothing(Call call) throws UnknownWorkException {
        if (call.args().stream().allMatch(Call::isOption) && call.in().rest().isEmpty()) {
            return Tool.DONE;
        }
        throw call.unknown("is not known to the build");
    }

    /** A program for each line does nothing without lines; it can do anything before and after them. */
    private static int awk(Call call) throws IOException {
        boolean forLines = call.args().size() == 1 && !call.args().get(0).matches("(?s).*(?:BEGIN|END).*");
        if (forLines && call.in().rest().isEmpty()) {
            return Tool.DONE;
        }
        if (call.args().size() == 3
                && call.args().get(0).equals("-v")
                && call.args().get(1).startsWith("b=")
                && call.args().get(2).equals(PRIORITY_OF)) {
            return priority(call, call.args().get(1).substring(2));
        }
        throw call.unknown("is not known to the build");
    }

    /** Of the first alternative whose path has a text in it. */
    private static int priority(Call call, String part) throws IOException {
        boolean found = false;
        for (String line : call.in().rest().lines().toList()) {
            found |= line.startsWith("Alternative:") && line.contains(part);
            if (found && line.startsWith("Priority:")) {
                call.out().line(line.substring("Priority:".length()).strip());
                return Tool.DONE;
            }
        }
        return Tool.DONE;
    }

    private static int echo(Call call) throws IOException {
        List<String> args = new ArrayList<>(call.args());
        boolean end = true;
        while (!args.isEmpty() && args.get(0).matches("-[ne]+")) {
            end &= !args.remove(0).contains("n");
        }
        call.out().print(String.join(" ", args) + (end ? "\n" : ""));
        return Tool.DONE;
    }

    private static int printf(Call call) throws IOException {
        List<String> args = call.args();
        if (args.isEmpty() || !args.get(0).matches("(?:[^%]|%s|%%)*")) {
            throw call.unknown("has a form that the build does not know");
        }
        String form = args.get(0).replace("\\n", "\n").replace("\\t", "\t");
        int next = 1;
        do {
            StringBuilder text = new StringBuilder();
            Matcher matcher = Pattern.compile("%[s%]").matcher(form);
            while (matcher.find()) {
                String value = matcher.group().equals("%%") ? "%" : next < args.size() ? args.get(next) : "";
                next += matcher.group().equals("%%") ? 0 : 1;
                matcher.appendReplacement(text, Matcher.quoteReplacement(value));
            }
            matcher.appendTail(text);
            call.out().print(text.toString());
        } while (form.contains("%s") && next < args.size());
        return Tool.DONE;
    }

    private static int cat(Call call) throws IOException {
        if (call.operands().isEmpty()) {
            call.out().print(call.in().rest());
        }
        for (String operand : call.operands()) {
            call.out().print(operand.equals("-") ? call.in().rest() : text(operand, call));
        }
        return Tool.DONE;
    }

    private static String text(String path, Call call) throws IOException {
        return call.world()
                .draft
                .text(call.world().place(path))
                .orElseThrow(() -> call.unknown("reads " + path + ", which is not there"));
    }

    /** Of the files that are named, or of what comes in. */
    static String read(List<String> files, Call call) throws IOException {
        if (files.isEmpty()) {
            return call.in().rest();
        }
        StringBuilder text = new StringBuilder();
        for (String each : files) {
            text.append(text(each, call));
        }
        return text.toString();
    }

    private static int grep(Call call, boolean extended) throws IOException {
        call.allow("qsEFvwixohe", "--quiet", "--");
        List<String> operands = call.operands();
        if (operands.isEmpty()) {
            throw call.unknown("is not understood");
        }
        for (String file : operands.subList(1, operands.size())) {
            if (call.world().follow(file).isEmpty()) {
                return 2;
            }
        }
        String expression = call.has("F") ? Pattern.quote(operands.get(0)) : "";
        Pattern pattern =
                expression.isEmpty() ? Patterns.posix(operands.get(0), extended) : Pattern.compile(expression);
        if (call.has("w")) {
            pattern = Pattern.compile("(?<![A-Za-z0-9_])(?:" + pattern.pattern() + ")(?![A-Za-z0-9_])");
        }
        boolean found = false;
        for (String line :
                read(operands.subList(1, operands.size()), call).lines().toList()) {
            Matcher matcher = pattern.matcher(line);
            boolean fits = (call.has("x") ? matcher.matches() : matcher.find()) != call.has("v");
            found |= fits;
            if (fits && !call.has("q", "--quiet")) {
                call.out().line(call.has("o") ? matcher.group() : line);
            }
        }
        return found ? Tool.DONE : Tool.NO;
    }

    private static int cut(Call call) throws IOException {
        String options = String.join(" ", call.args()).replaceAll("(-[df]) ", "$1");
        Matcher matcher = Pattern.compile("(?:-d(.)|-f([0-9])| )+").matcher(options);
        String text = call.in().rest();
        if (text.isEmpty()) {
            return Tool.DONE;
        }
        if (!matcher.matches() || matcher.group(2) == null) {
            throw call.unknown("is not known to the build");
        }
        String apart = Optional.ofNullable(matcher.group(1)).orElse("\t");
        int field = Integer.parseInt(matcher.group(2));
        for (String line : text.lines().toList()) {
            String[] fields = line.split(Pattern.quote(apart), -1);
            call.out().line(fields.length == 1 ? line : field <= fields.length ? fields[field - 1] : "");
        }
        return Tool.DONE;
    }

    private static int tr(Call call) throws IOException {
        String text = call.in().rest();
        List<String> args = call.args();
        if (args.size() == 2 && args.get(0).equals("-d")) {
            for (char c : unescaped(args.get(1)).toCharArray()) {
                text = text.replace(String.valueOf(c), "");
            }
        } else if (args.size() == 2 && args.get(0).matches("A-Z|\\[:upper:]|\\[A-Z]")) {
            text = text.toLowerCase(java.util.Locale.ROOT);
        } else if (args.size() == 2
                && unescaped(args.get(0)).length() == 1
                && unescaped(args.get(1)).length() == 1) {
            text = text.replace(unescaped(args.get(0)), unescaped(args.get(1)));
        } else if (!text.isEmpty()) {
            throw call.unknown("is not known to the build");
        }
        call.out().print(text);
        return Tool.DONE;
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\t", "\t");
    }

    private static int head(Call call) throws IOException {
        List<String> args = call.args();
        List<String> files = args.stream().filter(each -> !Call.isOption(each)).toList();
        if (args.size() - files.size() > 1
                || args.size() > files.size() && !args.get(0).matches("-n?1")) {
            throw call.unknown("is not known to the build");
        }
        int lines = args.size() > files.size() ? 1 : 10;
        for (String line : read(files, call).lines().limit(lines).toList()) {
            call.out().line(line);
        }
        return Tool.DONE;
    }

    private static int sort(Call call) throws IOException {
        call.allow("u");
        List<String> lines = read(call.operands(), call).lines().sorted().toList();
        for (String line : call.has("u") ? lines.stream().distinct().toList() : lines) {
            call.out().line(line);
        }
        return Tool.DONE;
    }

    private static int seq(Call call) throws IOException {
        List<String> args = call.args();
        if (args.isEmpty() || args.size() > 3 || !args.stream().allMatch(each -> each.matches("-?[0-9]{1,4}"))) {
            throw call.unknown("is not known to the build");
        }
        int first = args.size() > 1 ? Integer.parseInt(args.get(0)) : 1;
        int step = args.size() > 2 ? Integer.parseInt(args.get(1)) : 1;
        int last = Integer.parseInt(args.get(args.size() - 1));
        for (int i = first; step != 0 && (step > 0 ? i <= last : i >= last); i += step) {
            call.out().line(Integer.toString(i));
        }
        return Tool.DONE;
    }

    private static int sum(Call call) throws IOException {
        for (String file : call.operands()) {
            String text = text(file, call);
            call.out().line(Digest.sha256(text.getBytes(StandardCharsets.UTF_8)).hex() + "  " + file);
        }
        return Tool.DONE;
    }
}
