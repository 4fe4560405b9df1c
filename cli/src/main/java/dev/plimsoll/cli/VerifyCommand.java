package dev.plimsoll.cli;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.policy.Policy;
import dev.plimsoll.policy.Verdict;
import dev.plimsoll.policy.file.PolicyFile;
import dev.plimsoll.policy.image.Verification.Check;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll verify}. */
@Command(
        name = "verify",
        description = {
            "Verify that an image is hardened, without starting it unless --run is given: its user is not root, nothing can be upgraded, no findings over",
            "the policy, no caches, build files, setuid programs or secrets, base pinned, labels there, volumes writable."
        },
        footer = {
            "",
            "What is not as it should be fails, unless the policy says otherwise of that rule under 'image-rules'.",
            "",
            "Exit codes: 0 verified, 1 could not run, 2 fail, 3 not judged."
        })
final class VerifyCommand implements Callable<Integer> {
    private final CliContext context;

    @Parameters(paramLabel = "IMAGE", description = "What to verify, for example plimsoll/redis:latest")
    @SuppressWarnings("NullAway.Init")
    private String image;

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Option(names = "--max-packages", paramLabel = "N", description = "Allow so many packages of the distribution.")
    private @Nullable Integer maxPackages;

    @Mixin
    private final ReadOptions read = new ReadOptions();

    @Mixin
    private final SourceOptions sources = new SourceOptions();

    @Mixin
    private final TrialOptions trial = new TrialOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    VerifyCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (maxPackages != null && maxPackages < 0) {
            throw new PlimsollException(ErrorCode.USAGE, "--max-packages wants a number from 0 on, not " + maxPackages);
        }
        PolicyFile file = policies.policy(context);
        ImageReference reference = ImageReference.parse(image);
        try (Session session = Session.open(context, sources)) {
            Verifier.Verified verified = new Verifier(session.scanner(), context.clock(), each -> policy(file, each))
                    .verify(reference, read.scanOptions(true, sources.identify()));
            List<Check> checks = new ArrayList<>(verified.checks());
            checks.addAll(trial.checks(reference, context));
            Verdict verdict =
                    checks.stream().map(each -> each.result().verdict()).reduce(Verdict.PASS, Verdict::or);
            write(verified.judgement().policy().source(), checks, verdict);
            return ExitCode.of(verdict);
        }
    }

    private Policy policy(PolicyFile file, ImageInfo info) {
        Policy policy = file.policyFor(info);
        return maxPackages == null
                ? policy
                : policy.toBuilder()
                        .imageSetting("package-count.max", Integer.toString(maxPackages))
                        .build();
    }

    private void write(String policy, List<Check> checks, Verdict verdict) {
        String text = SafeText.line(image) + ", verified against "
                + SafeText.line(policy) + "\n\n" + CheckTable.of(checks)
                + "\nVerdict: " + verdict + "\n";
        output.write(context, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
