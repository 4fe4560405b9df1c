package dev.plimsoll.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FlawIdsTest {
    @Test
    void idsThatRecordsCallTheSameAreOneFlawWithItsCveFirst() {
        FlawIds ids = new FlawIds();
        ids.same(List.of("GHSA-aaaa-bbbb-cccc", "CVE-2024-1"));
        ids.same(List.of("GO-2024-7", "GHSA-aaaa-bbbb-cccc"));
        ids.same(List.of("CVE-2024-2"));

        assertThat(ids.groups().values())
                .containsExactlyInAnyOrder(
                        List.of("CVE-2024-1", "GHSA-aaaa-bbbb-cccc", "GO-2024-7"), List.of("CVE-2024-2"));
    }
}
