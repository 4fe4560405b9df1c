package dev.plimsoll.cli;

import dev.plimsoll.image.ImageReference;
import dev.plimsoll.policy.Judgement;
import dev.plimsoll.policy.file.PolicyFile;
import dev.plimsoll.policy.image.ImageJudge;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plimsoll policy}. */
@Command(
        name = "policy",
        description = "Show each rule of the policy with its result for an image, and what to do.",
        footer = {
            "",
            "'plimsoll policy check FILE' reads a policy and names its faults.",
            "",
            "Exit codes: 0 pass or warn, 1 could not run, 2 fail, 3 unjudged."
        },
        subcommands = PolicyCheckCommand.class)
final class PolicyCommand implements Callable<Integer> {
    private final CliContext context;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "IMAGE", arity = "0..1", description = "What to judge, for example archive://app.tar")
    private @Nullable String image;

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Mixin
    private final ReadOptions read = new ReadOptions();

    @Mixin
    private final SourceOptions sources = new SourceOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    PolicyCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        String named = image;
        if (named == null) {
            throw new ParameterException(
                    spec.commandLine(), "an image is missing: 'plimsoll policy IMAGE' or 'plimsoll policy check FILE'");
        }
        PolicyFile policy = policies.policy(context);
        ImageReference reference = ImageReference.parse(named);
        try (Session session = Session.open(context, sources)) {
            Judgement judgement = new ImageJudge(session.scanner(), context.clock(), policy::policyFor)
                    .judge(reference, read.scanOptions(true, sources.identify()), each -> Optional.empty())
                    .judgement();
            output.write(context, out -> RuleTable.write(named, judgement, out));
            return ExitCode.of(judgement.verdict());
        }
    }
}
