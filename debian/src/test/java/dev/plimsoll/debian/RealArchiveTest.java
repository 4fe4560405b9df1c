package dev.plimsoll.debian;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.advisory.Advisory;
import dev.plimsoll.advisory.Coverage;
import dev.plimsoll.advisory.Knowledge;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Progress;
import dev.plimsoll.inventory.Component;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One real case of each kind against the live archive; the whole root is {@link RealRootProofTest}. */
class RealArchiveTest {
    @TempDir
    Path directory;

    @Test
    void tellsWhatAnUpgradeOfPerlFixesAndProvesTheLineageOfTheRest() {
        HttpFetcher http = RealMirror.require();
        List<Component> components = List.of(
                InstalledRoot.component("perl-base", "5.36.0-7+deb12u3", "perl", "5.36.0-7+deb12u3", "amd64"),
                InstalledRoot.component("gcc", "4:12.2.0-3", "gcc-defaults", "1.203", "amd64"),
                InstalledRoot.component("perl-tk", "9:1-1", "perl-tk-by-somebody", "9:1-1", "amd64"),
                InstalledRoot.component("bash", "99-1", "bash", "99-1", "amd64"),
                InstalledRoot.component("tzdata", "2023c-4", "tzdata", "2023c-4vendor1", "all"));
        try (DebianArchiveSource source = RealMirror.source(http, directory, DebianOptions.DEFAULT, Trust.debian())) {
            List<Knowledge> knowledge = source.lookUp(components, Optional.of(InstalledRoot.BOOKWORM));

            assertThat(knowledge).hasSize(5);
            assertThat(knowledge.get(0).coverage().level()).isEqualTo(Coverage.Level.JUDGED_FIXES_ONLY);
            assertThat(knowledge.get(0).advisories())
                    .extracting(Advisory::id)
                    .hasSizeGreaterThanOrEqualTo(13)
                    .allMatch(id -> id.startsWith("CVE-"));
            assertThat(knowledge.get(1).coverage().level()).isEqualTo(Coverage.Level.JUDGED_FIXES_ONLY);
            assertThat(knowledge.get(1).advisories()).isEmpty();
            assertThat(knowledge.subList(2, 5))
                    .extracting(each -> each.coverage().reason())
                    .containsExactly(Coverage.Reason.FOREIGN, Coverage.Reason.LINEAGE, Coverage.Reason.LINEAGE);
        }
    }

    @Test
    void fetchesTheArchivesKeysWhereTheMachineHasNone() {
        HttpFetcher http = RealMirror.require();
        Trust withoutKeys = new Trust(PinnedKeys.DEBIAN, List.of());
        try (DebianArchiveSource source = RealMirror.source(http, directory, DebianOptions.DEFAULT, withoutKeys)) {
            List<Knowledge> knowledge = source.lookUp(
                    List.of(InstalledRoot.component("gcc", "4:12.2.0-3", "gcc-defaults", "1.203", "amd64")),
                    Optional.of(InstalledRoot.BOOKWORM));
            assertThat(knowledge.get(0).coverage().level())
                    .as(knowledge.get(0).coverage().detail())
                    .isEqualTo(Coverage.Level.JUDGED_FIXES_ONLY);
        }
    }

    /** The release is signed by RSA subkeys of two archive keys and by the Ed25519 release key; each must do on its own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "B8B80B5B623EAB6AD8775C45B7C5D7D6350947F8",
                "04B54C3CDCA79751B16BC6B5225629DF75B188BD",
                "4D64FEC119C2029067D6E791F8D2585B8783D481"
            })
    void believesEachOfTheReleasesSigners(String fingerprint) {
        HttpFetcher http = RealMirror.require();
        byte[] release = new Mirror(http, Progress.NONE)
                .readUnverified(URI.create(Defaults.MIRROR + "/dists/bookworm/InRelease"), Defaults.RELEASE_BYTES);
        ArchiveFiles files = new ArchiveFiles(RealMirror.directories(directory));
        Mirror mirror = new Mirror(http, Progress.NONE);
        Trust one = new Trust(
                new PinnedKeys(Map.of(fingerprint, "the one")),
                Defaults.KEYRINGS.stream().map(Path::of).toList());
        Keyring keyring = new KeySource(one, mirror, new IndexLoader(mirror, files), files).local();
        Assumptions.assumeFalse(keyring.isEmpty(), "this machine has no keyring of Debian's");
        Instant now = Clock.systemUTC().instant();
        assertThat(new ReleaseVerifier(keyring, now, false)
                        .verify(release, "InRelease")
                        .signer())
                .isEqualTo("the one");
    }
}
