package dev.plimsoll.report;

import dev.plimsoll.report.document.ComponentRow;
import dev.plimsoll.report.document.FindingRow;
import dev.plimsoll.report.document.FindingRow.EvidenceRow;
import dev.plimsoll.report.document.FindingRow.LineRow;
import dev.plimsoll.report.document.FindingRow.RatingRow;
import dev.plimsoll.report.document.UnjudgedRow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The long rows of a sample; each is made anew whenever it is asked for. */
final class SampleRows {
    static final String VECTOR = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";

    /** Puts a hostile name in the place of an ordinary text. */
    private final SampleNames names;

    SampleRows(SampleNames names) {
        this.names = names;
    }

    List<FindingRow> findings() {
        return List.of(
                new Finding("CVE-2024-0001", "critical")
                        .scored(9.8)
                        .exploited(LocalDate.of(2024, 2, 1))
                        .row(),
                new Finding("CVE-2024-0002", "high")
                        .scored(8.1)
                        .from("docker/Dockerfile", 12, 14, "RUN")
                        .row(),
                new Finding("CVE-2024-0003", "high")
                        .scored(7.5)
                        .state("waived", "accepted by team-api until 2027-01-31: not reachable from outside")
                        .row(),
                new Finding("CVE-2024-0004", "medium").scored(5.3).unfixed().row(),
                new Finding("GHSA-aaaa-bbbb-cccc", "low").jar().row(),
                new Finding("CVE-2024-0006", "unspecified").hidden().row());
    }

    List<FindingRow> suppressed() {
        return List.of(new Finding("CVE-2024-0099", "high")
                .scored(7.0)
                .state("suppressed", "kernel flaws do not count in a container")
                .row());
    }

    /** The n-th of very many. */
    FindingRow numbered(int number) {
        String[] severities = {"critical", "high", "medium", "low", "unspecified"};
        return new Finding(String.format(Locale.ROOT, "CVE-2024-%07d", number), severities[Math.min(4, number / 1000)])
                .at("opt/part-" + number)
                .row();
    }

    List<UnjudgedRow> unjudged() {
        return List.of(
                new UnjudgedRow(
                        "component",
                        name("leftover"),
                        text("1.0"),
                        "npm",
                        text("srv/app/node_modules/leftover"),
                        "no-source",
                        text("no feed for npm")),
                new UnjudgedRow(
                        "gap",
                        name("srv/broken.jar"),
                        "",
                        "",
                        text("srv/broken.jar"),
                        "corrupt",
                        "ends after 12 bytes"),
                new UnjudgedRow(
                        "record",
                        name("GHSA-odd-odd-odd1"),
                        "",
                        "npm",
                        "",
                        "unreadable",
                        text("its range could not be read")),
                new UnjudgedRow(
                        "unidentified",
                        name("srv/unknown.jar"),
                        "",
                        "java",
                        text("srv/unknown.jar"),
                        "unidentified",
                        text("no candidate matched")));
    }

    List<ComponentRow> judgedComponents() {
        return List.of(
                component("openssl", "3.0.11-1", "judged", "none"), component("json-tool", "2.1", "judged", "none"));
    }

    List<ComponentRow> partlyJudgedComponents() {
        return List.of(
                component("musl", "1.2.4-r2", "judged", "none"),
                component("zlib", "1.3-r0", "judged-fixes-only", "fixes-only"),
                component("leftover", "1.0", "not-judged", "no-source"));
    }

    private ComponentRow component(String name, String version, String level, String reason) {
        return new ComponentRow(
                "dpkg",
                name(name),
                text(version),
                purl(name, version),
                text("var/lib/dpkg/status"),
                List.of(text("MIT")),
                level,
                reason,
                level.equals("not-judged") ? "" : "debian-tracker");
    }

    private String name(String ordinary) {
        return names.name(ordinary);
    }

    private String text(String ordinary) {
        return names.text(ordinary);
    }

    /** Purls are made by the program and percent-encoded, whatever the names are. */
    private static String purl(String name, String version) {
        return "pkg:deb/debian/" + name + "@" + version;
    }

    /** One finding while it is put together. */
    private final class Finding {
        private final String id;
        private final String severity;
        private Optional<RatingRow> rating = Optional.empty();
        private Optional<LocalDate> exploited = Optional.empty();
        private OptionalDouble epss = OptionalDouble.empty();
        private String ecosystem = "dpkg";
        private String packageName = "openssl";
        private String version = "3.0.11-1";
        private String path = "var/lib/dpkg/status";
        private String fixState = "fixed";
        private String fixed = "3.0.12-1";
        private String remedyKind = "command";
        private String remedy = "apt-get install --only-upgrade openssl=3.0.12-1";
        private String state = "counts";
        private String why = "";
        private boolean shown = true;
        private Optional<LineRow> dockerfile = Optional.empty();

        Finding(String id, String severity) {
            this.id = id;
            this.severity = severity;
        }

        Finding scored(double score) {
            rating = Optional.of(new RatingRow("NVD", severity, "CVSS:3.1", VECTOR, OptionalDouble.of(score)));
            return this;
        }

        Finding exploited(LocalDate since) {
            exploited = Optional.of(since);
            epss = OptionalDouble.of(0.97);
            why = "known to be exploited since " + since;
            return this;
        }

        Finding unfixed() {
            fixState = "not-fixed";
            fixed = "";
            remedyKind = "none";
            remedy = "there is no fix yet";
            return this;
        }

        Finding jar() {
            ecosystem = "java";
            packageName = "json-tool";
            version = "2.1";
            path = "srv/app/lib/json tool-2.1.jar";
            fixed = "2.2";
            remedyKind = "edit";
            remedy = "in pom.xml set org.example:json-tool to 2.2";
            return this;
        }

        Finding from(String file, int line, int endLine, String instruction) {
            dockerfile = Optional.of(new LineRow(text(file), line, endLine, instruction));
            return this;
        }

        Finding at(String otherPath) {
            path = otherPath;
            return this;
        }

        Finding hidden() {
            shown = false;
            return this;
        }

        Finding state(String word, String reason) {
            state = word;
            why = reason;
            return this;
        }

        FindingRow row() {
            return new FindingRow(
                    name(id),
                    List.of("GHSA-xxxx-yyyy-" + id.substring(id.length() - 4)),
                    severity,
                    rating,
                    rating.stream().toList(),
                    exploited,
                    exploited.isPresent(),
                    epss,
                    epss.isPresent() ? OptionalDouble.of(0.999) : OptionalDouble.empty(),
                    Optional.of(Instant.parse("2024-01-01T00:00:00Z")),
                    ecosystem,
                    name(packageName),
                    text(version),
                    purl(packageName, version),
                    text(path),
                    OptionalInt.of(1),
                    dockerfile,
                    "base",
                    fixState,
                    text(fixed),
                    remedyKind,
                    text(remedy),
                    String.format(Locale.ROOT, "%032x", (id + path).hashCode() & 0xffffffffL),
                    state,
                    text(why),
                    true,
                    shown,
                    List.of(new EvidenceRow(
                            "debian-tracker",
                            name(id),
                            text("<3.0.12-1"),
                            fixState,
                            text(fixed),
                            text("buffer overflow in " + packageName),
                            text("proof of " + id),
                            names.link("https://security.example.org/" + id))));
        }
    }
}
