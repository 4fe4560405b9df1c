package dev.plimsoll.report.format;

import dev.plimsoll.report.ReportFormat;
import dev.plimsoll.report.format.json.JsonFormat;
import dev.plimsoll.report.format.text.OnlyPackagesFormat;
import dev.plimsoll.report.format.text.PackagesFormat;
import dev.plimsoll.report.format.text.QuickviewFormat;
import java.util.List;
import java.util.Optional;

/** All report formats. */
public final class Formats {
    private static final List<ReportFormat> ALL =
            List.of(new PackagesFormat(), new OnlyPackagesFormat(), new QuickviewFormat(), new JsonFormat());

    private Formats() {}

    /** All formats, in the order in which help lists them. */
    public static List<ReportFormat> all() {
        return ALL;
    }

    /** The format of that id. */
    public static Optional<ReportFormat> byId(String id) {
        return ALL.stream().filter(format -> format.id().equals(id)).findFirst();
    }
}
