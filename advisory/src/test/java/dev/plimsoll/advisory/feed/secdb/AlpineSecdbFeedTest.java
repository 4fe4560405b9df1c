package dev.plimsoll.advisory.feed.secdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.advisory.Advisory;
import dev.plimsoll.advisory.CollectedRows;
import dev.plimsoll.advisory.Defaults;
import dev.plimsoll.advisory.Feed;
import dev.plimsoll.advisory.FeedContract;
import dev.plimsoll.advisory.FeedFile;
import dev.plimsoll.advisory.FixState;
import dev.plimsoll.advisory.VersionRange;
import dev.plimsoll.inventory.PackageKey;
import dev.plimsoll.inventory.PackageKey.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AlpineSecdbFeedTest extends FeedContract {
    private static final String GOOD = """
            {"apkurl": "x", "archs": ["x86_64"], "reponame": "main", "distroversion": "v3.2", "packages": [
              {"pkg": {"name": "xen", "secfixes": {
                "4.7.1-r4": ["CVE-2016-9932 XSA-200", "CVE-2016-1001 CVE-2016-1002", "XSA-9", "CVE_2019-1007"],
                "0": ["CVE-2020-1005"]}}},
              {"pkg": {"name": "wireshark", "secfixes": {"2.2.6-r0": ["wnpa-sec-2017-18"]}}}%s]}
            """;

    @Override
    protected Feed feed() {
        return new AlpineSecdbFeed(Defaults.PUBLISHERS.alpineSecdb());
    }

    @Override
    protected byte[] good() {
        return GOOD.replace("%s", "").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected byte[] withBadRecord() {
        return GOOD.replace("%s", ", {\"pkg\": {\"name\": \"odd\", \"secfixes\": {\"1\": [\"a remark\"]}}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void takesIdsApart() throws IOException {
        assertThat(parse(good()).advisories())
                .extracting(advisory -> advisory.id() + advisory.aliases())
                .containsExactly(
                        "CVE-2016-9932[XSA-200]",
                        "CVE-2016-1001[]",
                        "CVE-2016-1002[]",
                        "XSA-9[]",
                        "CVE-2019-1007[]",
                        "CVE-2020-1005[]",
                        "wnpa-sec-2017-18[]");
    }

    @Test
    void fixedInAVersionOrNeverAffected() throws IOException {
        CollectedRows rows = parse(good());
        Advisory fixed = rows.advisories().get(0);
        Advisory never = rows.advisories().get(5);

        assertThat(fixed.affected().get(0).key()).isEqualTo(new PackageKey("Alpine:v3.2", Kind.SOURCE, "xen"));
        assertThat(fixed.affected().get(0).ranges()).containsExactly(VersionRange.before("4.7.1-r4"));
        assertThat(fixed.affected().get(0).fixState()).isEqualTo(FixState.FIXED);
        assertThat(never.affected().get(0).fixState()).isEqualTo(FixState.NOT_AFFECTED);
        assertThat(never.affected().get(0).ranges()).isEmpty();
    }

    @Test
    void aBranchWithoutFixesIsCovered() throws IOException {
        CollectedRows rows = parse("{\"packages\": []}".getBytes(StandardCharsets.UTF_8));

        assertThat(rows.covered()).containsExactly("Alpine:v3.2");
    }

    @Test
    void looksForBranchesThatAreStillToCome() {
        assertThat(feed().files())
                .extracting(FeedFile::name)
                .contains("v3.11/main.json", "v3.23/community.json", "v3.30/main.json", "edge/main.json");
    }
}
