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

import dev.plimsoll.advisory.Advisory;
import dev.plimsoll.advisory.Affected;
import dev.plimsoll.advisory.Coverage.Level;
import dev.plimsoll.advisory.FixState;
import dev.plimsoll.advisory.Severity;
import dev.plimsoll.inventory.Component;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class FindingAssemblerTest {
    @Test
    void recordsOfTheSameFlawAreOneFindingWithAllOfThemAsEvidence() {
        List<Finding> findings = findings(
                npm("lodash", "4.17.15"),
                advisory("GHSA-1", List.of("CVE-2020-1"), npmKey("lodash"), "4.17.19"),
                advisory("CVE-2020-1", List.of(), npmKey("lodash"), "4.17.21"));

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.id()).isEqualTo("CVE-2020-1");
            assertThat(finding.aliases()).containsExactly("GHSA-1");
            assertThat(finding.evidence()).extracting(Evidence::fixedVersion).containsExactly("4.17.21", "4.17.19");
            assertThat(finding.fixedVersion())
                    .as("the highest fix satisfies both")
                    .isEqualTo("4.17.21");
            assertThat(finding.severity()).isEqualTo(Severity.UNSPECIFIED);
        });
    }

    @Test
    void anUpdateNoticeGivesAFindingForEachFlawItMends() {
        Affected affected =
                advisory("x", List.of(), debianKey("zlib"), "1:1.3").affected().get(0);
        Component zlib = deb("zlib1g", "1:1.2", "zlib", "1:1.2");

        List<Finding> findings = findings(
                zlib,
                advisory("DSA-1", List.of(), List.of("CVE-1", "CVE-2"), affected),
                advisory("CVE-2", List.of(), debianKey("zlib"), "1:1.3"));

        assertThat(findings).extracting(Finding::id).containsExactlyInAnyOrder("CVE-1", "CVE-2");
        assertThat(findings).allSatisfy(finding -> assertThat(finding.aliases()).contains("DSA-1"));
        assertThat(findings.stream()
                        .filter(finding -> finding.id().equals("CVE-2"))
                        .findFirst()
                        .orElseThrow()
                        .evidence())
                .hasSize(2);
    }

    @Test
    void aRecordThatDisagreesIsShownBesideTheOneThatMatches() {
        Affected notAffected =
                new Affected(debianKey("zlib"), List.of(), List.of(), FixState.NOT_AFFECTED, "", List.of());

        List<Finding> findings = findings(
                deb("zlib1g", "1:1.2", "zlib", "1:1.2"),
                advisory("CVE-1", List.of(), debianKey("zlib"), ""),
                advisory("DEBIAN-CVE-1", List.of("CVE-1"), List.of(), notAffected));

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.fixState()).isEqualTo(FixState.NOT_FIXED);
            assertThat(finding.evidence())
                    .extracting(Evidence::fixState)
                    .containsExactly(FixState.NOT_FIXED, FixState.NOT_AFFECTED);
        });
    }

    @Test
    void notAffectedAloneIsNoFinding() {
        Affected notAffected =
                new Affected(debianKey("zlib"), List.of(), List.of(), FixState.NOT_AFFECTED, "", List.of());

        assertThat(findings(
                        deb("zlib1g", "1:1.2", "zlib", "1:1.2"), advisory("CVE-1", List.of(), List.of(), notAffected)))
                .isEmpty();
    }

    @Test
    void layersBelowTheBasesHeightAreTheBases() {
        LayerOrigins origins = new LayerOrigins(Optional.of(new BaseImage("debian:12", OptionalInt.of(1), "test")));

        assertThat(origins.introducedBy(OptionalInt.of(0))).isEqualTo(Finding.IntroducedBy.BASE);
        assertThat(origins.introducedBy(OptionalInt.of(1))).isEqualTo(Finding.IntroducedBy.OWN);
        assertThat(new LayerOrigins(Optional.empty()).introducedBy(OptionalInt.of(0)))
                .isEqualTo(Finding.IntroducedBy.UNKNOWN);
    }

    private static List<Finding> findings(Component component, Advisory... advisories) {
        Judge.Judgement judgement = new Judge(List.of(knowing(Level.JUDGED, advisories)), LocalDate.of(2026, 11, 23))
                .judge(inventory(BOOKWORM, component), Optional.empty());
        return new FindingAssembler(new Enrichments(List.of()), new LayerOrigins(Optional.empty()))
                .assemble(judgement.matches());
    }
}
