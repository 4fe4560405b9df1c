package dev.plimsoll.advisory.feed.epss;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.advisory.CollectedRows;
import dev.plimsoll.advisory.Defaults;
import dev.plimsoll.advisory.Feed;
import dev.plimsoll.advisory.FeedContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpssFeedTest extends FeedContract {
    private static final String GOOD = """
            #model_version:v2025.03.14,score_date:2026-01-30T12:55:00Z
            cve,epss,percentile
            CVE-1999-0001,0.01151,0.78086
            CVE-1999-0002,1,1.0
            %sCVE-1999-0003,0.90364,0.99582
            """;

    @Override
    protected Feed feed() {
        return new EpssFeed(Defaults.PUBLISHERS.epss());
    }

    @Override
    protected byte[] good() {
        return GOOD.replace("%s", "").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected byte[] withBadRecord() {
        return GOOD.replace("%s", "CVE-1999-0009,1.5,0.5\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected boolean tellsWhenCutOff() {
        return false;
    }

    @Test
    void readsScoresAndTheirDate() throws IOException {
        CollectedRows rows = parse(good());

        assertThat(rows.date()).contains(Instant.parse("2026-01-30T12:55:00Z"));
        assertThat(rows.exploitation()).hasEntrySatisfying("CVE-1999-0001", known -> {
            assertThat(known.epssScore()).hasValue(0.01151);
            assertThat(known.epssPercentile()).hasValue(0.78086);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"x,y", "CVE-1999-0009,NaN,0.5", "CVE-1999-0009,0.1", "CVE-1,0.1,0.1", "CVE-1999-0009,,"})
    void aLineThatIsNoneIsCounted(String line) throws IOException {
        CollectedRows rows = parse(GOOD.replace("%s", line + "\n").getBytes(StandardCharsets.UTF_8));

        assertThat(rows.skipped()).hasSize(1);
        assertThat(rows.exploitation()).hasSize(3);
    }

    @Test
    void readsDatesOfOlderFiles() throws IOException {
        String old = GOOD.replace("%s", "").replace("2026-01-30T12:55:00Z", "2023-03-07T00:00:00+0000");

        assertThat(parse(old.getBytes(StandardCharsets.UTF_8)).date()).contains(Instant.parse("2023-03-07T00:00:00Z"));
    }
}
