package dev.plimsoll.cli;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.report.DocumentFormat;
import dev.plimsoll.report.format.DocumentFormats;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which documents a run writes beside the master. */
final class ReportDocuments {
    private static final List<String> ALWAYS = List.of("summary", "sarif");

    private ReportDocuments() {}

    /**
     * Those that every run writes, and those that were asked for.
     *
     * @throws PlimsollException USAGE for an id that is not known
     */
    static List<DocumentFormat> of(List<String> wanted) {
        List<DocumentFormat> formats = new ArrayList<>();
        Set<String> ids = new LinkedHashSet<>(ALWAYS);
        wanted.stream().map(String::strip).filter(id -> !id.equals("json")).forEach(ids::add);
        ids.forEach(id -> formats.add(byId(id)));
        return formats;
    }

    private static DocumentFormat byId(String id) {
        return DocumentFormats.byId(id)
                .orElseThrow(() -> new PlimsollException(
                        ErrorCode.USAGE, "--format does not know '" + id + "'; known are " + known()));
    }

    /** All ids, for help and errors. */
    static String known() {
        return DocumentFormats.all().stream().map(DocumentFormat::id).collect(Collectors.joining(", "));
    }
}
