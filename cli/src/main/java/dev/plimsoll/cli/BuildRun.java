package dev.plimsoll.cli;

import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.build.BuildOptions;
import dev.plimsoll.build.BuiltImage;
import dev.plimsoll.build.ImageBuilder;
import dev.plimsoll.build.spec.ImageSpec;
import dev.plimsoll.debian.DebianOptions;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Scheme;
import dev.plimsoll.policy.file.PolicyFile;
import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.folder.ReportFolder;
import dev.plimsoll.scan.ScanOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Builds images one after the other, verifies each, and reports on all. One that fails costs no other. */
final class BuildRun {
    private final CliContext context;
    private final SourceOptions sources;
    private final DebianOptions archive;
    private final PolicyFile policy;
    private final BuildOutput output;

    BuildRun(CliContext context, SourceOptions sources, DebianOptions archive, PolicyFile policy) {
        this.context = context;
        this.sources = sources;
        this.archive = archive;
        this.policy = policy;
        this.output = new BuildOutput(context);
    }

    /**
     * @param reports where reports on all images go, if they are wanted
     * @return the exit code: 0 if all was built and reported
     */
    int build(List<ImageSpec> specs, Function<ImageSpec, BuildOptions> options, Optional<Path> reports) {
        List<BuiltImage> built = new ArrayList<>();
        boolean failed = false;
        try (Session session = Session.open(context, sources)) {
            ImageBuilder builder = new ImageBuilder(session.tools(context, sources, archive));
            for (ImageSpec spec : specs) {
                BuildOptions how = options.apply(spec);
                if (!sources.network().quiet()) {
                    context.err().println(SafeText.line("building " + spec.image() + " for " + how.platform()));
                }
                try {
                    BuiltImage image = builder.build(spec, how);
                    built.add(image);
                    output.image(image, how, verified(image, how, session));
                } catch (PlimsollException e) {
                    failed = true;
                    say("plimsoll: " + spec.image() + " was not built: " + e.getMessage());
                }
            }
            failed = reports.isPresent() && !built.isEmpty() && !reported(built, reports.get(), session) || failed;
        }
        return failed ? ExitCode.FAILED : ExitCode.DONE;
    }

    /** Several faults are lines of one message; whatever stands in them, only the first begins as ours do. */
    private void say(String message) {
        String[] lines = message.split("\n", -1);
        context.err().println(SafeText.line(lines[0]));
        for (int i = 1; i < lines.length; i++) {
            String line = SafeText.line(lines[i].stripTrailing());
            context.err().println(line.startsWith("  ") ? line : "  " + line);
        }
    }

    /** The list of checks; empty where the image can't be read back without fetching it. */
    private Optional<Verifier.Verified> verified(BuiltImage image, BuildOptions how, Session session) {
        if (image.reference().scheme() == Scheme.REGISTRY && sources.network().offline()) {
            return Optional.empty();
        }
        ScanOptions options = ScanOptions.DEFAULT.withPlatform(image.platform()).withPlainHttp(how.plainHttp());
        return Optional.of(
                new Verifier(session.scanner(), context.clock(), policy::policyFor).verify(image.reference(), options));
    }

    private boolean reported(List<BuiltImage> built, Path directory, Session session) {
        List<ImageReference> references =
                built.stream().map(BuiltImage::reference).toList();
        try (ReportFolder folder = ReportFolder.take(directory, context.clock().instant())) {
            folder.notes().forEach(note -> context.err().println("plimsoll: " + SafeText.line(note)));
            SecurityRun run = new SecurityRun(
                    session.scanner(),
                    context.clock(),
                    ScanOptions.DEFAULT.withPlatform(built.get(0).platform()),
                    PolicyOptions.forRun(policy),
                    Optional.empty());
            List<ImageSummary> images =
                    run.write(references, folder, ReportDocuments.of(List.of())).images();
            output.end(directory, images);
            return images.stream().allMatch(image -> image.error().isEmpty());
        }
    }
}
