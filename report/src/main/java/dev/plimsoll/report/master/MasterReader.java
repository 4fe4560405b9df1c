package dev.plimsoll.report.master;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.report.document.ComponentRow;
import dev.plimsoll.report.document.FindingRow;
import dev.plimsoll.report.document.Header;
import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.ReportDocument;
import dev.plimsoll.report.document.RunRow;
import dev.plimsoll.report.document.RunRow.ImageRun;
import dev.plimsoll.report.document.UnjudgedRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A master as a document. Opening it goes through the file once and holds the summaries; rows are read when they are asked for, one at
 * a time. What is not a whole master, or of another version, is refused with the file's name and the place.
 */
public final class MasterReader implements ReportDocument, AutoCloseable {
    private static final Set<String> VERDICTS = Set.of("pass", "warn", "unjudged", "fail");

    private final MasterFile file;
    private final Header header;
    private final List<ImageSummary> images;
    private final List<RunRow> history;

    private MasterReader(MasterFile file) throws IOException {
        this.file = file;
        Fields fields = file.header(Set.of("kind", "schemaVersion"));
        requireKnown(fields);
        fields = file.header(Set.of("generated", "tool", "policy", "contacts", "history", "unusedWaivers", "verdict"));
        this.header = new Header(
                fields.instant("generated"),
                fields.object("tool").text("version"),
                verdict(fields),
                fields.text("policy"),
                fields.texts("unusedWaivers"),
                fields.object("contacts").allTexts());
        this.images = readImages();
        this.history = new ArrayList<>(HistoryPart.read(fields.objects("history")));
        history.add(new RunRow(
                header.generated(),
                header.verdict(),
                images.stream().map(ImageRun::of).toList()));
    }

    /**
     * Opens a master.
     *
     * @throws PlimsollException FILE_ACCESS if it can't be opened, REPORT_UNREADABLE if it is no whole master of this version
     */
    public static MasterReader open(Path path) {
        String name = SafeText.line(path.toString());
        try {
            MasterFile file = MasterFile.open(path, name);
            try {
                return new MasterReader(file);
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.FILE_ACCESS, "could not read the report " + name + ": " + SafeText.line(e.toString()), e);
        }
    }

    private static void requireKnown(Fields fields) {
        if (!fields.optionalText("kind").filter(MasterWriter.KIND::equals).isPresent()) {
            throw fields.refused("it is not a " + MasterWriter.KIND);
        }
        String version = fields.text("schemaVersion");
        String major = MasterWriter.SCHEMA_VERSION.substring(0, MasterWriter.SCHEMA_VERSION.indexOf('.') + 1);
        if (!version.startsWith(major)) {
            throw fields.refused("its schema is of version " + version + ", and this program reads " + major + "x");
        }
    }

    private static String verdict(Fields fields) {
        String verdict = fields.text("verdict");
        if (!VERDICTS.contains(verdict)) {
            throw fields.refused("'" + verdict + "' is no verdict");
        }
        return verdict;
    }

    private List<ImageSummary> readImages() throws IOException {
        List<Fields> all = new ArrayList<>();
        List<ShortNames.Called> called = new ArrayList<>();
        for (int image = 0; image < file.images(); image++) {
            Fields fields = file.image(image, SummaryReader.FIELDS);
            verdict(fields);
            all.add(fields);
            called.add(new ShortNames.Called(fields.text("reference"), fields.text("repository"), tag(fields)));
        }
        List<String> names = ShortNames.of(called);
        List<ImageSummary> result = new ArrayList<>();
        for (int image = 0; image < all.size(); image++) {
            result.add(SummaryReader.read(all.get(image), names.get(image)));
        }
        return List.copyOf(result);
    }

    private static String tag(Fields image) {
        List<String> names = new ArrayList<>();
        names.add(image.text("reference"));
        image.optionalObject("image").ifPresent(about -> names.addAll(about.texts("tags")));
        String before = image.text("repository") + ":";
        return names.stream()
                .map(name -> name.substring(name.indexOf("://") < 0 ? 0 : name.indexOf("://") + 3))
                .filter(name -> name.startsWith(before))
                .map(name -> name.substring(before.length()))
                .findFirst()
                .orElse("");
    }

    @Override
    public Header header() {
        return header;
    }

    @Override
    public List<ImageSummary> images() {
        return images;
    }

    @Override
    public List<RunRow> history() {
        return List.copyOf(history);
    }

    @Override
    public void findings(int image, RowVisitor<FindingRow> visitor) throws IOException {
        rows(image, "findings", RowReader::finding, visitor);
    }

    @Override
    public void suppressed(int image, RowVisitor<FindingRow> visitor) throws IOException {
        rows(image, "suppressed", RowReader::suppressed, visitor);
    }

    @Override
    public void unjudged(int image, RowVisitor<UnjudgedRow> visitor) throws IOException {
        rows(image, "unjudged", RowReader::unjudged, visitor);
    }

    @Override
    public void components(int image, RowVisitor<ComponentRow> visitor) throws IOException {
        rows(image, "components", RowReader::component, visitor);
    }

    /** Fingerprints of an image's findings, the suppressed ones not among them. */
    void fingerprints(int image, RowVisitor<String> visitor) throws IOException {
        rows(image, "findings", row -> row.text("fingerprint"), visitor);
    }

    private <T> void rows(int image, String list, Function<Fields, T> row, RowVisitor<T> visitor) throws IOException {
        if (images.get(image).error().isEmpty()) {
            file.rows(image, list, row, visitor);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            // It was only read from: nothing is lost.
            return;
        }
    }
}
