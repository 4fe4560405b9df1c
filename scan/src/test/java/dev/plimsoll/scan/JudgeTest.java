package dev.plimsoll.scan;

import static dev.plimsoll.scan.Samples.BOOKWORM;
import static dev.plimsoll.scan.Samples.advisory;
import static dev.plimsoll.scan.Samples.deb;
import static dev.plimsoll.scan.Samples.debianKey;
import static dev.plimsoll.scan.Samples.inventory;
import static dev.plimsoll.scan.Samples.knowing;
import static dev.plimsoll.scan.Samples.npm;
import static dev.plimsoll.scan.Samples.npmKey;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.advisory.AdvisorySource;
import dev.plimsoll.advisory.Affected;
import dev.plimsoll.advisory.Coverage;
import dev.plimsoll.advisory.Coverage.Level;
import dev.plimsoll.advisory.Coverage.Reason;
import dev.plimsoll.advisory.FixState;
import dev.plimsoll.advisory.Knowledge;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Distro;
import dev.plimsoll.inventory.EndOfLife;
import dev.plimsoll.inventory.Inventory;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.inventory.Owner;
import dev.plimsoll.inventory.Purl;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @Test
    void withoutASourceNothingIsJudgedAndTheReasonIsGiven() {
        Judge.Judgement judgement = judge(inventory(BOOKWORM, npm("lodash", "4.17.15")));

        Coverage coverage = judgement.coverage().get(0).best();
        assertThat(coverage.level()).isEqualTo(Level.NOT_JUDGED);
        assertThat(coverage.reason()).isEqualTo(Reason.NO_SOURCE);
        assertThat(coverage.detail()).contains("plimsoll db update");
    }

    @Test
    void theSourceThatCanSayMostDecidesTheCoverage() {
        Judge.Judgement judgement = judge(
                inventory(BOOKWORM, deb("zlib1g", "1:1.2.13", "zlib", "1:1.2.13")),
                knowing(Level.NOT_JUDGED),
                knowing(Level.JUDGED_FIXES_ONLY),
                knowing(Level.JUDGED));

        assertThat(judgement.coverage().get(0).best().level()).isEqualTo(Level.JUDGED);
        assertThat(judgement.coverage().get(0).all()).hasSize(3);
    }

    @Test
    void ofSeveralReasonsTheTellingOneIsGiven() {
        AdvisorySource withoutFeed = new AdvisorySource() {
            @Override
            public String id() {
                return "store";
            }

            @Override
            public List<Knowledge> lookUp(List<Component> components, Optional<Distro> distro) {
                return components.stream()
                        .map(component -> new Knowledge(
                                List.of(), Coverage.notJudged("store", Reason.NO_SOURCE, "no feed"), List.of()))
                        .toList();
            }

            @Override
            public void close() {}
        };

        Judge.Judgement judgement =
                judge(inventory(BOOKWORM, deb("a", "1", "a", "1")), withoutFeed, knowing(Level.NOT_JUDGED));

        assertThat(judgement.coverage().get(0).best().reason()).isEqualTo(Reason.SOURCE_FAILED);
    }

    /** The store has a feed for the release; the archive knows that the package is not the release's. */
    @Test
    void aThirdPartysPackageIsNotJudgedByTheDistributionsFeed() {
        Coverage none = Coverage.notJudged("debian-archive", Reason.FOREIGN, "no source package docker-ce");
        Component docker = deb("docker-ce", "5:27", "docker-ce", "5:27");

        ComponentCoverage coverage = judge(inventory(BOOKWORM, docker), knowing(Level.JUDGED), Samples.answering(none))
                .coverage()
                .get(0);

        assertThat(coverage.best()).isEqualTo(none);
        assertThat(coverage.all()).hasSize(2).allMatch(each -> each.level() == Level.NOT_JUDGED);
        assertThat(CoverageSummary.of(List.of(coverage), 0, 0).hasUnjudged()).isTrue();
    }

    @Test
    void whatUpgradingGivesIsSaidByTheSourceThatKnows() {
        Component openssl = deb("openssl", "1", "openssl", "1");
        AdvisorySource archive = knowing(Level.JUDGED_FIXES_ONLY);
        AdvisorySource offering = new AdvisorySource() {
            @Override
            public String id() {
                return "archive";
            }

            @Override
            public List<Knowledge> lookUp(List<Component> components, Optional<Distro> distro) {
                return archive.lookUp(components, distro).stream()
                        .map(each ->
                                new Knowledge(each.advisories(), each.coverage(), each.unreadable(), Optional.of("2")))
                        .toList();
            }

            @Override
            public void close() {}
        };

        ComponentCoverage coverage = judge(inventory(BOOKWORM, openssl), knowing(Level.JUDGED), offering)
                .coverage()
                .get(0);

        assertThat(coverage.newest()).contains("2");
        assertThat(coverage.isOfDistribution()).isTrue();
        assertThat(judge(inventory(BOOKWORM, openssl), archive)
                        .coverage()
                        .get(0)
                        .newest())
                .isEmpty();
    }

    @Test
    void aDistroPackageIsComparedByItsSourceVersion() {
        Component gcc = deb("gcc", "4:12.2.0-3", "gcc-defaults", "1.203");

        Judge.Judgement affected = judge(
                inventory(BOOKWORM, gcc),
                knowing(Level.JUDGED, advisory("CVE-1", List.of(), debianKey("gcc-defaults"), "1.204")));
        Judge.Judgement fixed = judge(
                inventory(BOOKWORM, gcc),
                knowing(Level.JUDGED, advisory("CVE-1", List.of(), debianKey("gcc-defaults"), "1.203")));

        assertThat(affected.matches()).containsOnlyKeys(gcc);
        assertThat(fixed.matches()).isEmpty();
    }

    @Test
    void aComponentThatADistroPackageOwnsIsJudgedAsThatPackageOnce() {
        Component owned = npm("lodash", "4.17.15").withOwner(new Owner("dpkg", "node-lodash", "4.17.15+dfsg-1"));
        Component owner = deb("node-lodash", "4.17.15+dfsg-1", "node-lodash", "4.17.15+dfsg-1");

        Judge.Judgement judgement = judge(
                inventory(BOOKWORM, owner, owned),
                knowing(Level.JUDGED, advisory("GHSA-1", List.of(), npmKey("lodash"), "4.17.21")));

        assertThat(judgement.matches()).isEmpty();
        assertThat(judgement.coverage().get(1).best().level()).isEqualTo(Level.JUDGED);
        assertThat(judgement.coverage().get(1).best().reason()).isEqualTo(Reason.BY_OWNER);
        assertThat(judgement.coverage().get(1).best().detail()).contains("node-lodash");
    }

    @Test
    void anOwnerThatIsNotThereJudgesNothing() {
        Component owned = npm("lodash", "4.17.15").withOwner(new Owner("dpkg", "gone", "1"));

        assertThat(judge(inventory(BOOKWORM, owned), knowing(Level.JUDGED))
                        .coverage()
                        .get(0)
                        .best()
                        .level())
                .isEqualTo(Level.NOT_JUDGED);
    }

    @Test
    void aReleasePastItsEndOfLifeIsNotJudgedButItsKnownFlawsAreFound() {
        Component zlib = deb("zlib1g", "1:1.2.13", "zlib", "1:1.2.13");
        EndOfLife.Support past = new EndOfLife.Support(LocalDate.of(2020, 1, 1), Optional.of(TODAY.minusDays(1)));

        Judge.Judgement judgement = new Judge(
                        List.of(knowing(Level.JUDGED, advisory("CVE-1", List.of(), debianKey("zlib"), ""))), TODAY)
                .judge(inventory(BOOKWORM, zlib, npm("lodash", "1.0.0")), Optional.of(past));

        assertThat(judgement.coverage().get(0).best().level()).isEqualTo(Level.NOT_JUDGED);
        assertThat(judgement.coverage().get(0).best().reason()).isEqualTo(Reason.END_OF_LIFE);
        assertThat(judgement.matches()).containsKey(zlib);
        assertThat(judgement.coverage().get(1).best().level())
                .as("npm packages do not age with the distribution")
                .isEqualTo(Level.JUDGED);
    }

    @Test
    void longTermSupportStillCounts() {
        EndOfLife.Support lts = new EndOfLife.Support(TODAY.minusDays(100), Optional.of(TODAY));

        assertThat(new Judge(List.of(knowing(Level.JUDGED)), TODAY)
                        .judge(inventory(BOOKWORM, deb("a", "1", "a", "1")), Optional.of(lts))
                        .coverage()
                        .get(0)
                        .best()
                        .level())
                .isEqualTo(Level.JUDGED);
    }

    @Test
    void aVersionThatCannotBeComparedIsUnjudgedForThatRecordAndNotSafe() {
        Judge.Judgement judgement = judge(
                inventory(BOOKWORM, npm("lodash", "4.17.15")),
                knowing(Level.JUDGED, advisory("GHSA-odd", List.of(), npmKey("lodash"), "four")));

        assertThat(judgement.coverage().get(0).unreadable()).containsExactly("GHSA-odd");
        assertThat(CoverageSummary.of(judgement.coverage(), 0, 0).hasUnjudged()).isTrue();
    }

    @Test
    void aRecordThatListsBinariesOnlyConcernsThose() {
        Affected onlyLib = new Affected(
                debianKey("openssl"),
                advisory("x", List.of(), debianKey("openssl"), "")
                        .affected()
                        .get(0)
                        .ranges(),
                List.of(),
                FixState.NOT_FIXED,
                "",
                List.of("libssl3"));
        Component lib = deb("libssl3", "3.0.11-1", "openssl", "3.0.11-1");
        Component tool = deb("openssl", "3.0.11-1", "openssl", "3.0.11-1");

        Judge.Judgement judgement = judge(
                inventory(BOOKWORM, lib, tool),
                knowing(Level.JUDGED, advisory("CVE-1", List.of(), List.of(), onlyLib)));

        assertThat(judgement.matches()).containsOnlyKeys(lib);
    }

    @Test
    void aKindOfPackageThatWeDoNotKnowIsNotJudgedAndBreaksNothing() {
        Component gem = Component.of(
                "gem",
                "rails",
                "5.0.0",
                Purl.of("gem", "", "rails", "5.0.0", Map.of()),
                new Location("bom.json", OptionalInt.empty()));

        Judge.Judgement judgement = judge(inventory(BOOKWORM, gem), knowing(Level.NOT_JUDGED));

        assertThat(judgement.matches()).isEmpty();
        assertThat(judgement.coverage().get(0).best().level()).isEqualTo(Level.NOT_JUDGED);
    }

    @Test
    void aBugFixNoticeThatNamesNoFlawIsNoFinding() {
        Component glibc = deb("libc6", "1", "glibc", "1");

        assertThat(judge(
                                inventory(BOOKWORM, glibc),
                                knowing(Level.JUDGED, advisory("ALBA-2022:1", List.of(), debianKey("glibc"), "2")))
                        .matches())
                .isEmpty();
    }

    private static Judge.Judgement judge(Inventory inventory, AdvisorySource... sources) {
        return new Judge(List.of(sources), TODAY).judge(inventory, Optional.empty());
    }
}
