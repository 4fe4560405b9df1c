package dev.plimsoll.report.master;

import static dev.plimsoll.report.master.JsonParts.word;

import dev.plimsoll.advisory.Coverage;
import dev.plimsoll.image.Gap;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Unidentified;
import dev.plimsoll.report.document.UnjudgedRow;
import dev.plimsoll.scan.ComponentCoverage;
import dev.plimsoll.scan.ScanResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Everything of a scan that was not judged or not read, in one list. */
final class Unjudged {
    private static final Comparator<UnjudgedRow> ORDER = Comparator.comparing(UnjudgedRow::kind)
            .thenComparing(UnjudgedRow::name)
            .thenComparing(UnjudgedRow::version)
            .thenComparing(UnjudgedRow::path);

    private Unjudged() {}

    static List<UnjudgedRow> of(ScanResult scan) {
        List<UnjudgedRow> rows = new ArrayList<>();
        for (ComponentCoverage each : scan.coverage()) {
            if (each.best().level() == Coverage.Level.NOT_JUDGED) {
                rows.add(component(each));
            }
            each.unreadable().forEach(record -> rows.add(record(each.component(), record)));
        }
        for (Unidentified piece : scan.inventory().unidentified()) {
            if (piece.owner().isEmpty()) {
                rows.add(unidentified(piece));
            }
        }
        scan.inventory().gaps().forEach(gap -> rows.add(gap(gap)));
        rows.sort(ORDER);
        return rows;
    }

    private static UnjudgedRow component(ComponentCoverage each) {
        Component component = each.component();
        return new UnjudgedRow(
                "component",
                component.name(),
                component.version(),
                component.ecosystem(),
                component.locations().get(0).path(),
                word(each.best().reason()),
                each.best().detail());
    }

    private static UnjudgedRow record(Component component, String record) {
        return new UnjudgedRow(
                "record",
                record,
                "",
                component.ecosystem(),
                component.locations().get(0).path(),
                word(Coverage.Reason.ADVISORY_UNREADABLE),
                "could not be compared with " + component.name() + " " + component.version());
    }

    private static UnjudgedRow unidentified(Unidentified piece) {
        return new UnjudgedRow(
                "unidentified",
                piece.location().path(),
                "",
                piece.ecosystem(),
                piece.location().path(),
                word(Coverage.Reason.UNIDENTIFIED),
                piece.reason());
    }

    private static UnjudgedRow gap(Gap gap) {
        return new UnjudgedRow("gap", gap.path(), "", "", gap.path(), word(gap.reason()), gap.detail());
    }
}
