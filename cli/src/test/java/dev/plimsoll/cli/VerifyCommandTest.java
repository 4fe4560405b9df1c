package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testkit.image.TinyImage;
import dev.plimsoll.testkit.image.TinyTar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plimsoll verify}, without a container engine. */
class VerifyCommandTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path directory;

    private String policy = "";

    @BeforeEach
    void allowAnImageWithoutPackages() throws IOException {
        policy = Files.writeString(directory.resolve("policy.yaml"), "allow-unjudged: {nothing-found: true}\n")
                .toString();
    }

    private String archive(TinyImage image) throws IOException {
        return "archive://" + TinyImage.writeTar(image.dockerFiles(), directory.resolve("app.tar"));
    }

    private static TinyImage hardened(TinyTar files) {
        return new TinyImage()
                .layer(files.file("etc/passwd", "root:x:0:0::/:\nnonroot:x:65532:65532::/:\n"))
                .label("maintainer", "ops@example.org")
                .label("org.opencontainers.image.source", "https://example.org/app")
                .label("org.opencontainers.image.base.name", "scratch")
                .label("security.patch-level", "2026-11")
                .label("security.scan-date", "2026-11-20T00:00:00Z")
                .run("User", "\"nonroot\"")
                .run("Env", "[\"PATH=/bin\"]");
    }

    private static final String STATUS = """
            Package: libc6
            Status: install ok installed
            Version: 2.36-9
            Architecture: amd64

            Package: zlib1g
            Status: install ok installed
            Version: 1:1.2
            Architecture: amd64
            """;

    @Test
    void aHardenedImageHasAMarkForEachLine() throws IOException {
        CliRun run = run("verify", "--offline", "--policy", policy, archive(hardened(new TinyTar())));

        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.DONE);
        assertThat(run.out())
                .contains("app.tar, verified against " + policy + "\n")
                .containsPattern("✓ ok +image/runs-as-root +it runs as 'nonroot', user id 65532\n")
                .containsPattern("✓ ok +image/upgradable +there are no packages of a distribution\n")
                .containsPattern("✓ ok +image/package-count +0 packages of the distribution; no budget is set\n")
                .containsPattern("✓ ok +image/caches +no caches")
                .containsPattern("✓ ok +image/setuid ")
                .containsPattern("✓ ok +image/secrets ")
                .containsPattern("✓ ok +image/not-writable ")
                .containsPattern("✓ ok +image/base-not-pinned +it stands on no other image\n")
                .containsPattern("✓ ok +image/labels +the labels are there")
                .containsPattern("✓ ok +findings +no known flaw is over a limit of the policy\n")
                .containsPattern("✓ ok +coverage ")
                .endsWith("\nVerdict: PASS\n");
    }

    @Test
    void whatIsNotAsItShouldBeFails() throws IOException {
        TinyImage image = hardened(new TinyTar()
                        .file("usr/bin/su", 04755, new byte[] {1})
                        .file("app/.git/HEAD", "ref")
                        .file("tmp/build.log", "x"))
                .run("User", "\"0\"")
                .run("Env", "[\"DB_PASSWORD=hunter2\"]")
                .label("security.scan-date", "2025-01-01");

        CliRun run = run("verify", "--offline", "--policy", policy, archive(image));

        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.CONDITION_MET);
        assertThat(run.out())
                .containsPattern("✗ fail +image/runs-as-root +it runs as root: USER is '0'\n")
                .containsPattern("✗ fail +image/setuid +1 setuid or setgid program\n")
                .contains("usr/bin/su (becomes user 0)", "git repositories: 1 file", "temporary files: 1 file")
                .containsPattern("✗ fail +image/secrets ")
                .containsPattern("! warn +image/labels +security.scan-date was 691 days ago")
                .endsWith("\nVerdict: FAIL\n")
                .doesNotContain("hunter2");
    }

    @Test
    void whatTheArchiveWasNotAskedIsNotJudged() throws IOException {
        CliRun run = run(
                "verify",
                "--offline",
                "--policy",
                policy,
                archive(hardened(new TinyTar()
                        .file("etc/os-release", "ID=debian\nVERSION_ID=12\nVERSION_CODENAME=bookworm\n")
                        .file("var/lib/dpkg/status", STATUS))));

        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.UNJUDGED);
        assertThat(run.out())
                .containsPattern(
                        "\\? not judged +image/upgradable +not judged: whether 2 packages of 2 can be upgraded")
                .containsPattern("\\? not judged +coverage ")
                .endsWith("\nVerdict: UNJUDGED\n");
    }

    @Test
    void aBudgetOfPackagesIsTheOptionsOrThePolicys() throws IOException {
        String image = archive(hardened(new TinyTar().file("var/lib/dpkg/status", STATUS)));

        assertThat(run("verify", "--offline", "--max-packages", "2", image).out())
                .containsPattern("✓ ok +image/package-count +2 packages of the distribution \\(at most 2\\)");
        assertThat(run("verify", "--offline", "--max-packages=1", image).out())
                .containsPattern("✗ fail +image/package-count +2 packages of the distribution \\(at most 1\\)");
        assertThat(run("verify", "--offline", "--max-packages=-1", image).err())
                .contains("--max-packages wants a number from 0 on, not -1");
    }

    @Test
    void anImageThatIsNotThereIsAnError() {
        CliRun run = run("verify", "--offline", "archive://" + directory.resolve("absent.tar"));

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("absent.tar");
    }

    private CliRun run(String... arguments) {
        return CliRun.of(Map.of("HOME", directory.toString()), NOW, arguments);
    }
}
