package dev.plimsoll.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.inventory.EndOfLife.Support;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

class EndOfLifeTest {
    private static final Path DEBIAN = Path.of("/usr/share/distro-info/debian.csv");

    private static Optional<Support> of(String id, String version) {
        return EndOfLife.of(new Distro(id, version, "", "", List.of()));
    }

    @Test
    void isPastOnlyAfterLongTermSupport() {
        Support bookworm = of("debian", "12").orElseThrow();

        assertThat(bookworm.isPast(LocalDate.of(2026, 7, 11))).isFalse();
        assertThat(bookworm.isLongTermOnly(LocalDate.of(2026, 7, 11))).isFalse();
        assertThat(bookworm.isLongTermOnly(LocalDate.of(2026, 7, 12))).isTrue();
        assertThat(bookworm.isPast(LocalDate.of(2028, 6, 30))).isFalse();
        assertThat(bookworm.isPast(LocalDate.of(2028, 7, 1))).isTrue();
        assertThat(bookworm.isLongTermOnly(LocalDate.of(2028, 7, 1))).isFalse();
    }

    @Test
    void knowsReleasesByThePartThatPublishersDate() {
        assertThat(of("alpine", "3.10.9")).map(Support::eol).contains(LocalDate.of(2021, 5, 1));
        assertThat(of("almalinux", "9.4")).map(Support::eol).contains(LocalDate.of(2032, 5, 31));
        assertThat(of("ubuntu", "22.04")).map(Support::eolLts).contains(Optional.empty());
        assertThat(of("debian", "")).isEmpty();
        assertThat(of("debian", "14")).isEmpty();
        assertThat(of("devuan", "5")).isEmpty();
    }

    static boolean hasDistroInfo() {
        return Files.exists(DEBIAN);
    }

    @Test
    @EnabledIf("hasDistroInfo")
    void saysOfDebianWhatDistroInfoDataSays() throws IOException {
        int compared = 0;
        for (String line : Files.readAllLines(DEBIAN, StandardCharsets.UTF_8)) {
            String[] cells = line.split(",");
            if (cells.length >= 7 && Character.isDigit(cells[0].charAt(0))) {
                String release = cells[0].endsWith(".0") ? cells[0].substring(0, cells[0].length() - 2) : cells[0];
                assertThat(of("debian", release))
                        .as(line)
                        .contains(new Support(LocalDate.parse(cells[5]), Optional.of(LocalDate.parse(cells[6]))));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(5);
    }
}
