package dev.plimsoll.build.script;

import dev.plimsoll.build.script.Tool.Call;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a shell does itself. For one thread. */
final class Builtins {
    private static final String CONFMODULE = "/usr/share/debconf/confmodule";
    private static final Set<String> NAMES = Set.of(
            ":",
            "true",
            "false",
            "set",
            "shift",
            "export",
            "readonly",
            "unset",
            "local",
            "return",
            "exit",
            "break",
            "continue",
            "read",
            "trap",
            "umask",
            ".",
            "command",
            "which",
            "type",
            "exec",
            "cd",
            "eval");
    private static final Set<String> IN_THE_SHELL = Set.of("test", "[", "echo", "printf");

    private final Interpreter interpreter;
    private final Deque<Map<String, String>> locals = new ArrayDeque<>();

    Builtins(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    boolean has(String name) {
        return NAMES.contains(name);
    }

    /** Begins a function: what it calls its own is as before when it ends. */
    Map<String, String> enter() {
        Map<String, String> own = new HashMap<>();
        locals.push(own);
        return own;
    }

    /** Ends a function. */
    void leave(Map<String, String> own) {
        locals.pop();
        interpreter.variables().putAll(own);
    }

    int run(Call call) throws IOException {
        List<String> args = call.args();
        return switch (call.name()) {
            case ":", "true" -> Tool.DONE;
            // Nothing is interrupted, and what is to be done at the end is tidying up.
            case "trap" -> Tool.DONE;
            case "umask" -> mask(call);
            case "false" -> Tool.NO;
            case "set" -> set(call);
            case "shift" -> shift(args);
            case "export", "readonly" -> assign(args);
            case "unset" -> unset(args);
            case "local" -> local(args);
            case "return" -> throw new Leave(Leave.From.FUNCTION, status(args));
            case "exit" -> throw new Leave(Leave.From.SCRIPT, status(args));
            case "break" -> throw new Leave(Leave.From.LOOP, 0);
            case "continue" -> throw new Leave(Leave.From.ROUND, 0);
            case "read" -> read(call);
            case "." -> source(call);
            case "cd" -> changeDirectory(call);
            case "command", "which", "type" -> find(call);
            case "exec" -> exec(call);
            default -> throw call.unknown("is not known to the build");
        };
    }

    private int status(List<String> args) throws UnknownWorkException {
        if (args.isEmpty()) {
            return interpreter.status();
        }
        try {
            return Integer.parseInt(args.get(0)) & 0xff;
        } catch (NumberFormatException e) {
            throw new UnknownWorkException(0, "'" + args.get(0) + "' is no status");
        }
    }

    private int set(Call call) throws UnknownWorkException {
        List<String> args = call.args();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (arg.equals("--")) {
                interpreter.arguments(args.subList(i + 1, args.size()));
                return Tool.DONE;
            }
            if (!arg.matches("[-+][euxvf]+")) {
                if (arg.startsWith("-") || arg.startsWith("+")) {
                    throw call.unknown("sets what the build does not know");
                }
                interpreter.arguments(args.subList(i, args.size()));
                return Tool.DONE;
            }
            if (arg.contains("e")) {
                interpreter.stopAtErrors(arg.startsWith("-"));
            }
        }
        return Tool.DONE;
    }

    private int shift(List<String> args) throws UnknownWorkException {
        int count = args.isEmpty() ? 1 : status(args);
        List<String> now = interpreter.arguments();
        if (count > now.size()) {
            return Tool.NO;
        }
        interpreter.arguments(now.subList(count, now.size()));
        return Tool.DONE;
    }

    private int assign(List<String> args) {
        for (String arg : args) {
            int equals = arg.indexOf('=');
            if (equals > 0) {
                interpreter.variables().put(arg.substring(0, equals), arg.substring(equals + 1));
            }
        }
        return Tool.DONE;
    }

    private int unset(List<String> args) {
        args.forEach(interpreter.variables()::remove);
        return Tool.DONE;
    }

    private int local(List<String> args) {
        Map<String, String> own = locals.peek();
        for (String arg : args) {
            int equals = arg.indexOf('=');
            String name = equals < 0 ? arg : arg.substring(0, equals);
            if (own != null) {
                own.putIfAbsent(name, interpreter.variable(name));
            }
            if (equals > 0) {
                interpreter.variables().put(name, arg.substring(equals + 1));
            }
        }
        return Tool.DONE;
    }

    private int read(Call call) {
        List<String> names = new ArrayList<>(call.operands());
        if (names.isEmpty()) {
            names.add("REPLY");
        }
        String line = call.in().line().orElse(null);
        String rest = line == null ? "" : line.strip();
        for (int i = 0; i < names.size(); i++) {
            boolean last = i == names.size() - 1;
            String[] split = rest.split("[ \t]+", 2);
            interpreter.variables().put(names.get(i), last ? rest : split[0]);
            rest = split.length > 1 ? split[1] : "";
        }
        return line == null ? Tool.NO : Tool.DONE;
    }

    private int source(Call call) throws IOException {
        String file = call.args().isEmpty() ? "" : call.args().get(0);
        if (file.equals(CONFMODULE)) {
            interpreter.debconf().load();
            return Tool.DONE;
        }
        String text = call.world().draft.text(call.world().place(file)).orElse(null);
        if (text == null) {
            throw call.unknown("reads a file that is not there");
        }
        return interpreter.source(file, text, call.in(), call.out());
    }

    private static int mask(Call call) throws UnknownWorkException {
        if (call.args().size() != 1) {
            throw call.unknown("is not known to the build");
        }
        call.world().mask = Modes.octal(call.args().get(0), call);
        return Tool.DONE;
    }

    private static int changeDirectory(Call call) {
        String path = call.operands().stream().findFirst().orElse("/root");
        if (!call.world().isDirectory(path)) {
            return Tool.NO;
        }
        call.world().directory(call.world().follow(path).map(LayerFile::path).orElse(""));
        return Tool.DONE;
    }

    private int find(Call call) throws IOException {
        int found = Tool.DONE;
        for (String name : call.operands()) {
            boolean own = has(name) || IN_THE_SHELL.contains(name) || interpreter.isFunction(name);
            String place = own ? name : call.world().program(name).orElse("");
            if (place.isEmpty()) {
                found = Tool.NO;
            } else {
                call.out().line(place);
            }
        }
        return call.operands().isEmpty()
                        || !call.name().equals("which")
                                && !call.has("v")
                                && !call.name().equals("type")
                ? unknownFind(call)
                : found;
    }

    private static int unknownFind(Call call) throws UnknownWorkException {
        throw call.unknown("is not known to the build");
    }

    /** Only streams are moved. */
    private static int exec(Call call) throws UnknownWorkException {
        if (!call.args().isEmpty()) {
            throw call.unknown("is not known to the build");
        }
        return Tool.DONE;
    }
}
