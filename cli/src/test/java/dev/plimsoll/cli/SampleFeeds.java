package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small feeds for the store of a test, imported as users do it. */
final class SampleFeeds {
    private final Path mirror;
    private final Function<String[], CliRun> program;

    /** @param program runs it under the test's environment */
    SampleFeeds(Path mirror, Function<String[], CliRun> program) {
        this.mirror = mirror;
        this.program = program;
    }

    /** What npm's feed says of lodash before 4.17.21, and a catalogue of what is exploited without it. */
    void lodash() throws IOException {
        Path kev = mirror.resolve("kev/known_exploited_vulnerabilities.json");
        Files.createDirectories(kev.getParent());
        Files.writeString(kev, """
                {"title": "CISA", "catalogVersion": "2026.11.20", "dateReleased": "2026-11-20T00:00:00.0000Z", "count": 1,
                 "vulnerabilities": [{"cveID": "CVE-2000-0001", "vendorProject": "a", "product": "b",
                   "vulnerabilityName": "c", "dateAdded": "2026-01-01", "shortDescription": "", "requiredAction": "",
                   "dueDate": "2026-02-01", "knownRansomwareCampaignUse": "Unknown"}]}
                """);
        osv("osv/npm/all.zip", "GHSA-35jh-r3h4-6jhm.json", """
                {"schema_version": "1.6.0", "id": "GHSA-35jh-r3h4-6jhm", "modified": "2026-11-20T00:00:00Z",
                 "aliases": ["CVE-2021-23337"], "summary": "Command Injection in lodash",
                 "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H"}],
                 "affected": [{"package": {"ecosystem": "npm", "name": "lodash"},
                   "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "4.17.21"}]}]}]}
                """);
    }

    /** A feed of one record. */
    void osv(String file, String record, String json) throws IOException {
        Path zip = mirror.resolve(file);
        Files.createDirectories(zip.getParent());
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry(record));
            out.write(json.getBytes(StandardCharsets.UTF_8));
        }
        CliRun update = program.apply(new String[] {"db", "update", "--from", mirror.toString()});
        assertThat(update.code()).as(update.out() + update.err()).isZero();
    }
}
