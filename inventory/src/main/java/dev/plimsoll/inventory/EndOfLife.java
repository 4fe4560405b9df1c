package dev.plimsoll.inventory;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Until when distributions' publishers fix their releases. The dates are a table of this module ({@code end-of-life.csv}, which names
 * its sources); of a release that is not in it nothing is known.
 */
public final class EndOfLife {
    private static final String TABLE = "end-of-life.csv";

    /**
     * The dates of one release.
     *
     * @param eol last day of its publisher's full support
     * @param eolLts last day of its long-term support, where there is one: security fixes are published until then
     */
    public record Support(LocalDate eol, Optional<LocalDate> eolLts) {
        public Support {
            Objects.requireNonNull(eol, "eol is null");
            Objects.requireNonNull(eolLts, "eolLts is null");
        }

        /** The last day on which fixes are published. */
        public LocalDate end() {
            return eolLts.orElse(eol);
        }

        /** Whether no fixes are published any more. */
        public boolean isPast(LocalDate today) {
            return today.isAfter(end());
        }

        /** Whether full support is over while fixes are still published: worth a note. */
        public boolean isLongTermOnly(LocalDate today) {
            return today.isAfter(eol) && !isPast(today);
        }
    }

    private EndOfLife() {}

    /** The dates of a distribution's release; empty if they are not known. */
    public static Optional<Support> of(Distro distro) {
        return Optional.ofNullable(Table.ROWS.get(distro.id() + "," + release(distro)));
    }

    /** The part of VERSION_ID that publishers date: Alpine's branches and the majors of RHEL's rebuilds. */
    private static String release(Distro distro) {
        return switch (distro.id()) {
            case "alpine" -> firstParts(distro.versionId(), 2);
            case "almalinux", "rocky" -> firstParts(distro.versionId(), 1);
            default -> distro.versionId();
        };
    }

    private static String firstParts(String version, int parts) {
        int end = -1;
        for (int i = 0; i < parts; i++) {
            end = version.indexOf('.', end + 1);
            if (end < 0) {
                return version;
            }
        }
        return version.substring(0, end);
    }

    /** Read when first asked for. */
    private static final class Table {
        private static final Map<String, Support> ROWS = read();

        private static Map<String, Support> read() {
            Map<String, Support> rows = new HashMap<>();
            try (InputStream in = Objects.requireNonNull(EndOfLife.class.getResourceAsStream(TABLE), TABLE);
                    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (!line.isBlank() && !line.startsWith("#")) {
                        String[] cells = line.split(",", -1);
                        rows.put(
                                cells[0] + "," + cells[1],
                                new Support(
                                        LocalDate.parse(cells[2]),
                                        cells.length > 3 ? Optional.of(LocalDate.parse(cells[3])) : Optional.empty()));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return rows;
        }
    }
}
