package dev.plimsoll.cli;

import dev.plimsoll.report.Report;
import dev.plimsoll.report.format.Formats;
import dev.plimsoll.scan.ScanResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plimsoll quickview}. */
@Command(name = "quickview", aliases = "qv", description = "Show an image and its base in one screen of counts.")
final class QuickviewCommand implements Callable<Integer> {
    private final CliContext context;

    @Mixin
    private final ImageOptions image = new ImageOptions();

    @Mixin
    private final SourceOptions sources = new SourceOptions();

    @Mixin
    private final FilterOptions filters = new FilterOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    QuickviewCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var filter = filters.filter();
        try (Session session = Session.open(context, sources)) {
            ScanResult result = session.scanner().scan(image.reference(), image.scanOptions(true, sources.identify()));
            Report report = new Report(
                    result,
                    filter,
                    new Report.View(false, false, false, false, output.colour(context)),
                    VersionCommand.number());
            output.write(context, out -> Formats.byId("quickview").orElseThrow().write(report, out));
            return ExitCode.DONE;
        }
    }
}
