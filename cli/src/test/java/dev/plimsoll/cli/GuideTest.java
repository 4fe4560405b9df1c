package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.plimsoll.cli.Distribution.Run;
import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.SharedFiles;
import dev.plimsoll.testkit.image.TinyImage;
import dev.plimsoll.testkit.image.TinyTar;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The guide's commands are ones that there are, and do what it says. */
class GuideTest {
    private static final Set<String> REASONS =
            Set.of("", "later work", "network", "container engine", "changes your machine", "builds", "never ends");

    @TempDir
    private Path directory;

    @Test
    void everyCommandOfOursIsOneThatTheProgramTakes() throws IOException {
        int checked = 0;
        for (Guide.Block block : Guide.blocks()) {
            assertThat(block.notRun()).isIn(REASONS);
            for (String command : block.commands()) {
                if (!block.notRun().equals("later work") && command.matches("(docker )?plimsoll .*")) {
                    String[] words = command.replaceFirst("^(docker )?plimsoll ", "")
                            .replaceFirst(" \\|\\| .*", "")
                            .split(" +");
                    assertThatCode(() -> parser().parseArgs(words)).as(command).doesNotThrowAnyException();
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(12);
    }

    @Test
    void everyTargetOfMakeIsThere() throws IOException {
        String makefile = Files.readString(SharedFiles.checkout().resolve("Makefile"));
        for (Guide.Block block : Guide.blocks()) {
            for (String command : block.commands()) {
                if (!block.notRun().equals("later work") && command.startsWith("make ")) {
                    assertThat(makefile).containsPattern("(?m)^" + command.substring("make ".length()) + ":");
                }
            }
        }
    }

    @Test
    void everyScriptIsThere() throws IOException {
        int checked = 0;
        for (Guide.Block block : Guide.blocks()) {
            for (String command : block.commands()) {
                if (command.startsWith("./scripts/")) {
                    assertThat(SharedFiles.checkout().resolve(command.split(" ", 2)[0]))
                            .isExecutable();
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(4);
    }

    private static CommandLine parser() {
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        CliContext context = new CliContext(
                Map.of(), InputStream.nullInputStream(), nowhere, nowhere, false, false, Clock.systemUTC());
        return new CommandLine(new PlimsollCommand(), new CommandFactory(context))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** In the guide's order and one folder, as a reader would: an image that is judged and has nothing against it. */
    @Test
    @Tag("proof")
    @RequiresCommand({"bash", "make", "jq"})
    void whatIsNotMarkedRuns() throws Exception {
        Map<String, String> environment = Map.of(
                "PATH",
                directory + ":/usr/local/bin:/usr/bin:/bin",
                "HOME",
                Files.createDirectories(directory.resolve("home")).toString(),
                "IMAGES_TO_SCAN",
                "archive://my-app.tar",
                "https_proxy",
                "http://127.0.0.1:9");
        Distribution.checkout(directory);
        images();
        Run update = run(environment, "plimsoll db update --from mirror");
        assertThat(update.code()).as(update.said()).isZero();

        int ran = 0;
        for (Guide.Block block : Guide.blocks()) {
            if (block.notRun().isEmpty()) {
                Run run = run(environment, block.script());
                assertThat(run.code()).as(block.script() + run.said()).isZero();
                ran++;
            }
        }

        assertThat(ran).isGreaterThan(12);
        assertThat(directory.resolve("security-reports/security-summary.md.old"))
                .isNotEmptyFile();
        assertThat(directory.resolve("security.sarif")).content().contains("\"2.1.0\"");
        assertThat(directory.resolve("security-artifacts/security-scan-results.json"))
                .content()
                .contains("oci-dir://redis");
    }

    private Run run(Map<String, String> environment, String script) throws IOException, InterruptedException {
        return Distribution.run(directory, environment, List.of("/bin/bash", "-e", "-c", script));
    }

    private void images() throws IOException {
        TinyTar files = new TinyTar()
                .file("app/node_modules/lodash/package.json", "{\"name\":\"lodash\",\"version\":\"4.17.21\"}");
        TinyImage.writeTar(new TinyImage().layer(files).dockerFiles(), directory.resolve("my-app.tar"));
        TinyImage.writeDirectory(new TinyImage().layer(files).ociFiles(TinyImage::gzip), directory.resolve("redis"));
        Path feed = directory.resolve("mirror/osv/npm/all.zip");
        Files.createDirectories(feed.getParent());
        Instant yesterday =
                Clock.systemUTC().instant().minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(feed))) {
            out.putNextEntry(new ZipEntry("GHSA-35jh-r3h4-6jhm.json"));
            out.write("""
                    {"schema_version": "1.6.0", "id": "GHSA-35jh-r3h4-6jhm", "modified": "%s", "aliases": ["CVE-2021-23337"],
                     "affected": [{"package": {"ecosystem": "npm", "name": "lodash"},
                       "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "4.17.21"}]}]}]}
                    """.formatted(yesterday).getBytes(StandardCharsets.UTF_8));
        }
    }
}
