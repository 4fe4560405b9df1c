package dev.plimsoll.cli;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.policy.file.PolicyFile;
import dev.plimsoll.report.DocumentFormat;
import dev.plimsoll.report.document.ImageSummary;
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

/** {@code plimsoll report}. */
@Command(
        name = "report",
        description = {
            "Scan images and write their reports into a folder: security-summary.md, security-scan-results.json,"
                    + " security-results.sarif, and what --format asks for.",
            "Ends with 0 when all images were scanned, whatever was found: 'plimsoll gate' decides."
        })
final class ReportCommand implements Callable<Integer> {
    private final CliContext context;

    @Parameters(paramLabel = "IMAGE", arity = "0..*", description = "What to scan; several are allowed.")
    private List<String> images = List.of();

    @Option(
            names = {"-d", "--directory"},
            paramLabel = "DIR",
            defaultValue = "security-reports",
            description = "Where the reports go. Default: ${DEFAULT-VALUE}.")
    private Path directory = Path.of("security-reports");

    @Option(
            names = "--format",
            split = ",",
            paramLabel = "FORMAT",
            description = "More documents: ${COMPLETION-CANDIDATES}.",
            completionCandidates = DocumentIds.class)
    private List<String> formats = List.of();

    @Option(
            names = "--from",
            paramLabel = "MASTER",
            description = "Write the documents anew from an earlier security-scan-results.json; nothing is scanned.")
    private @Nullable Path from;

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "An earlier security-scan-results.json; what it does not have is new.")
    private @Nullable Path baseline;

    @Mixin
    private final ReadOptions read = new ReadOptions();

    @Mixin
    private final DockerfileOptions dockerfiles = new DockerfileOptions();

    @Mixin
    private final SourceOptions sources = new SourceOptions();

    ReportCommand(CliContext context) {
        this.context = context;
    }

    /** The ids of all documents. */
    static final class DocumentIds implements Iterable<String> {
        @Override
        public java.util.Iterator<String> iterator() {
            return dev.plimsoll.report.format.DocumentFormats.all().stream()
                    .map(DocumentFormat::id)
                    .iterator();
        }
    }

    @Override
    public Integer call() {
        List<DocumentFormat> documents = ReportDocuments.of(formats);
        if (images.isEmpty() == (from == null)) {
            throw new PlimsollException(
                    ErrorCode.USAGE, "report wants IMAGE… to scan, or --from MASTER to write anew, one of the two");
        }
        List<ImageReference> references =
                images.stream().map(ImageReference::parse).toList();
        PolicyFile policy = policies.policy(context);
        ScanOptions options = dockerfiles.in(read.scanOptions(true, sources.identify()));
        try (ReportFolder folder = ReportFolder.take(directory, context.clock().instant())) {
            folder.notes().forEach(note -> context.err().println("plimsoll: " + SafeText.line(note)));
            return from == null
                    ? scan(references, options, policy, folder, documents)
                    : said(folder.render(from, documents));
        }
    }

    private int scan(
            List<ImageReference> references,
            ScanOptions options,
            PolicyFile policy,
            ReportFolder folder,
            List<DocumentFormat> documents) {
        try (Session session = Session.open(context, sources)) {
            SecurityRun run = new SecurityRun(
                    session.scanner(),
                    context.clock(),
                    options,
                    PolicyOptions.forRun(policy),
                    Optional.ofNullable(baseline));
            return said(run.write(references, folder, documents));
        }
    }

    /** Lists what was written, and names each image that could not be scanned. */
    private int said(Written written) {
        written.files().forEach(file -> context.out().println(SafeText.line(file.toString())));
        int code = ExitCode.DONE;
        for (ImageSummary image : written.images()) {
            if (image.error().isPresent()) {
                context.err()
                        .println("plimsoll: "
                                + SafeText.line(image.reference() + " could not be scanned: "
                                        + image.error().get()));
                code = ExitCode.FAILED;
            }
        }
        return code;
    }
}
