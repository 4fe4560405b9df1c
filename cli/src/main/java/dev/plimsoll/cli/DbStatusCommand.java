package dev.plimsoll.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plimsoll.advisory.SkippedRecord;
import dev.plimsoll.advisory.store.AdvisoryStore;
import dev.plimsoll.advisory.store.FeedStatus;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.report.Age;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code plimsoll db status}. */
@Command(name = "status", description = "Show what the store holds of each feed, and how old it is.")
final class DbStatusCommand implements Callable<Integer> {
    private final CliContext context;

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "text", description = "text or json.")
    private String format = "text";

    @Option(names = "--skipped", description = "Name the records that could not be read.")
    private boolean skipped;

    DbStatusCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (AdvisoryStore store = AdvisoryStore.ofUser(context.environment())) {
            switch (format) {
                case "text" -> text(store);
                case "json" -> json(store);
                default ->
                    throw new PlimsollException(ErrorCode.USAGE, "--format wants text or json, not '" + format + "'");
            }
        } catch (IOException e) {
            throw new PlimsollException(ErrorCode.FILE_ACCESS, "could not write the status: " + e.getMessage(), e);
        }
        return ExitCode.DONE;
    }

    private void text(AdvisoryStore store) {
        if (store.status().isEmpty()) {
            context.out().println("The store is empty; 'plimsoll db update' fills it.");
        }
        for (FeedStatus feed : store.status()) {
            context.out().println(SafeText.line(feed.feed()) + "  " + words(feed));
            context.out()
                    .println("  age "
                            + feed.age(context.clock()).map(Age::words).orElse("not known") + ", from "
                            + SafeText.line(feed.source()));
            if (skipped) {
                for (SkippedRecord record : store.skipped(feed.feed())) {
                    context.out().println("  skipped " + SafeText.line(record.toString()));
                }
            }
        }
    }

    /** A feed in one line: records, rows, what was skipped, date. */
    static String words(FeedStatus feed) {
        return feed.records() + " records, " + feed.rows() + " rows"
                + (feed.skipped() == 0 ? "" : ", " + feed.skipped() + " could not be read (--skipped names them)")
                + (feed.withdrawn() == 0 ? "" : ", " + feed.withdrawn() + " withdrawn")
                + feed.date().map(date -> ", data of " + date).orElse("");
    }

    private void json(AdvisoryStore store) throws IOException {
        OutputStream out = context.out();
        try (JsonGenerator json = SafeJson.within(Limits.DEFAULT).factory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeArrayFieldStart("feeds");
            for (FeedStatus feed : store.status()) {
                feed(json, feed);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private void feed(JsonGenerator json, FeedStatus feed) throws IOException {
        json.writeStartObject();
        json.writeStringField("feed", feed.feed());
        json.writeStringField("source", feed.source());
        if (feed.date().isPresent()) {
            json.writeStringField("date", feed.date().get().toString());
        }
        if (feed.confirmed().isPresent()) {
            Instant confirmed = feed.confirmed().get();
            json.writeStringField("confirmed", confirmed.toString());
            json.writeNumberField(
                    "ageSeconds",
                    feed.age(context.clock()).orElse(Duration.ZERO).toSeconds());
        }
        json.writeNumberField("records", feed.records());
        json.writeNumberField("rows", feed.rows());
        json.writeNumberField("skipped", feed.skipped());
        json.writeNumberField("withdrawn", feed.withdrawn());
        json.writeArrayFieldStart("ecosystems");
        for (String ecosystem : feed.ecosystems().keySet()) {
            json.writeString(ecosystem);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
