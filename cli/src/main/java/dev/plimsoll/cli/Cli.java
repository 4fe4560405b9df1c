package dev.plimsoll.cli;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** One run of the program: from arguments to an exit code. Nothing escapes from here but that. */
final class Cli {
    private final CliContext context;

    Cli(CliContext context) {
        this.context = context;
    }

    int run(String... arguments) {
        boolean debug = List.of(arguments).contains("--debug");
        CommandLine line = new CommandLine(new PlimsollCommand(), new CommandFactory(context))
                .setOut(new PrintWriter(context.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(context.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(context.outIsTerminal() ? Ansi.ON : Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((failure, args) -> usage(failure))
                .setExecutionExceptionHandler((failure, command, result) -> failed(failure, debug));
        addHelp(line);
        try {
            return line.execute(arguments);
        } catch (LinkageError e) {
            return failed(new IllegalStateException(e), debug);
        }
    }

    private static void addHelp(CommandLine line) {
        line.addMixin("help", new HelpOption());
        line.getSubcommands().values().stream().distinct().forEach(Cli::addHelp);
    }

    private static String message(Exception failure) {
        return Objects.requireNonNullElseGet(
                failure.getMessage(), () -> failure.getClass().getSimpleName());
    }

    private int usage(CommandLine.ParameterException failure) {
        context.err().println("plimsoll: " + SafeText.line(message(failure)));
        CommandLine.UnmatchedArgumentException.printSuggestions(
                failure, new PrintWriter(context.err(), true, StandardCharsets.UTF_8));
        String command = failure.getCommandLine().getCommandSpec().qualifiedName();
        context.err().println("Try '" + command + " --help'.");
        return ExitCode.FAILED;
    }

    private static boolean isLinkage(Throwable failure) {
        @Nullable Throwable cause = failure;
        while (cause != null && !(cause instanceof LinkageError)) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    /** A Java class is there or the program is not whole; a native library may be without room to be unpacked. */
    private static String notLoaded(Throwable failure) {
        return "a library could not be loaded (" + failure.getMessage() + "); native ones are unpacked into "
                + System.getProperty("java.io.tmpdir")
                + ", which needs some megabytes, and may not forbid programs (noexec): name another directory with TMPDIR";
    }

    private int failed(Exception failure, boolean debug) {
        if (failure instanceof PlimsollException known) {
            context.err().println("plimsoll: " + SafeText.line(message(known)));
            if (known.code().kind() == ErrorCode.Kind.INTERNAL && !debug) {
                context.err().println("This is a fault of plimsoll; --debug shows where.");
            }
        } else if (isLinkage(failure)) {
            context.err().println("plimsoll: " + SafeText.line(notLoaded(failure)));
        } else {
            context.err()
                    .println("plimsoll: a fault of plimsoll itself: "
                            + SafeText.line(failure.getClass().getSimpleName() + ": " + message(failure))
                            + (debug ? "" : "; --debug shows where"));
        }
        if (debug) {
            failure.printStackTrace(context.err());
        }
        return ExitCode.FAILED;
    }
}
