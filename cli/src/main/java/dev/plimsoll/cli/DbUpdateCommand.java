package dev.plimsoll.cli;

import dev.plimsoll.advisory.Defaults;
import dev.plimsoll.advisory.Feed;
import dev.plimsoll.advisory.feed.Feeds;
import dev.plimsoll.advisory.store.FeedOrigin;
import dev.plimsoll.advisory.store.FeedStatus;
import dev.plimsoll.advisory.store.UpdateReport;
import dev.plimsoll.advisory.store.UpdateReport.Outcome;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plimsoll db update}. */
@Command(
        name = "update",
        description = "Fetch what publishers have changed. A feed that fails keeps its former records.")
final class DbUpdateCommand implements Callable<Integer> {
    private final CliContext context;

    @Mixin
    private final NetworkOptions network = new NetworkOptions();

    @Option(
            names = "--from",
            paramLabel = "DIR|URL",
            description = "A mirror of the feeds instead of their publishers; docs/database.md shows its layout.")
    private @Nullable String from;

    @Option(
            names = "--feed",
            split = ",",
            paramLabel = "FEED",
            description =
                    "Only these feeds: debian-tracker, osv/NAME, wolfi, …; with a directory as mirror, 'all' means"
                            + " every one it has. Default: all that need no consent.")
    private List<String> feeds = List.of();

    DbUpdateCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        FeedOrigin origin = from == null ? new FeedOrigin.Publishers() : FeedOrigin.mirror(from);
        List<Feed> wanted = wanted();
        notices(wanted);
        try (HttpFetcher fetcher = network.fetcher(context)) {
            UpdateReport report = DbCommand.updater(context).update(origin, wanted, fetcher, network.progress(context));
            boolean any = false;
            for (Outcome outcome : report.feeds()) {
                print(outcome);
                any |= outcome.status().isPresent();
            }
            return report.isComplete() && any ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    private List<Feed> wanted() {
        if (feeds.isEmpty()) {
            return Feeds.standard(Defaults.PUBLISHERS);
        }
        if (!feeds.equals(List.of("all"))) {
            return Feeds.named(Defaults.PUBLISHERS, feeds);
        }
        return Feeds.all(Defaults.PUBLISHERS.withOsvEcosystems(mirroredEcosystems()));
    }

    private List<String> mirroredEcosystems() {
        Path osv = Path.of(from == null ? "" : from, "osv");
        if (from == null || !Files.isDirectory(osv)) {
            throw new PlimsollException(
                    ErrorCode.USAGE, "--feed all wants a mirror directory with osv/ in it: --from DIR");
        }
        try (Stream<Path> directories = Files.list(osv)) {
            return directories
                    .filter(Files::isDirectory)
                    .map(directory -> directory.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new PlimsollException(ErrorCode.FILE_ACCESS, "could not list " + osv + ": " + e.getMessage(), e);
        }
    }

    private void notices(List<Feed> wanted) {
        List<FeedStatus> known = DbCommand.updater(context).status();
        for (Feed feed : wanted) {
            boolean isNew = known.stream().noneMatch(status -> status.feed().equals(feed.id()));
            if (isNew && !feed.notice().isEmpty()) {
                context.err().println(feed.id() + ": " + SafeText.line(feed.notice()));
            }
        }
    }

    private void print(Outcome outcome) {
        String feed = SafeText.line(outcome.feed());
        String what = switch (outcome.kind()) {
            case UPDATED ->
                "updated: " + outcome.status().map(DbStatusCommand::words).orElse("");
            case UNCHANGED -> "unchanged";
            case ABSENT -> "absent: " + SafeText.line(outcome.message());
            case FAILED -> "failed, former records stay: " + SafeText.line(outcome.message());
        };
        if (outcome.kind() == UpdateReport.Kind.FAILED) {
            context.err().println("plimsoll: " + feed + " " + what);
        } else {
            context.out().println(feed + " " + what);
        }
    }
}
