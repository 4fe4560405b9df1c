package dev.plimsoll.build.script;

import dev.plimsoll.build.script.Tool.Call;
import dev.plimsoll.build.shell.Command;
import dev.plimsoll.build.shell.Script;
import dev.plimsoll.build.shell.UnreadableScriptException;
import dev.plimsoll.build.shell.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Carries out what a script says, on a tree in memory: control flow as a shell has it, commands as {@link Tools} do them. Bounded in
 * steps. For one thread and one script.
 */
final class Interpreter {
    private static final int MOST_STEPS = 200_000;
    private static final int LONGEST_VALUE = 1 << 20;
    private static final int DEEPEST_CALL = 100;

    private final World world;
    private final Debconf debconf;
    private final Map<String, Tool> tools;
    private final Builtins builtins = new Builtins(this);
    private final Expander expander = new Expander(this);
    private Map<String, Function> functions = new HashMap<>();
    private String file = "";
    private Map<String, String> variables = new HashMap<>();
    private List<String> arguments;
    private boolean stopsAtErrors;
    private int steps;
    private int depth;
    private int checked;
    private int status;
    private int substituted;
    private int line = 1;

    Interpreter(World world, Debconf debconf, Map<String, Tool> tools, List<String> arguments) {
        this.world = world;
        this.debconf = debconf;
        this.tools = tools;
        this.arguments = List.copyOf(arguments);
    }

    /** A function, and the file that defines it; empty for the script itself. */
    private record Function(Command body, String file) {}

    /** @throws UnknownWorkException at the first thing that is not known or fails, with its line */
    void run(Script script) throws IOException {
        int end;
        try {
            end = run(script.commands(), new Input(""), new Output());
        } catch (Leave leave) {
            end = leave.status();
        } catch (UnknownWorkException e) {
            throw e.line() > 0 ? e : located(e);
        }
        if (end != 0 && stopsAtErrors) {
            throw new UnknownWorkException(line, "it would end with an error there");
        }
    }

    private UnknownWorkException located(UnknownWorkException e) {
        return new UnknownWorkException(line, String.valueOf(e.getMessage()));
    }

    World world() {
        return world;
    }

    Debconf debconf() {
        return debconf;
    }

    Map<String, String> variables() {
        return variables;
    }

    String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    List<String> arguments() {
        return arguments;
    }

    void arguments(List<String> now) {
        arguments = List.copyOf(now);
    }

    int status() {
        return status;
    }

    void stopAtErrors(boolean stop) {
        stopsAtErrors = stop;
    }

    boolean isFunction(String name) {
        return functions.containsKey(name);
    }

    /** What a command writes, without the ends of lines at its end. */
    String written(Command command) throws IOException {
        Output out = new Output();
        int before = status;
        substituted = subshell(command, new Input(""), out);
        status = before;
        return out.text().replaceAll("\n+$", "");
    }

    /** Carries on with another file, as {@code .} does; what is not known there is told with the line of that file. */
    int source(String other, String text, Input in, Output out) throws IOException {
        try {
            return within(other, Script.read(text).commands(), in, out);
        } catch (UnreadableScriptException e) {
            throw new UnknownWorkException(0, "the file " + other + " can't be understood: " + e.getMessage());
        }
    }

    /** Runs what stands in a file, perhaps another one than this. */
    private int within(String other, Command command, Input in, Output out) throws IOException {
        String fileBefore = file;
        int lineBefore = line;
        file = other;
        try {
            return run(command, in, out);
        } catch (UnknownWorkException e) {
            if (other.equals(fileBefore)) {
                throw e;
            }
            throw new UnknownWorkException(
                    lineBefore, e.getMessage() + " (line " + Math.max(1, e.line()) + " of " + other + ")");
        } finally {
            file = fileBefore;
        }
    }

    int run(Command command, Input in, Output out) throws IOException {
        status = dispatch(command, in, out);
        return status;
    }

    private int dispatch(Command command, Input in, Output out) throws IOException {
        if (command instanceof Command.Simple simple) {
            return simple(simple, in, out);
        }
        if (command instanceof Command.Sequence sequence) {
            int last = 0;
            for (Command each : sequence.commands()) {
                last = run(each, in, out);
            }
            return last;
        }
        if (command instanceof Command.AndOr pair) {
            int left = check(pair.left(), in, out);
            return (left == 0) == pair.and() ? run(pair.right(), in, out) : left;
        }
        if (command instanceof Command.If choice) {
            return check(choice.condition(), in, out) == 0
                    ? run(choice.then(), in, out)
                    : run(choice.otherwise(), in, out);
        }
        if (command instanceof Command.Pipeline pipeline) {
            return pipeline(pipeline, in, out);
        }
        if (command instanceof Command.Case choice) {
            return choose(choice, in, out);
        }
        if (command instanceof Command.For loop) {
            return loop(loop, in, out);
        }
        if (command instanceof Command.While loop) {
            return loop(loop, in, out);
        }
        if (command instanceof Command.Group group) {
            return group(group, in, out);
        }
        if (command instanceof Command.Function function) {
            functions.put(function.name(), new Function(function.body(), file));
            return 0;
        }
        throw new IllegalStateException("a command of no kind");
    }

    /** A status that is looked at ends no script. */
    private int check(Command command, Input in, Output out) throws IOException {
        checked++;
        try {
            return run(command, in, out);
        } finally {
            checked--;
        }
    }

    private int pipeline(Command.Pipeline pipeline, Input in, Output out) throws IOException {
        if (pipeline.negated()) {
            int last =
                    pipeline.parts().size() == 1 ? check(pipeline.parts().get(0), in, out) : stages(pipeline, in, out);
            return last == 0 ? 1 : 0;
        }
        int last = stages(pipeline, in, out);
        return failed(last, pipeline.line());
    }

    private int stages(Command.Pipeline pipeline, Input in, Output out) throws IOException {
        Input next = in;
        int last = 0;
        for (int i = 0; i < pipeline.parts().size(); i++) {
            boolean end = i == pipeline.parts().size() - 1;
            Output here = end ? out : new Output();
            checked++;
            try {
                last = subshell(pipeline.parts().get(i), next, here);
            } finally {
                checked--;
            }
            next = new Input(end ? "" : here.text());
        }
        return last;
    }

    /** What is set within does not last. */
    private int subshell(Command command, Input in, Output out) throws IOException {
        Map<String, String> variablesBefore = new HashMap<>(variables);
        Map<String, Function> functionsBefore = new HashMap<>(functions);
        List<String> argumentsBefore = arguments;
        boolean stopsBefore = stopsAtErrors;
        String directoryBefore = world.directory();
        try {
            return run(command, in, out);
        } catch (Leave leave) {
            return leave.status();
        } finally {
            variables = variablesBefore;
            functions = functionsBefore;
            arguments = argumentsBefore;
            stopsAtErrors = stopsBefore;
            world.directory(directoryBefore);
        }
    }

    private int choose(Command.Case choice, Input in, Output out) throws IOException {
        line = choice.line();
        String value = expander.text(choice.word());
        for (Command.Arm arm : choice.arms()) {
            for (Word pattern : arm.patterns()) {
                if (expander.pattern(pattern).matcher(value).matches()) {
                    return run(arm.body(), in, out);
                }
            }
        }
        return 0;
    }

    private int loop(Command.For loop, Input in, Output out) throws IOException {
        line = loop.line();
        List<String> values = arguments;
        Optional<List<Word>> words = loop.words();
        if (words.isPresent()) {
            values = expander.fields(words.get());
        }
        int last = 0;
        for (String value : values) {
            step();
            variables.put(loop.name(), value);
            try {
                last = run(loop.body(), in, out);
            } catch (Leave leave) {
                if (endsLoop(leave)) {
                    return leave.status();
                }
            }
        }
        return last;
    }

    private int loop(Command.While loop, Input in, Output out) throws IOException {
        int last = 0;
        while (check(loop.condition(), in, out) == 0 != loop.until()) {
            step();
            try {
                last = run(loop.body(), in, out);
            } catch (Leave leave) {
                if (endsLoop(leave)) {
                    return leave.status();
                }
            }
        }
        return last;
    }

    private static boolean endsLoop(Leave leave) {
        if (leave.from() == Leave.From.SCRIPT || leave.from() == Leave.From.FUNCTION) {
            throw leave;
        }
        return leave.from() == Leave.From.LOOP;
    }

    private int group(Command.Group group, Input in, Output out) throws IOException {
        line = group.line();
        Streams streams = Streams.of(group.redirects(), in, out, this, expander);
        int result = group.subshell()
                ? subshell(group.body(), streams.in(), streams.out())
                : run(group.body(), streams.in(), streams.out());
        streams.finish(world);
        return group.subshell() ? failed(result, group.line()) : result;
    }

    private int simple(Command.Simple simple, Input in, Output out) throws IOException {
        step();
        line = simple.line();
        substituted = 0;
        List<String> words = expander.fields(simple.words());
        line = simple.line();
        Map<String, String> before = new HashMap<>();
        for (Command.Assignment each : simple.assignments()) {
            String value = expander.text(each.value());
            if (value.length() > LONGEST_VALUE) {
                throw new UnknownWorkException(0, "a variable grows beyond " + LONGEST_VALUE + " characters");
            }
            if (!words.isEmpty()) {
                before.putIfAbsent(each.name(), variable(each.name()));
            }
            variables.put(each.name(), value);
        }
        Streams streams = Streams.of(simple.redirects(), in, out, this, expander);
        int result = words.isEmpty() ? substituted : call(words, streams, simple.line());
        streams.finish(world);
        variables.putAll(before);
        return failed(result, simple.line());
    }

    private int call(List<String> words, Streams streams, int at) throws IOException {
        String name = words.get(0);
        List<String> args = words.subList(1, words.size());
        try {
            Function function = functions.get(name);
            if (function != null) {
                return callFunction(function, args, streams);
            }
            if (builtins.has(name)) {
                return builtins.run(new Call(name, args, streams.in(), streams.out(), world));
            }
            if (name.startsWith("db_") && debconf.isLoaded()) {
                return debconf.run(name, args, variables);
            }
            Tool tool = tools.get(Tools.key(name));
            if (tool == null) {
                throw new UnknownWorkException(at, "the command '" + name + "' is not known");
            }
            return tool.run(new Call(name, args, streams.in(), streams.out(), world));
        } catch (UnknownWorkException e) {
            throw e.line() > 0 ? e : new UnknownWorkException(at, String.valueOf(e.getMessage()));
        }
    }

    private int callFunction(Function function, List<String> args, Streams streams) throws IOException {
        if (++depth > DEEPEST_CALL) {
            throw new UnknownWorkException(0, "functions call each other without end");
        }
        List<String> before = arguments;
        arguments = new ArrayList<>(args);
        Map<String, String> locals = builtins.enter();
        try {
            return within(function.file(), function.body(), streams.in(), streams.out());
        } catch (Leave leave) {
            if (leave.from() != Leave.From.FUNCTION) {
                throw leave;
            }
            return leave.status();
        } finally {
            builtins.leave(locals);
            arguments = before;
            depth--;
        }
    }

    private int failed(int result, int at) throws UnknownWorkException {
        if (result != 0 && stopsAtErrors && checked == 0) {
            throw new UnknownWorkException(at, "it would end with an error there");
        }
        return result;
    }

    private void step() throws UnknownWorkException {
        if (++steps > MOST_STEPS) {
            throw new UnknownWorkException(line, "it takes more than " + MOST_STEPS + " steps");
        }
    }
}
