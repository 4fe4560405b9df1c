package dev.plimsoll.advisory.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.advisory.AdvisorySource;
import dev.plimsoll.advisory.AdvisorySourceContract;
import dev.plimsoll.advisory.Affected;
import dev.plimsoll.advisory.CollectedRows;
import dev.plimsoll.advisory.Coverage;
import dev.plimsoll.advisory.Knowledge;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.PackageKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InMemoryAdvisoriesTest extends AdvisorySourceContract {
    @Override
    protected AdvisorySource source() throws IOException {
        return of(rows());
    }

    private static InMemoryAdvisories of(CollectedRows rows) {
        return InMemoryAdvisories.of(
                "memory", rows, Optional.of(Instant.parse("2026-01-01T00:00:00Z")), FakeEcosystem::byId);
    }

    private static CollectedRows rows() throws IOException {
        CollectedRows rows = new CollectedRows();
        TestFeed feed = TestFeed.of("a");
        feed.parse(
                feed.files().get(0),
                new ByteArrayInputStream("Debian:12|bash|CVE-1|2\n".getBytes(StandardCharsets.UTF_8)),
                rows);
        return rows;
    }

    @Override
    protected Component known() {
        return FakeEcosystem.component("deb12", "bash-static", "bash", "1");
    }

    @Override
    protected Component uncovered() {
        return FakeEcosystem.component("deb99", "bash", "bash", "1");
    }

    @Test
    void saysWhatCantBeEvaluated() throws IOException {
        CollectedRows rows = rows();
        rows.unjudgeable(new PackageKey("Debian:12", PackageKey.Kind.SOURCE, "bash"), "CVE-7", "broken");

        Knowledge knowledge =
                of(rows).lookUp(List.of(known()), Optional.empty()).get(0);

        assertThat(knowledge.unreadable()).containsExactly("CVE-7");
        assertThat(knowledge.coverage().level()).isEqualTo(Coverage.Level.JUDGED);
        assertThat(knowledge.coverage().reason()).isEqualTo(Coverage.Reason.ADVISORY_UNREADABLE);
    }

    @Test
    void rowsThatNameBinariesAreAboutThoseOnly() throws IOException {
        CollectedRows plain = rows();
        CollectedRows rows = new CollectedRows();
        plain.covered().forEach(rows::covers);
        plain.advisories()
                .forEach(advisory -> rows.advisory(advisory.withAffected(advisory.affected().stream()
                        .map(entry -> new Affected(
                                entry.key(),
                                entry.ranges(),
                                entry.versions(),
                                entry.fixState(),
                                entry.module(),
                                List.of("bash-static")))
                        .toList())));

        assertThat(of(rows).lookUp(List.of(known()), Optional.empty()).get(0).advisories())
                .hasSize(1);
        assertThat(of(rows).lookUp(List.of(FakeEcosystem.component("deb12", "bash-doc", "bash", "1")), Optional.empty())
                        .get(0)
                        .advisories())
                .isEmpty();
    }
}
