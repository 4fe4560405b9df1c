package dev.plimsoll.policy;

import static dev.plimsoll.policy.Samples.finding;
import static dev.plimsoll.policy.Samples.image;
import static dev.plimsoll.policy.Samples.npm;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.advisory.Exploitation;
import dev.plimsoll.advisory.Severity;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.scan.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of images, patterns, and what keeps a finding the same one. */
class NamesTest {
    @ParameterizedTest
    @CsvSource({
        "app, app",
        "app:1.2, app",
        "registry://registry.example:5000/team/app, registry.example:5000/team/app",
        "registry://registry.example:5000/team/app:1.2, registry.example:5000/team/app",
        "local://team/app@sha256:00, team/app",
        "local://team/app:1.2@sha256:00, team/app",
        "archive://builds/app.tar, app.tar",
        "oci-dir://builds/app/, app",
        "fs:///, /"
    })
    void anImagesRepositoryHasNeitherTagNorDigest(String reference, String repository) {
        assertThat(ImageNames.repository(image(reference))).isEqualTo(repository);
    }

    @Test
    void aFileThatNamesItsImageHasThatName() {
        assertThat(ImageNames.repository(image("archive://builds/app.tar", "team/app:1.2")))
                .isEqualTo("team/app");
    }

    @ParameterizedTest
    @CsvSource({
        "team/app, true",
        "team/app:1.2, true",
        "team/*, true",
        "archive://app.tar, true",
        "app.tar, true",
        "team, false",
        "other, false"
    })
    void aPatternIsAboutAnImageByAnyOfItsNames(String pattern, boolean about) {
        assertThat(ImageNames.match(new Glob(pattern), image("archive://app.tar", "team/app:1.2")))
                .isEqualTo(about);
    }

    @ParameterizedTest
    @CsvSource({
        "abc, abc, true", "abc, abcd, false", "abc, ab, false", "a*c, abbbc, true", "a*c, abbb, false",
        "*, anything/at/all, true", "a*b*c, a1b2b3c, true", "a**, a, true", "a.c, abc, false", "A, a, false"
    })
    void aStarStandsForAnythingAndAllElseForItself(String pattern, String text, boolean matches) {
        assertThat(new Glob(pattern).matches(text)).isEqualTo(matches);
        assertThat(Glob.any(List.of(new Glob("x"), new Glob(pattern)), text)).isEqualTo(matches);
    }

    @Test
    void noPatternCanBeMadeToHang() {
        Glob glob = new Glob("*a".repeat(50) + "b");

        org.junit.jupiter.api.Assertions.assertTimeout(
                Duration.ofSeconds(2),
                () -> assertThat(glob.matches("a".repeat(100_000))).isFalse());
    }

    @Test
    void aFindingStaysTheSameWhenTheImageIsBuiltAgain() {
        ImageInfo image = image("registry://r.example/app:1");
        String before = Fingerprint.of(image, at("1.0", "opt/lodash-1.0/package.json"));

        assertThat(before).matches("[0-9a-f]{32}");
        assertThat(Fingerprint.of(image("registry://r.example/app:2"), at("1.1", "opt/lodash-1.1/package.json")))
                .isEqualTo(before);
    }

    @Test
    void anotherImagePackageFlawOrPlaceIsAnotherFinding() {
        ImageInfo image = image("registry://r.example/app:1");
        Finding finding = finding("CVE-1", Severity.HIGH);
        String same = Fingerprint.of(image, finding);

        assertThat(Fingerprint.of(image("registry://r.example/other:1"), finding))
                .isNotEqualTo(same);
        assertThat(Fingerprint.of(image, finding("CVE-2", Severity.HIGH))).isNotEqualTo(same);
        assertThat(Fingerprint.of(image, at("1.0", "elsewhere/package.json"))).isNotEqualTo(same);
        assertThat(Fingerprint.of(
                        image,
                        of(npm("other", "1.0").withLocations(finding.component().locations()))))
                .isNotEqualTo(same);
        assertThat(Fingerprint.of(image, finding("CVE-1", Severity.LOW))).isEqualTo(same);
    }

    private static Finding at(String version, String path) {
        return of(npm("lodash", version).withLocations(List.of(new Location(path, OptionalInt.empty()))));
    }

    private static Finding of(Component component) {
        return finding(component, "CVE-1", Severity.HIGH, "", Exploitation.UNKNOWN, Optional.empty());
    }
}
