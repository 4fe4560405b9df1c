package dev.plimsoll.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.advisory.Enrichment;
import dev.plimsoll.advisory.Exploitation;
import dev.plimsoll.advisory.FixState;
import dev.plimsoll.advisory.Severity;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Scheme;
import dev.plimsoll.image.dockerfile.LayerLines;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Distro;
import dev.plimsoll.inventory.Inventory;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.inventory.PackageKey;
import dev.plimsoll.inventory.Purl;
import dev.plimsoll.inventory.ReadAs;
import dev.plimsoll.policy.Remedy.Kind;
import dev.plimsoll.scan.BaseImage;
import dev.plimsoll.scan.Evidence;
import dev.plimsoll.scan.Finding;
import dev.plimsoll.scan.ScanResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemediesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dpkg   | libssl3 | var/lib/dpkg/status | 3.0.15-1 | COMMAND | apt-get update && apt-get install -y --only-upgrade libssl3
            dpkg   | libssl3 | var/lib/dpkg/status.d/libssl3 | 3.0.15-1 | REBASE | build again on a newer base, as the image has no package manager (a newer base than debian:12)
            apk    | openssl | lib/apk/db/installed | 1.1.1g-r0 | COMMAND | apk add --no-cache 'openssl>=1.1.1g-r0'
            rpm    | openssl-libs | var/lib/rpm/rpmdb.sqlite | 1:3.0.7-27 | COMMAND | dnf upgrade -y openssl-libs
            java   | org.yaml:snakeyaml | app.jar!/lib/snakeyaml.jar | 2.0 | EDIT | pom.xml: org.yaml:snakeyaml:2.0 (in <dependencyManagement> if another dependency brings it)
            node   | lodash | srv/node_modules/lodash/package.json | 4.17.21 | EDIT | package.json: "lodash": "^4.17.21" (in "overrides" if another package brings it)
            node   | tar | usr/lib/node_modules/npm/node_modules/tar/package.json | 6.2.1 | COMMAND | npm install -g npm@latest
            python | requests | srv/requests/METADATA | 2.20.0 | EDIT | requirements.txt: requests>=2.20.0 (pip install --upgrade 'requests>=2.20.0')
            go     | golang.org/x/net | app | 0.7.0 | EDIT | go.mod: go get golang.org/x/net@v0.7.0 && go mod tidy, then build again
            go     | stdlib | app | 1.20.1 | EDIT | build with Go 1.20.1 or newer
            """)
    void namesTheStepThatMends(String ecosystem, String name, String path, String fixed, Kind kind, String text) {
        assertThat(remedy(ecosystem, name, path, FixState.FIXED, fixed)).isEqualTo(new Remedy(kind, text));
    }

    @Test
    void saysPlainlyThatThereIsNoneYet() {
        assertThat(remedy("dpkg", "zlib1g", "var/lib/dpkg/status", FixState.NOT_FIXED, "")
                        .text())
                .startsWith("none yet");
        assertThat(remedy("dpkg", "zlib1g", "var/lib/dpkg/status", FixState.WILL_NOT_FIX, "")
                        .text())
                .contains("will not be fixed");
        assertThat(remedy("dpkg", "zlib1g", "var/lib/dpkg/status", FixState.END_OF_LIFE, ""))
                .isEqualTo(new Remedy(
                        Kind.REBASE, "move to a release that is still looked after (a newer base than debian:12)"));
    }

    @Test
    void aNameFromAnImageIsNoCommand() {
        assertThat(remedy("dpkg", "x;touch /tmp/y'$(id)", "var/lib/dpkg/status", FixState.FIXED, "1")
                        .text())
                .endsWith("--only-upgrade 'x;touch /tmp/y'\\''$(id)'");
    }

    @ParameterizedTest
    @CsvSource({
        "node, express, 4.19.2, 4.20.0, \"express\": \"^4.20.0\"",
        "node, express, 4.9.0, 4.10.0, \"express\": \"^4.10.0\"",
        "java, org.yaml:snakeyaml, 1.9, 1.32, org.yaml:snakeyaml:1.32",
        "python, requests, 2.9.0, 2.20.0, requests>=2.20.0"
    })
    void aPackageIsUpgradedOnceToTheVersionThatMendsAll(
            String ecosystem, String name, String lower, String higher, String step) {
        Finding one = finding(ecosystem, name, "srv/package.json", FixState.FIXED, lower);
        Finding two = finding(ecosystem, name, "srv/package.json", FixState.FIXED, higher);
        Remedies remedies = Remedies.of(scan(List.of(one, two)));

        assertThat(remedies.of(one).text()).contains(step);
        assertThat(remedies.of(two)).isEqualTo(remedies.of(one));
    }

    private static Remedy remedy(String ecosystem, String name, String path, FixState state, String fixed) {
        Finding finding = finding(ecosystem, name, path, state, fixed);
        return Remedies.of(scan(List.of(finding))).of(finding);
    }

    private static Finding finding(String ecosystem, String name, String path, FixState state, String fixed) {
        Component component = Component.of(
                ecosystem,
                name,
                "1.0",
                Purl.of("generic", "", "thing", "1.0", Map.of()),
                new Location(path, OptionalInt.of(0)));
        return new Finding(
                "CVE-2026-0001",
                List.of(),
                component,
                state,
                fixed,
                Severity.HIGH,
                Optional.empty(),
                List.of(),
                Exploitation.UNKNOWN,
                List.of(new Evidence(
                        "feed",
                        "CVE-2026-0001",
                        new PackageKey("Debian:12", PackageKey.Kind.SOURCE, name),
                        "1.0",
                        "<" + fixed,
                        state,
                        fixed,
                        "",
                        "",
                        "",
                        Optional.empty())),
                OptionalInt.of(0),
                Finding.IntroducedBy.UNKNOWN,
                Optional.empty());
    }

    private static ScanResult scan(List<Finding> findings) {
        return new ScanResult(
                new ImageInfo(
                        ImageReference.parse("archive://app.tar"),
                        Scheme.ARCHIVE,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of("app:1"),
                        List.of(),
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        List.of(),
                        -1),
                Instant.parse("2026-11-23T12:00:00Z"),
                new Inventory(
                        ReadAs.ROOT,
                        Optional.of(new Distro("debian", "12", "bookworm", "Debian 12", List.of())),
                        findings.stream().map(Finding::component).distinct().toList(),
                        List.of(),
                        List.of(),
                        ""),
                findings,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.of(new BaseImage("debian:12", OptionalInt.of(1), "label")),
                LayerLines.NONE,
                Set.of(Enrichment.Kind.EXPLOITED, Enrichment.Kind.SCORED),
                List.of());
    }
}
