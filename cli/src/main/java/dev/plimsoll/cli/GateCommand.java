package dev.plimsoll.cli;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.policy.file.PolicyFile;
import dev.plimsoll.report.DocumentFormat;
import dev.plimsoll.report.folder.ReportFolder;
import dev.plimsoll.report.folder.ReportFolder.Written;
import dev.plimsoll.scan.ScanOptions;
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

    @Mixin
    private final ReadOptions read = new ReadOptions();

    @Mixin
    private final DockerfileOptions dockerfiles = new DockerfileOptions();

    @Mixin
    private final SourceOptions sources = new SourceOptions();

    GateCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        PolicyFile policy = policies.policy(context);
        List<DocumentFormat> documents = ReportDocuments.of(formats);
        List<ImageReference> references = GateImages.of(images, context.environment()).stream()
                .map(ImageReference::parse)
                .toList();
        ScanOptions options = dockerfiles.in(read.scanOptions(true, sources.identify()));
        GateOutput output = new GateOutput(context.out());
        try (ReportFolder folder =
                        ReportFolder.take(directory(), context.clock().instant());
                Session session = Session.open(context, sources)) {
            folder.notes().forEach(note -> context.err().println("plimsoll: " + SafeText.line(note)));
            SecurityRun run = new SecurityRun(
                    session.scanner(),
                    context.clock(),
                    options,
                    PolicyOptions.forRun(policy),
                    Optional.ofNullable(baseline));
            Written written = run.write(references, folder, documents);
            written.images().forEach(output::image);
            output.end(directory(), written.header().unusedWaivers());
        }
        return noFail && output.exitCode() != ExitCode.FAILED ? ExitCode.DONE : output.exitCode();
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
