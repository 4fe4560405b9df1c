package dev.plimsoll.advisory.feed.kev;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.advisory.CollectedRows;
import dev.plimsoll.advisory.Defaults;
import dev.plimsoll.advisory.Feed;
import dev.plimsoll.advisory.FeedContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class KevFeedTest extends FeedContract {
    private static final String GOOD = """
            {"title": "x", "catalogVersion": "2026.01.29", "dateReleased": "2026-01-29T20:24:37.0959Z", "vulnerabilities": [
              {"cveID": "CVE-2021-44228", "dateAdded": "2021-12-10", "knownRansomwareCampaignUse": "Known"},
              {"cveID": "CVE-2026-1281", "dateAdded": "2026-01-29", "knownRansomwareCampaignUse": "Unknown"}%s,
              {"cveID": "CVE-2020-1111", "dateAdded": "2022-01-01"}]}
            """;

    @Override
    protected Feed feed() {
        return new KevFeed(Defaults.PUBLISHERS.kev());
    }

    @Override
    protected byte[] good() {
        return GOOD.replace("%s", "").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected byte[] withBadRecord() {
        return GOOD.replace("%s", ", {\"cveID\": \"CVE-2026-1282\", \"dateAdded\": \"lately\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void readsEntries() throws IOException {
        CollectedRows rows = parse(good());

        assertThat(rows.date()).contains(Instant.parse("2026-01-29T20:24:37.095900Z"));
        assertThat(rows.exploitation()).hasEntrySatisfying("CVE-2021-44228", known -> {
            assertThat(known.knownExploitedSince()).contains(LocalDate.of(2021, 12, 10));
            assertThat(known.ransomware()).isTrue();
        });
        assertThat(rows.exploitation())
                .hasEntrySatisfying(
                        "CVE-2026-1281", known -> assertThat(known.ransomware()).isFalse());
    }
}
