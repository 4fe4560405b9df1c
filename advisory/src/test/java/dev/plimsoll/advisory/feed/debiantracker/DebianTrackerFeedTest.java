package dev.plimsoll.advisory.feed.debiantracker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.advisory.Advisory;
import dev.plimsoll.advisory.Affected;
import dev.plimsoll.advisory.CollectedRows;
import dev.plimsoll.advisory.Defaults;
import dev.plimsoll.advisory.Feed;
import dev.plimsoll.advisory.FeedContract;
import dev.plimsoll.advisory.FixState;
import dev.plimsoll.advisory.Severity;
import dev.plimsoll.advisory.VersionRange;
import dev.plimsoll.inventory.PackageKey;
import dev.plimsoll.inventory.PackageKey.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DebianTrackerFeedTest extends FeedContract {
    private static final String GOOD = """
            {"bash": {"CVE-2024-1": {"description": "A flaw.", "debianbug": 1, "scope": "local", "releases": {
                "bookworm": {"status": "resolved", "repositories": {"bookworm": "5.2"}, "fixed_version": "5.2-1", "urgency": "low"},
                "sid": {"status": "resolved", "fixed_version": "0", "urgency": "unimportant"}}}%s},
             "zlib": {"CVE-2024-2": {"releases": {
                "trixie": {"status": "open", "repositories": {}, "urgency": "not yet assigned"}}},
              "TEMP-0000000-ABCDEF": {"releases": {
                "bookworm": {"status": "undetermined", "repositories": {}, "urgency": "not yet assigned"}}}}}
            """;

    @Override
    protected Feed feed() {
        return new DebianTrackerFeed(Defaults.PUBLISHERS.debianTracker());
    }

    @Override
    protected byte[] good() {
        return GOOD.replace("%s", "").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected byte[] withBadRecord() {
        return GOOD.replace("%s", ", \"CVE-2024-3\": {\"releases\": 7}").getBytes(StandardCharsets.UTF_8);
    }

    private Affected affected(String release) throws IOException {
        String file = "{\"p\": {\"CVE-1\": {\"releases\": {\"bookworm\": " + release + "}}}}";
        return parse(file.getBytes(StandardCharsets.UTF_8))
                .advisories()
                .get(0)
                .affected()
                .get(0);
    }

    @Test
    void readsReleasesOfASourcePackage() throws IOException {
        CollectedRows rows = parse(good());
        Advisory advisory = rows.advisories().get(0);

        assertThat(advisory.id()).isEqualTo("CVE-2024-1");
        assertThat(advisory.summary()).isEqualTo("A flaw.");
        assertThat(advisory.affected())
                .containsExactly(
                        new Affected(
                                new PackageKey("Debian:12", Kind.SOURCE, "bash"),
                                List.of(VersionRange.before("5.2-1")),
                                List.of(),
                                FixState.FIXED,
                                "",
                                List.of()),
                        new Affected(
                                new PackageKey("Debian:sid", Kind.SOURCE, "bash"),
                                List.of(),
                                List.of(),
                                FixState.NOT_AFFECTED,
                                "",
                                List.of()));
        assertThat(rows.covered()).containsExactlyInAnyOrder("Debian:12", "Debian:13", "Debian:sid");
    }

    @ParameterizedTest
    @CsvSource({
        "'', NOT_FIXED, not yet assigned",
        "'', NOT_FIXED, low**",
        "ignored, WILL_NOT_FIX, low",
        "postponed, NOT_FIXED, low",
        "ignored, END_OF_LIFE, end-of-life",
    })
    void readsWhatDebianMeansToDo(String reason, FixState expected, String urgency) throws IOException {
        Affected affected = affected("{\"status\": \"open\", \"nodsa\": \"Minor issue\", \"nodsa_reason\": \"" + reason
                + "\", \"urgency\": \"" + urgency + "\"}");

        assertThat(affected.fixState()).isEqualTo(expected);
        assertThat(affected.ranges()).containsExactly(VersionRange.all());
    }

    @Test
    void rankIsDebiansWord() throws IOException {
        assertThat(parse(good()).advisories().get(0).ratings())
                .extracting(rating -> rating.source() + " " + rating.vector() + " " + rating.severity())
                .containsExactly("Debian low " + Severity.LOW, "Debian unimportant " + Severity.LOW);
        assertThat(parse(good()).advisories().get(1).ratings())
                .as("not yet assigned is no rating")
                .isEmpty();
    }

    @Test
    void undeterminedIsNotJudgedAndNotBroken() throws IOException {
        CollectedRows rows = parse(good());

        assertThat(rows.unjudgeable())
                .isEqualTo(Map.of(new PackageKey("Debian:12", Kind.SOURCE, "zlib"), List.of("TEMP-0000000-ABCDEF")));
        assertThat(rows.skipped()).isEmpty();
    }

    @Test
    void anUnknownStatusIsCountedAndNotJudged() throws IOException {
        CollectedRows rows = parse("{\"p\": {\"CVE-1\": {\"releases\": {\"bookworm\": {\"status\": \"mended\"}}}}}"
                .getBytes(StandardCharsets.UTF_8));

        assertThat(rows.skipped()).hasSize(1);
        assertThat(rows.unjudgeable()).hasSize(1);
    }
}
