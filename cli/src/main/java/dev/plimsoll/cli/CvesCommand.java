package dev.plimsoll.cli;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.report.FindingFilter;
import dev.plimsoll.report.Report;
import dev.plimsoll.scan.ScanResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll cves}. */
@Command(name = "cves", description = "Show what is known against an image, and what could not be judged.")
final class CvesCommand implements Callable<Integer> {
    private final CliContext context;

    @Mixin
    private final ImageOptions image = new ImageOptions();

    @Mixin
    private final DockerfileOptions dockerfiles = new DockerfileOptions();

    @Mixin
    private final SourceOptions sources = new SourceOptions();

    @Mixin
    private final FilterOptions filters = new FilterOptions();

    @Mixin
    private final ViewOptions view = new ViewOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "packages",
            completionCandidates = ReportCommand.DocumentIds.class,
            description = "packages, only-packages, json, sbom (CycloneDX), spdx, or a document of 'plimsoll report':"
                    + " ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private String format = "packages";

    @Option(
            names = {"-e", "--exit-code"},
            description = "Exit with 2 if any finding is shown.")
    private boolean exitCode;

    @Option(names = "--require-coverage", description = "Exit with 3 if anything was not judged.")
    private boolean requireCoverage;

    CvesCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        FindingFilter filter = filters.filter();
        ReportWriter writer = ReportWriter.of(format);
        try (Session session = Session.open(context, sources)) {
            ScanResult result = session.scanner()
                    .scan(
                            image.reference(),
                            dockerfiles.in(image.scanOptions(filters.wantsBase(), sources.identify())));
            requireBase(result);
            Report report = new Report(result, filter, view.view(output.colour(context)), VersionCommand.number());
            output.write(context, out -> writer.write(report, out));
            if (exitCode && !filter.apply(result.findings()).isEmpty()) {
                return ExitCode.CONDITION_MET;
            }
            return requireCoverage && result.summary().hasUnjudged() ? ExitCode.UNJUDGED : ExitCode.DONE;
        }
    }

    /** A filter on the base image must not answer 'nothing' only because the base is not known. */
    private void requireBase(ScanResult result) {
        if (filters.wantsBase()
                && result.base()
                        .flatMap(base -> base.layers().stream().boxed().findFirst())
                        .isEmpty()) {
            throw new PlimsollException(
                    ErrorCode.USAGE,
                    "--only-base and --ignore-base need to know the base image, and it is not known"
                            + (result.notes().isEmpty() ? "" : " (" + String.join("; ", result.notes()) + ")")
                            + "; name it with --base IMAGE");
        }
    }
}
