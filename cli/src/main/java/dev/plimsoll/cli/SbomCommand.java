package dev.plimsoll.cli;

import dev.plimsoll.inventory.sbom.SbomFormat;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll sbom}. */
@Command(
        name = "sbom",
        description = "Write what is installed as a software bill of materials, with what could not be read.")
final class SbomCommand implements Callable<Integer> {
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
            output.write(
                    context,
                    out -> SbomOutput.write(
                            read, packageTypes, known, context.clock().instant(), out));
            return ExitCode.DONE;
        }
    }
}
