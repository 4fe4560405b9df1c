package dev.plimsoll.advisory.feed.wolfi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.advisory.Defaults;
import dev.plimsoll.advisory.Feed;
import dev.plimsoll.advisory.FeedContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WolfiFeedTest extends FeedContract {
    private static final String GOOD = """
            {"packages": [{"pkg": {"name": "aactl", "secfixes": {
              "0.4-r1": ["CGA-7ggg-m3hv-6chj", "CVE-2023-1001", "GHSA-rpmj-rpgj-qmpm", "CGA-rrjc-vjqv-cppv", "GHSA-jjjh-jjxp-wpff"],
              "0": ["CVE-2023-1002"]}}}%s]}
            """;

    @Override
    protected Feed feed() {
        return WolfiFeed.wolfi(Defaults.PUBLISHERS.wolfi());
    }

    @Override
    protected byte[] good() {
        return GOOD.replace("%s", "").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected byte[] withBadRecord() {
        return GOOD.replace("%s", ", {\"pkg\": {\"name\": 7}}").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void idsBehindItsOwnAreAliases() throws IOException {
        assertThat(parse(good()).advisories())
                .extracting(advisory -> advisory.id() + advisory.aliases())
                .containsExactly(
                        "CGA-7ggg-m3hv-6chj[CVE-2023-1001, GHSA-rpmj-rpgj-qmpm]",
                        "CGA-rrjc-vjqv-cppv[GHSA-jjjh-jjxp-wpff]",
                        "CVE-2023-1002[]");
    }

    @Test
    void isAskedForByNameAndSaysWhy() {
        assertThat(feed().isOptIn()).isTrue();
        assertThat(feed().notice()).contains("licence");
        assertThat(WolfiFeed.chainguard(Defaults.PUBLISHERS.chainguard()).id()).isEqualTo("chainguard");
    }
}
