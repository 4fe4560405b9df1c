package dev.plimsoll.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Where the program starts. */
public final class Main {
    private Main() {}

    /** Runs a command line and ends the JVM with its exit code. */
    public static void main(String[] arguments) {
        // Answered before anything else is loaded: scripts ask for it in loops.
        if (arguments.length == 1 && List.of("version", "--version", "-V").contains(arguments[0])) {
            System.out.println(VersionCommand.text());
            System.exit(ExitCode.DONE);
        }
        Optional<InetSocketAddress> checked = ServerCheck.usual(arguments);
        if (checked.isPresent()) {
            System.exit(ServerCheck.of(checked.get(), stream(FileDescriptor.err)) ? ExitCode.DONE : ExitCode.FAILED);
        }
        String terminals = System.getProperty("plimsoll.terminals", "");
        PrintStream out = stream(FileDescriptor.out);
        CliContext context = new CliContext(
                System.getenv(),
                System.in,
                out,
                stream(FileDescriptor.err),
                terminals.contains("out") && System.getenv("NO_COLOR") == null,
                terminals.contains("err"),
                Clock.systemUTC());
        int code = new Cli(context).run(arguments);
        out.flush();
        System.exit(code);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
