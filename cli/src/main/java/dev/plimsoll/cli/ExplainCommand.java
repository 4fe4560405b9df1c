package dev.plimsoll.cli;

import dev.plimsoll.report.Explanation;
import dev.plimsoll.scan.ScanResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code plimsoll explain}. */
@Command(name = "explain", description = "Tell the chain of evidence of one finding, or why there is none.")
final class ExplainCommand implements Callable<Integer> {
    private final CliContext context;

    @Parameters(index = "0", paramLabel = "CVE", description = "The flaw's id or an alias, for example CVE-2021-44228")
    @SuppressWarnings("NullAway.Init")
    private String id;

    @Mixin
    private final ImageOptions image = new ImageOptions();

    @Mixin
    private final SourceOptions sources = new SourceOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    ExplainCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (Session session = Session.open(context, sources)) {
            ScanResult result = session.scanner().scan(image.reference(), image.scanOptions(true, sources.identify()));
            Explanation explanation = new Explanation(result, id, session.recordsAbout(id));
            output.write(context, explanation::write);
            return ExitCode.DONE;
        }
    }
}
