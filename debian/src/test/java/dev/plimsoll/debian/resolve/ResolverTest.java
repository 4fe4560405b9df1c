package dev.plimsoll.debian.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.debian.catalog.TestCatalogs;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which packages get in; that apt finds the same is the oracle test's. */
class ResolverTest {
    private Resolution resolve(ResolutionRequest request, String... stanzas) {
        return resolver(stanzas).resolve(request);
    }

    private Resolver resolver(String... stanzas) {
        return new Resolver(new TestCatalogs().suite("bookworm", 500, stanzas).catalogs(), TestCatalogs.versions());
    }

    private static List<String> names(Resolution resolution) {
        return resolution.packages().stream().map(ArchivePackage::name).toList();
    }

    private static ResolutionRequest request(String... packages) {
        return ResolutionRequest.of(List.of(packages));
    }

    @Test
    void bringsInWhatIsNeededBeforeWhoNeedsIt() {
        Resolution resolution = resolve(
                request("app"),
                "Package: app\nDepends: lib (>= 1), data\nPre-Depends: tool",
                "Package: data\nArchitecture: all\nDepends: app",
                "Package: lib",
                "Package: tool\nDepends: lib",
                "Package: unrelated");

        assertThat(names(resolution)).containsExactly("lib", "tool", "data", "app");
        assertThat(resolution.why())
                .containsEntry("app", List.of("requested", "data Depends app"))
                .containsEntry("lib", List.of("tool Depends lib", "app Depends lib (>= 1)"));
    }

    @Test
    void takesTheFirstAlternativeThatWorks() {
        assertThat(names(resolve(
                        request("app"),
                        "Package: app\nDepends: gone | old (>= 2) | broken | good | better",
                        "Package: old",
                        "Package: broken\nDepends: gone",
                        "Package: good",
                        "Package: better")))
                .containsExactly("good", "app");
    }

    @Test
    void takesAnAlternativeThatIsInAnyway() {
        assertThat(names(resolve(
                        request("app", "second"),
                        "Package: app\nDepends: first | second",
                        "Package: first",
                        "Package: second")))
                .containsExactlyInAnyOrder("second", "app");
    }

    @Test
    void takesRecommendedPackagesOnlyWhereTheyAreWanted() {
        String[] stanzas = {"Package: app\nRecommends: nice, gone", "Package: nice"};

        assertThat(names(resolve(request("app"), stanzas))).containsExactly("app");
        assertThat(names(resolve(new ResolutionRequest(List.of("app"), List.of(), true), stanzas)))
                .containsExactlyInAnyOrder("app", "nice");
    }

    @Test
    void providedNamesFulfilRelationsAndWithAVersionVersionedOnes() {
        String[] stanzas = {
            "Package: app\nDepends: virtual",
            "Package: strict\nDepends: virtual (>= 2)",
            "Package: plain\nProvides: virtual\nPriority: standard",
            "Package: second\nProvides: virtual (= 2)"
        };

        assertThat(names(resolve(request("app"), stanzas))).containsExactly("plain", "app");
        assertThat(names(resolve(request("strict"), stanzas))).containsExactly("second", "strict");
    }

    @Test
    void anyIsMetOnlyByPackagesThatAllowIt() {
        assertThat(names(resolve(
                        request("app"),
                        "Package: app\nDepends: foreign:any | allowed:any, native:native",
                        "Package: foreign\nMulti-Arch: foreign",
                        "Package: allowed\nMulti-Arch: allowed",
                        "Package: native")))
                .containsExactlyInAnyOrder("allowed", "native", "app");
    }

    @Test
    void goesRoundAConflictWhereThereIsAWay() {
        String[] stanzas = {
            "Package: app\nDepends: first | second",
            "Package: first",
            "Package: second",
            "Package: foe\nBreaks: first (<< 2)",
            "Package: friend\nBreaks: first (<< 1)"
        };

        assertThat(names(resolve(request("app", "foe"), stanzas))).containsExactlyInAnyOrder("second", "app", "foe");
        assertThat(names(resolve(request("app", "friend"), stanzas)))
                .containsExactlyInAnyOrder("first", "app", "friend");
    }

    @Test
    void noPackageIsInConflictWithItselfNorWithWhatItProvides() {
        assertThat(names(resolve(
                        request("one"),
                        "Package: one\nProvides: agent\nConflicts: agent, one",
                        "Package: other\nProvides: agent\nConflicts: agent")))
                .containsExactly("one");
    }

    @Test
    void takesTheNewestVersionOverAllSuitesButNotFromBackports() {
        Resolver resolver = new Resolver(
                new TestCatalogs()
                        .suite("bookworm", 500, "Package: app\nVersion: 1", "Package: same\nVersion: 1")
                        .suite(
                                "bookworm-security",
                                500,
                                "Package: app\nVersion: 1+deb12u1",
                                "Package: same\nVersion: 1")
                        .suite("bookworm-backports", 100, "Package: app\nVersion: 2", "Package: fresh\nVersion: 2")
                        .catalogs(),
                TestCatalogs.versions());

        assertThat(resolver.resolve(request("app", "fresh", "same")).packages())
                .extracting(each -> each.name() + " " + each.version() + " of " + each.suite())
                .containsExactlyInAnyOrder(
                        "app 1+deb12u1 of bookworm-security", "fresh 2 of bookworm-backports", "same 1 of bookworm");
        assertThat(resolver.resolve(request("app=2")).packages())
                .extracting(ArchivePackage::version)
                .containsExactly("2");
    }

    @Test
    void pinsRuleOutVersionsOfAPackageOrOfAllOfASource() {
        String[] stanzas = {
            "Package: app\nDepends: libssl3",
            "Package: libssl3\nSource: openssl\nVersion: 3.0.11",
            "Package: libssl3\nSource: openssl\nVersion: 3.0.9"
        };
        ResolutionRequest lower = new ResolutionRequest(
                List.of("app"), List.of(Pin.parse("openssl<<3.0.10"), Pin.parse("notthere>=5")), false);
        ResolutionRequest floor = new ResolutionRequest(List.of("app"), List.of(Pin.parse("libssl3 >= 3.0.11")), false);

        assertThat(resolve(lower, stanzas).packages().get(0).version()).isEqualTo("3.0.9");
        assertThat(resolve(floor, stanzas).packages().get(0).version()).isEqualTo("3.0.11");
    }

    @Test
    void leavesNothingBehindOfABranchThatFailed() {
        assertThat(names(resolve(
                        request("app"),
                        "Package: app\nDepends: first | second",
                        "Package: first\nDepends: extra, deep",
                        "Package: deep\nDepends: deeper",
                        "Package: deeper\nDepends: gone",
                        "Package: extra",
                        "Package: second")))
                .containsExactly("second", "app");
    }

    @Test
    void aNameWithASingleProviderStandsForIt() {
        assertThat(names(resolve(request("virtual"), "Package: only\nProvides: virtual")))
                .containsExactly("only");
    }
}
