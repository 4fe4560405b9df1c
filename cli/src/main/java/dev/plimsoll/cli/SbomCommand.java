package dev.plimsoll.cli;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.inventory.sbom.SbomFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll sbom}. */
@Command(
        name = "sbom",
        description = "Write what is installed as a software bill of materials, with what could not be read.",
        footer = {"", "SOURCE_DATE_EPOCH in the environment sets the time that the document states."})
final class SbomCommand implements Callable<Integer> {
    private static final String EPOCH = "SOURCE_DATE_EPOCH";

    private final CliContext context;

    @Mixin
    private final ImageOptions image = new ImageOptions();

    @Mixin
    private final NetworkOptions network = new NetworkOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "cyclonedx",
            description = "cyclonedx (1.6 JSON) or spdx (2.3 JSON). Default: ${DEFAULT-VALUE}.")
    private String format = "cyclonedx";

    @Option(
            names = "--only-package-type",
            split = ",",
            paramLabel = "TYPE",
            description = "Only packages of these purl types.")
    private List<String> packageTypes = List.of();

    SbomCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        SbomFormat known = SbomOutput.format(format);
        try (Session session = Session.withoutSources(context, network)) {
            var read = session.scanner().inventory(image.reference(), image.scanOptions(false, true));
            Instant created = created();
            output.write(context, out -> SbomOutput.write(read, packageTypes, known, created, out));
            return ExitCode.DONE;
        }
    }

    /** Builds that must give the same bits twice say when they are, see reproducible-builds.org/specs/source-date-epoch. */
    private Instant created() {
        String epoch = context.environment().getOrDefault(EPOCH, "");
        if (epoch.isEmpty()) {
            return context.clock().instant();
        }
        try {
            return Instant.ofEpochSecond(Long.parseLong(epoch));
        } catch (NumberFormatException | DateTimeException e) {
            throw new PlimsollException(
                    ErrorCode.USAGE, EPOCH + " must be seconds since 1970, not '" + SafeText.line(epoch) + "'", e);
        }
    }
}
