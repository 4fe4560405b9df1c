package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command says where nothing can be built; BuildProofTest builds. */
class BuildCommandTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    private static final String SPEC = """
            image: plimsoll/app:latest
            release: bookworm
            packages: [base-files]
            run: {user: "999:999", entrypoint: [/usr/bin/app]}
            """;

    @TempDir
    private Path folder;

    @Test
    void the_faults_of_all_specs_are_told_with_their_places_before_anything_is_built() throws IOException {
        Path one = spec("one.yaml", SPEC + "budget: {size: 60}\n");
        Path other = spec("other.yaml", SPEC + "nonsense: 1\nlabels: {maintainer: me}\n");

        CliRun run = run("build", one.toString(), other.toString());

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err().lines())
                .anyMatch(line -> line.startsWith(one + ":5:16: 'size' wants a size"))
                .anyMatch(line -> line.startsWith(other + ":5:1: unknown key 'nonsense'"))
                .anyMatch(line -> line.startsWith(other + ":6:10: 'maintainer' is set by the build"))
                .contains("plimsoll: there are 3 faults in the specs; nothing was built");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    build | build wants SPEC… or --all, one of the two
                    build --all SPEC | build wants SPEC… or --all, one of the two
                    build SPEC --lock --no-lock | --lock and --no-lock exclude each other
                    build SPEC SPEC -o oci-dir://x | --output is for one SPEC; there are 2
                    build SPEC --platform windows/amd64 | images are built for linux/amd64 and linux/arm64, not for windows/amd64
                    build SPEC --platform arm64 | platform 'arm64' is not os/arch[/variant]
                    """)
    void what_makes_no_sense_is_refused(String arguments, String message) throws IOException {
        Path spec = spec("app.yaml", SPEC);

        CliRun run = run(arguments.replace("SPEC", spec.toString()).split(" "));

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains(message);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void without_the_network_it_says_so_and_leaves_nothing_behind() throws IOException {
        CliRun run = run("build", "--offline", spec("app.yaml", SPEC).toString());

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("plimsoll/app:latest was not built: ").contains("--offline");
        assertThat(run.out()).isEmpty();
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void a_lock_of_another_request_is_refused_with_what_has_changed() throws IOException {
        Path spec = spec("app.yaml", SPEC);
        Files.writeString(folder.resolve("app.lock.json"), """
                {"version": 1, "platforms": {"linux/amd64": {
                  "request": {"release": "bookworm", "suites": ["bookworm", "bookworm-security", "bookworm-updates"],
                    "components": ["main"], "packages": ["redis-server"], "pin": [], "recommends": false},
                  "suites": [{"name": "bookworm", "date": "2026-11-01T00:00:00Z",
                    "in-release": "sha256:%1$s"}],
                  "packages": [{"name": "redis-server", "version": "1", "architecture": "amd64", "suite": "bookworm",
                    "filename": "pool/r.deb", "sha256": "%1$s", "size": 1}]}}}
                """.replace("%1$s", "0".repeat(64)));

        CliRun run = run("build", "--platform", "linux/amd64", spec.toString());

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .contains(
                        "app.lock.json is older than its spec: packages has base-files now, and has no redis-server any more");
    }

    private Path spec(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private CliRun run(String... arguments) {
        return CliRun.of(
                Map.of("HOME", folder.resolve("home").toString()),
                NOW,
                List.of(arguments).toArray(String[]::new));
    }
}
