package dev.plimsoll.debian.resolve;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.debian.catalog.TestCatalogs;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said when there is no way: who, which relation, and what there is. */
class ExplanationTest {
    private void assertMessage(ResolutionRequest request, String expected, String... stanzas) {
        Resolver resolver =
                new Resolver(new TestCatalogs().suite("bookworm", 500, stanzas).catalogs(), TestCatalogs.versions());
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> resolver.resolve(request))
                .withMessage(expected.strip())
                .matches(e -> e.code() == ErrorCode.USAGE);
    }

    private static ResolutionRequest request(String... packages) {
        return ResolutionRequest.of(List.of(packages));
    }

    @Test
    void namesAllPackagesThatAreNotThere() {
        assertMessage(
                request("gone", "app=2", "virtual", "app"),
                """
                the archive has no package gone for amd64
                there is no app of the version 2; there is 1 (bookworm)
                virtual is no package but a name that several provide: app, other. Name one of them
                """,
                "Package: app\nProvides: virtual",
                "Package: other\nProvides: virtual");
    }

    @Test
    void goesDownToTheRelationThatNothingFulfils() {
        assertMessage(
                request("app"),
                """
                app 1 can't be had:
                  app Depends middle | gone:
                    middle 1 can't be had:
                      middle Depends lib (>= 2):
                        there is lib 1 (bookworm)
                    no package of this archive is or provides gone
                """,
                "Package: app\nDepends: fine, middle | gone",
                "Package: middle\nDepends: lib (>= 2)",
                "Package: lib",
                "Package: fine");
    }

    @Test
    void namesTheConflict() {
        assertMessage(
                request("one", "other"),
                """
                one 1 can't be had:
                  one Conflicts agent, but other 1 is wanted too (requested)
                other 1 can't be had:
                  other Conflicts agent, but one 1 is wanted too (requested)
                """,
                "Package: one\nProvides: agent\nConflicts: agent",
                "Package: other\nProvides: agent\nConflicts: agent");
        assertMessage(
                request("app", "foe"),
                """
                foe 1 can't be had:
                  foe Conflicts lib, but lib 1 is wanted too (app Depends lib)
                """,
                "Package: app\nDepends: lib",
                "Package: foe\nConflicts: lib",
                "Package: lib");
        assertMessage(
                request("foe", "app"),
                """
                app 1 can't be had:
                  app Depends lib:
                    lib is kept out: foe Conflicts lib
                """,
                "Package: app\nDepends: lib",
                "Package: foe\nConflicts: lib",
                "Package: lib");
    }

    @Test
    void namesThePinThatIsInTheWay() {
        assertMessage(
                new ResolutionRequest(List.of("app"), List.of(Pin.parse("openssl>=3.1")), false),
                """
                app 1 can't be had:
                  app Depends libssl3:
                    there is libssl3 3.0.11 (bookworm), and the pin openssl>=3.1
                """,
                "Package: app\nDepends: libssl3",
                "Package: libssl3\nSource: openssl\nVersion: 3.0.11");
        assertMessage(
                new ResolutionRequest(List.of("app"), List.of(Pin.parse("app>=2")), false),
                "no version of app fits the pins app>=2; there is 1 (bookworm)",
                "Package: app");
    }

    @Test
    void saysWhenAnOlderVersionNeedsOlderSiblings() {
        assertMessage(
                request("app=1"),
                """
                app 1 can't be had:
                  app Depends lib (= 1):
                    of lib, 2 is taken, the newest; name lib=1 too if it shall be the other
                """,
                "Package: app\nVersion: 1\nDepends: lib (= 1)",
                "Package: app\nVersion: 2\nDepends: lib (= 2)",
                "Package: lib\nVersion: 1",
                "Package: lib\nVersion: 2");
    }

    @Test
    void refusesAPinThatIsNone() {
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> Pin.parse("openssl at least 3"))
                .withMessageContaining("NAME>=VERSION");
    }
}
