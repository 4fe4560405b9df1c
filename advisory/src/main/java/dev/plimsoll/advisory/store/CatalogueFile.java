package dev.plimsoll.advisory.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes the catalogue. Writing replaces the whole file at once: that is the moment in which an update happens. */
final class CatalogueFile {
    private static final long LARGEST = 64L << 20;

    private CatalogueFile() {}

    /**
     * The catalogue of a store; empty if there is none yet.
     *
     * @throws PlimsollException STORE_UNUSABLE if it is damaged or of another version
     */
    static Catalogue read(StoreDirectory directory) {
        Path file = directory.catalogue();
        try (InputStream in = Files.newInputStream(file)) {
            return parse(BoundedInput.readAll(in, LARGEST, file.toString()), file);
        } catch (NoSuchFileException e) {
            return Catalogue.EMPTY;
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.STORE_UNUSABLE,
                    "the advisory store's " + file + " can't be read (" + e.getMessage() + "); delete "
                            + directory.root() + " and run 'plimsoll db update'",
                    e);
        }
    }

    static Catalogue parse(byte[] content, Path file) throws IOException {
        JsonNode root = SafeJson.within(Limits.DEFAULT).readTree(content, file.toString());
        int schema = root.path("schema").asInt(-1);
        if (schema != Schema.VERSION) {
            throw new PlimsollException(
                    ErrorCode.STORE_UNUSABLE,
                    "the advisory store " + file + " has schema version " + schema + ", this Plimsoll reads "
                            + Schema.VERSION
                            + "; delete it and run 'plimsoll db update', or use the Plimsoll that made it");
        }
        List<FeedStatus> feeds = new ArrayList<>();
        for (JsonNode feed : root.path("feeds")) {
            feeds.add(feed(feed));
        }
        return new Catalogue(feeds);
    }

    private static FeedStatus feed(JsonNode node) throws IOException {
        Map<String, FeedStatus.Rows> ecosystems = new HashMap<>();
        for (Map.Entry<String, JsonNode> each : node.path("ecosystems").properties()) {
            ecosystems.put(
                    each.getKey(),
                    new FeedStatus.Rows(
                            each.getValue().path("rows").asLong(),
                            each.getValue().path("covered").asBoolean()));
        }
        List<FeedStatus.FileState> files = new ArrayList<>();
        for (JsonNode each : node.path("files")) {
            files.add(new FeedStatus.FileState(
                    text(each, "name"),
                    text(each, "sha256"),
                    each.path("etag").asText(""),
                    each.path("lastModified").asText(""),
                    each.path("address").asText("")));
        }
        String database = text(node, "database");
        if (database.indexOf('/') >= 0 || database.indexOf('\\') >= 0 || database.startsWith(".")) {
            throw new IOException("a database's name is a path: " + database);
        }
        return new FeedStatus(
                text(node, "feed"),
                database,
                text(node, "source"),
                instant(node, "date"),
                instant(node, "confirmed"),
                node.path("records").asLong(),
                node.path("skipped").asLong(),
                node.path("withdrawn").asLong(),
                ecosystems,
                files);
    }

    private static String text(JsonNode node, String field) throws IOException {
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            throw new IOException("no '" + field + "'");
        }
        return value.textValue();
    }

    private static Optional<Instant> instant(JsonNode node, String field) throws IOException {
        try {
            return node.hasNonNull(field) ? Optional.of(Instant.parse(text(node, field))) : Optional.empty();
        } catch (DateTimeException e) {
            throw new IOException("'" + field + "' is no date", e);
        }
    }

    /** Replaces the catalogue; what it names is on disk already. */
    static void write(StoreDirectory directory, Catalogue catalogue) throws IOException {
        Path scratch = directory.scratch().resolve("catalogue.json");
        try (FileChannel out = FileChannel.open(
                scratch, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer content = ByteBuffer.wrap(format(catalogue));
            while (content.hasRemaining()) {
                out.write(content);
            }
            out.force(true);
        }
        Files.move(scratch, directory.catalogue(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static byte[] format(Catalogue catalogue) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = SafeJson.within(Limits.DEFAULT).factory().createGenerator(out)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeNumberField("schema", Schema.VERSION);
            json.writeArrayFieldStart("feeds");
            for (FeedStatus feed : catalogue.feeds()) {
                feed(feed, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void feed(FeedStatus feed, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("feed", feed.feed());
        json.writeStringField("database", feed.database());
        json.writeStringField("source", feed.source());
        if (feed.date().isPresent()) {
            json.writeStringField("date", feed.date().get().toString());
        }
        if (feed.confirmed().isPresent()) {
            json.writeStringField("confirmed", feed.confirmed().get().toString());
        }
        json.writeNumberField("records", feed.records());
        json.writeNumberField("skipped", feed.skipped());
        json.writeNumberField("withdrawn", feed.withdrawn());
        json.writeObjectFieldStart("ecosystems");
        for (Map.Entry<String, FeedStatus.Rows> each : feed.ecosystems().entrySet()) {
            json.writeObjectFieldStart(each.getKey());
            json.writeNumberField("rows", each.getValue().count());
            json.writeBooleanField("covered", each.getValue().isCovered());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeArrayFieldStart("files");
        for (FeedStatus.FileState file : feed.files()) {
            json.writeStartObject();
            json.writeStringField("name", file.name());
            json.writeStringField("sha256", file.sha256());
            json.writeStringField("etag", file.etag());
            json.writeStringField("lastModified", file.lastModified());
            json.writeStringField("address", file.address());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
