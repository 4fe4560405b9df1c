package dev.plimsoll.debian;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.inventory.Version;
import dev.plimsoll.inventory.VersionScheme;
import dev.plimsoll.inventory.ecosystem.Ecosystems;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FixExtractorTest {
    private static final VersionScheme SCHEME =
            Ecosystems.byId("dpkg").orElseThrow().versions();

    private static Changelog changelog(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(FixExtractorTest.class.getResourceAsStream("/changelogs/" + name), name)) {
            return Changelog.parse(new String(BoundedInput.readAll(in, 1 << 20, name), StandardCharsets.UTF_8));
        }
    }

    private static Optional<Upgrade> upgrade(String file, String from, String to) throws Exception {
        Version installed = SCHEME.parse(from);
        return Upgrade.between(changelog(file), "sample", installed, SCHEME.parse(to), SCHEME);
    }

    private static List<String> fixes(String file, String from, String to) throws Exception {
        return FixExtractor.fixes(upgrade(file, from, to).orElseThrow()).stream()
                .map(fix -> fix.id() + " " + fix.version())
                .toList();
    }

    @Test
    void readsHeadersBulletsAndTrailers() throws Exception {
        List<ChangelogEntry> entries = changelog("reverted.txt").entries();
        assertThat(entries).extracting(ChangelogEntry::version).containsExactly("1.2-4", "1.2-3", "1.2-2", "1.2-1");
        assertThat(entries.get(0).urgency()).isEqualTo("high");
        assertThat(entries.get(0).distribution()).isEqualTo("bookworm-security");
        assertThat(entries.get(0).trailer()).startsWith("A Maintainer <");
    }

    @Test
    void leavesOutWhatALaterEntryTakesBack() throws Exception {
        assertThat(fixes("reverted.txt", "1.2-1", "1.2-4"))
                .containsExactly("CVE-2024-0002 1.2-2", "CVE-2024-0005 1.2-4");
        assertThat(fixes("reverted.txt", "1.2-1", "1.2-2")).contains("CVE-2024-0001 1.2-2");
    }

    @Test
    void readsListsUnderTheirHeadings() throws Exception {
        assertThat(fixes("nested.txt", "1.0-1", "1.0-2"))
                .containsExactly(
                        "CVE-2024-1001 1.0-2", "CVE-2024-1002 1.0-2", "CVE-2024-1003 1.0-2", "CVE-2024-1009 1.0-2");
    }

    @Test
    void countsEntriesByPlaceAndNamesTheLowestVersionThatHasThem() throws Exception {
        // 2.0-2~deb12u1 was made from 2.0-2, so it has its fix.
        assertThat(fixes("backport.txt", "2.0-1", "2.0-2~deb12u1")).containsExactly("CVE-2024-2001 2.0-2~deb12u1");
    }

    @Test
    void provesNoLineageThroughAChangelogThatDoesNotReachBack() throws Exception {
        assertThat(upgrade("reverted.txt", "1.1-1", "1.2-4")).isEmpty();
        assertThat(upgrade("reverted.txt", "1.2-1", "1.2-5")).isEmpty();
        assertThat(upgrade("reverted.txt", "1.2-4", "1.2-4")).isEmpty();
    }

    @Test
    void findsNothingInWhatIsNoChangelog() {
        assertThat(Changelog.parse("Version 1.2\n  * Fix CVE-2024-1\n\nhello (world\n")
                        .entries())
                .isEmpty();
    }
}
