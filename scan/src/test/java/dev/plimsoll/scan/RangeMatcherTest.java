package dev.plimsoll.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.advisory.Affected;
import dev.plimsoll.advisory.FixState;
import dev.plimsoll.advisory.VersionRange;
import dev.plimsoll.advisory.VersionRange.Event;
import dev.plimsoll.inventory.PackageKey;
import dev.plimsoll.inventory.UnreadableVersionException;
import dev.plimsoll.inventory.VersionScheme;
import dev.plimsoll.inventory.ecosystem.Ecosystems;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The evaluation algorithm of the OSV schema, on the cases that its text names and on those that publishers make of it. */
class RangeMatcherTest {
    private static final VersionScheme NPM =
            Ecosystems.byId("node").orElseThrow().versions();
    private final RangeMatcher matcher = new RangeMatcher(NPM);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // version | events | affected | range in words | fixed version
                "1.0.0 | introduced 0, fixed 1.2.0 | true | <1.2.0 | 1.2.0",
                "1.2.0 | introduced 0, fixed 1.2.0 | false | '' | ''",
                "0.9.0 | introduced 1.0.0, fixed 1.2.0 | false | '' | ''",
                "1.0.0 | introduced 1.0.0, fixed 1.2.0 | true | >=1.0.0 <1.2.0 | 1.2.0",
                "9.9.9 | introduced 1.0.0 | true | >=1.0.0 | ''",
                "9.9.9 | introduced 0 | true | all | ''",
                "1.2.0 | introduced 0, last_affected 1.2.0 | true | <=1.2.0 | ''",
                "1.2.1 | introduced 0, last_affected 1.2.0 | false | '' | ''",
                // one version only: the end lies where the start does
                "2.0.0 | introduced 2.0.0, last_affected 2.0.0 | true | >=2.0.0 <=2.0.0 | ''",
                "3.0.0 | introduced 2.0.0, last_affected 2.0.0 | false | '' | ''",
                // several branches, given out of order
                "2.5.0 | fixed 3.0.0, introduced 2.0.0, introduced 0, fixed 1.5.0 | true | >=2.0.0 <3.0.0 | 3.0.0",
                "1.7.0 | fixed 3.0.0, introduced 2.0.0, introduced 0, fixed 1.5.0 | false | '' | ''",
                // a branch closed at the next one's start is no fix: the next one's end is
                "1.0.0 | introduced 0, fixed 2.0.0, introduced 2.0.0, fixed 2.1.0 | true | <2.0.0 | 2.1.0",
                "2.0.0 | introduced 0, fixed 2.0.0, introduced 2.0.0, fixed 2.1.0 | true | >=2.0.0 <2.1.0 | 2.1.0",
                // a limit cuts off what lies behind it; * is none
                "1.5.0 | introduced 0, limit 1.0.0 | false | '' | ''",
                "0.5.0 | introduced 0, limit 1.0.0 | true | <1.0.0 | ''",
                "1.5.0 | introduced 0, limit * | true | all | ''",
                // pre-releases come before their release
                "1.2.0-rc.1 | introduced 0, fixed 1.2.0 | true | <1.2.0 | 1.2.0",
            })
    void evaluatesEvents(String version, String events, boolean affected, String range, String fixed) throws Exception {
        RangeMatcher.Match match = matcher.match(affected(events, List.of()), NPM.parse(version));

        assertThat(match).isEqualTo(new RangeMatcher.Match(affected, range, fixed));
    }

    @Test
    void aListedVersionMatchesByItsTextAndByItsMeaning() throws Exception {
        Affected listed = affected("", List.of("not a version", "1.0.0+build.1"));

        assertThat(matcher.match(listed, NPM.parse("1.0.0+build.1")).range()).isEqualTo("=1.0.0+build.1");
        assertThat(matcher.match(listed, NPM.parse("1.0.0")).affected()).isTrue();
        assertThat(matcher.match(listed, NPM.parse("1.0.1")).affected()).isFalse();
    }

    @Test
    void aRangeThatCannotBeReadLeavesTheVersionUnjudgedAndNotSafe() throws Exception {
        Affected broken = affected("introduced 0, fixed one.two", List.of());

        assertThatThrownBy(() -> matcher.match(broken, NPM.parse("1.0.0")))
                .isInstanceOf(UnreadableVersionException.class)
                .hasMessageContaining("one.two");
    }

    @Test
    void whatMatchesBesideARangeThatCannotBeReadIsStillFound() throws Exception {
        Affected partly = affected("introduced 0, fixed one.two", List.of("1.0.0"));

        assertThat(matcher.match(partly, NPM.parse("1.0.0")).affected()).isTrue();
    }

    @Test
    void aRecordWithoutComparableVersionsIsUnreadable() throws Exception {
        VersionRange commits = new VersionRange(VersionRange.Kind.GIT, List.of(new Event(Event.Type.INTRODUCED, "0")));
        Affected onlyCommits = new Affected(
                new PackageKey("npm", PackageKey.Kind.BINARY, "x"),
                List.of(commits),
                List.of(),
                FixState.FIXED,
                "",
                List.of());

        assertThatThrownBy(() -> matcher.match(onlyCommits, NPM.parse("1.0.0")))
                .isInstanceOf(UnreadableVersionException.class)
                .hasMessageContaining("no version that can be compared");
    }

    private static Affected affected(String events, List<String> versions) {
        List<Event> parsed = new ArrayList<>();
        for (String event : events.isEmpty() ? new String[0] : events.split(", ")) {
            String[] parts = event.strip().split(" ", 2);
            Event.Type type = switch (parts[0]) {
                case "introduced" -> Event.Type.INTRODUCED;
                case "fixed" -> Event.Type.FIXED;
                case "last_affected" -> Event.Type.LAST_AFFECTED;
                default -> Event.Type.LIMIT;
            };
            parsed.add(new Event(type, parts[1]));
        }
        List<VersionRange> ranges =
                parsed.isEmpty() ? List.of() : List.of(new VersionRange(VersionRange.Kind.SEMVER, parsed));
        return new Affected(
                new PackageKey("npm", PackageKey.Kind.BINARY, "x"), ranges, versions, FixState.FIXED, "", List.of());
    }
}
