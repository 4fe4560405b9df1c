package dev.plimsoll.advisory.store;

import dev.plimsoll.advisory.Advisory;
import dev.plimsoll.advisory.Affected;
import dev.plimsoll.advisory.Feed;
import dev.plimsoll.advisory.FeedFile;
import dev.plimsoll.advisory.FeedSink;
import dev.plimsoll.advisory.FixState;
import dev.plimsoll.advisory.SkippedRecord;
import dev.plimsoll.advisory.VersionRange;
import dev.plimsoll.inventory.PackageKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A feed of lines {@code ECOSYSTEM|SOURCE|ID|FIXED}; {@code bad} is a bad record, {@code burst} a bad file, {@code wait} sleeps until the
 * process is killed. Counts how often it was read.
 */
final class TestFeed implements Feed {
    private final String id;
    private final List<FeedFile> files = new ArrayList<>();
    int parsed;

    TestFeed(String id, URI publisher, String... names) {
        this.id = id;
        for (String name : names) {
            files.add(new FeedFile(name, publisher.resolve(name), List.of(id + "/" + name), names.length > 1));
        }
    }

    static TestFeed of(String id) {
        return new TestFeed(id, URI.create("https://feeds.invalid/"), "rows.txt");
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public List<FeedFile> files() {
        return files;
    }

    @Override
    public void parse(FeedFile file, InputStream content, FeedSink sink) throws IOException {
        parsed++;
        BufferedReader lines = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            switch (line) {
                case "bad" -> sink.skipped(new SkippedRecord(file.name(), "a line", "it is bad"));
                case "burst" -> throw new IOException(file.name() + " is burst");
                case "wait" -> sleep();
                default -> row(line.split("\\|"), sink);
            }
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(600_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void row(String[] fields, FeedSink sink) throws IOException {
        sink.covers(fields[0]);
        PackageKey key = new PackageKey(fields[0], PackageKey.Kind.SOURCE, fields[1]);
        sink.advisory(new Advisory(
                fields[2],
                id,
                List.of(),
                List.of(),
                "",
                List.of(new Affected(
                        key, List.of(VersionRange.before(fields[3])), List.of(), FixState.FIXED, "", List.of())),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                ""));
    }
}
