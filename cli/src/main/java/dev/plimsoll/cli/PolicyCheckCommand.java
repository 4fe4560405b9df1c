package dev.plimsoll.cli;

import dev.plimsoll.base.SafeText;
import dev.plimsoll.policy.Policy;
import dev.plimsoll.policy.Waiver;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code plimsoll policy check}. */
@Command(name = "check", description = "Read a policy, and name every fault with its line and column.")
final class PolicyCheckCommand implements Callable<Integer> {
    private final CliContext context;

    @Parameters(
            paramLabel = "FILE",
            description = "Default: plimsoll.yaml.",
            arity = "0..1",
            defaultValue = "plimsoll.yaml")
    private Path file = Path.of("plimsoll.yaml");

    PolicyCheckCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        Policy policy = PolicyOptions.read(context, file).policy();
        context.out().println(SafeText.line(file.toString()) + " is a policy without faults");
        LocalDate today = LocalDate.ofInstant(context.clock().instant(), ZoneOffset.UTC);
        for (Waiver waiver : policy.waivers()) {
            if (waiver.hasEnded(today)) {
                tell("has ended on ", waiver);
            } else if (!today.plusDays(policy.waiverNoticeDays()).isBefore(waiver.until())) {
                tell("ends on ", waiver);
            }
        }
        return ExitCode.DONE;
    }

    private void tell(String ends, Waiver waiver) {
        context.out()
                .println("  the waiver of "
                        + SafeText.line(waiver.words() + " (" + waiver.owner() + ") " + ends + waiver.until()));
    }
}
