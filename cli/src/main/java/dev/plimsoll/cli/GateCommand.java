package dev.plimsoll.cli;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Platform;
import dev.plimsoll.policy.Baseline;
import dev.plimsoll.policy.Judgement;
import dev.plimsoll.policy.PolicyEngine;
import dev.plimsoll.policy.Remedies;
import dev.plimsoll.policy.file.PolicyFile;
import dev.plimsoll.report.master.Baselines;
import dev.plimsoll.report.master.JudgedImage;
import dev.plimsoll.report.master.RunInfo;
import dev.plimsoll.scan.ScanOptions;
import dev.plimsoll.scan.ScanResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll gate}. */
@Command(
        name = "gate",
        description = "Judge images by a policy, and write why.",
        footer = {
            "",
            "Without IMAGE: those of IMAGES_TO_SCAN, else plimsoll/postgresql, redis and server as OCI layouts in",
            "containers/out (PLIMSOLL_CONTAINERS_DIR), else in the container engine.",
            "",
            "In the environment: MAX_CRITICAL_CVES, MAX_HIGH_CVES, MAX_MEDIUM_CVES, FAIL_ON_CRITICAL, FAIL_ON_HIGH,",
            "MAX_FEED_AGE (days), ARTIFACT_DIR. Options go before the environment, that before the policy file.",
            "",
            "Exit codes: 0 pass or warn, 1 could not run, 2 fail, 3 unjudged; of several the first of 1, 2, 3."
        })
final class GateCommand implements Callable<Integer> {
    private final CliContext context;

    @Parameters(paramLabel = "IMAGE", arity = "0..*", description = "What to judge, for example archive://app.tar")
    private List<String> images = List.of();

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "An earlier security-scan-results.json; what it does not have is new.")
    private @Nullable Path baseline;

    @Option(
            names = {"-d", "--directory"},
            paramLabel = "DIR",
            description = "Where the reports go. Default: ARTIFACT_DIR, else security-artifacts.")
    private @Nullable Path directory;

    @Option(
            names = "--format",
            split = ",",
            paramLabel = "FORMAT",
            description = "Reports to write besides summary, json and sarif.")
    private List<String> formats = List.of();

    @Option(
            names = "--no-fail",
            description = "Exit with 0 whatever the verdict, for lists; with 1 if it could not run.")
    private boolean noFail;

    @Option(names = "--platform", paramLabel = "OS/ARCH", description = "Which of a multi-platform image.")
    private @Nullable String platform;

    @Option(names = "--plain-http", description = "Allow a registry without TLS that is not on this machine.")
    private boolean plainHttp;

    @Mixin
    private final SourceOptions sources = new SourceOptions();

    GateCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        PolicyFile policy = policies.policy(context);
        List<String> named = GateImages.of(images, context.environment());
        GateOutput output = new GateOutput(context.out());
        try (Baselines known = baseline == null ? null : Baselines.open(baseline);
                GateFolder folder = GateFolder.open(directory(), formats, info(policy));
                Session session = Session.open(context, sources)) {
            for (String image : named) {
                one(image, policy, Optional.ofNullable(known), session, folder, output);
            }
            folder.finish();
            output.end(folder.directory());
        }
        return noFail && output.exitCode() != ExitCode.FAILED ? ExitCode.DONE : output.exitCode();
    }

    /** An image that can't be scanned is told of, and the next one is scanned. */
    private void one(
            String image,
            PolicyFile policy,
            Optional<Baselines> known,
            Session session,
            GateFolder folder,
            GateOutput output)
            throws IOException {
        try {
            ScanResult scan = session.scanner().scan(ImageReference.parse(image), options());
            Optional<Baseline> before = known.flatMap(each -> each.of(scan.image()));
            Judgement judgement = PolicyEngine.judge(
                    policy.policyFor(scan.image()),
                    scan,
                    before,
                    List.of(),
                    context.clock().instant());
            Remedies remedies = Remedies.of(scan);
            folder.add(new JudgedImage(
                    scan,
                    judgement,
                    before,
                    folder.former(scan.image()),
                    remedies::of,
                    PolicyOptions.filter(policy.show())));
            output.judged(image, judgement);
        } catch (PlimsollException e) {
            folder.addFailed(image, context.clock().instant(), String.valueOf(e.getMessage()));
            output.failed(image, String.valueOf(e.getMessage()));
        }
    }

    private ScanOptions options() {
        ScanOptions all = ScanOptions.DEFAULT;
        return new ScanOptions(
                Optional.ofNullable(platform).map(Platform::parse),
                all.ref(),
                all.readAs(),
                all.crossMounts(),
                plainHttp,
                all.base(),
                true,
                sources.identify(),
                all.settings(),
                all.limits(),
                all.observers());
    }

    private RunInfo info(PolicyFile policy) {
        return new RunInfo(
                context.clock().instant(),
                VersionCommand.number(),
                policy.policy().source(),
                policy.policy().contacts(),
                List.of());
    }

    private Path directory() {
        if (directory != null) {
            return directory;
        }
        String set = context.environment().getOrDefault("ARTIFACT_DIR", "").strip();
        try {
            return Path.of(set.isEmpty() ? "security-artifacts" : set);
        } catch (java.nio.file.InvalidPathException e) {
            throw new PlimsollException(
                    ErrorCode.USAGE, "ARTIFACT_DIR is no path: " + SafeText.line(String.valueOf(e.getMessage())), e);
        }
    }
}
