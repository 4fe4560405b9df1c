package dev.plimsoll.report.master;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.LimitExceededException;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.MalformedJsonException;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.report.document.RunRow;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** The small file that carries the trend over more runs than the folder keeps reports of. */
public final class HistoryFile {
    /** Its name in the reports folder. */
    public static final String NAME = "security-history.json";

    /** How many runs it holds; older ones drop out. */
    public static final int MOST_RUNS = 100;

    private static final String KIND = "plimsoll-security-history";
    private static final String VERSION = "1.0";

    private HistoryFile() {}

    /**
     * The runs in a file, oldest first; none if there is no file.
     *
     * @throws PlimsollException REPORT_UNREADABLE if it is damaged or not one of these, FILE_ACCESS if it can't be read at all
     */
    public static List<RunRow> read(Path file) {
        String name = SafeText.line(file.toString());
        try (InputStream in = Files.newInputStream(file)) {
            Fields fields = new Fields(SafeJson.within(Limits.DEFAULT).readTree(in, "it"), name, "it");
            if (!fields.text("kind").equals(KIND)
                    || !fields.text("schemaVersion").equals(VERSION)) {
                throw fields.refused("it is not a " + KIND + " of version " + VERSION);
            }
            return latest(HistoryPart.read(fields.objects("runs")));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (MalformedJsonException | LimitExceededException e) {
            throw Fields.refused(name, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.FILE_ACCESS, "could not read " + name + ": " + SafeText.line(e.toString()), e);
        }
    }

    /** Writes the latest runs; does not close {@code out}. */
    public static void write(List<RunRow> runs, OutputStream out) throws IOException {
        try (JsonGenerator json = JsonParts.generator(out)) {
            json.setPrettyPrinter(new LinePerRow(2));
            json.writeStartObject();
            json.writeStringField("kind", KIND);
            json.writeStringField("schemaVersion", VERSION);
            new HistoryPart(json).write("runs", latest(runs));
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static List<RunRow> latest(List<RunRow> runs) {
        return List.copyOf(runs.subList(Math.max(0, runs.size() - MOST_RUNS), runs.size()));
    }
}
