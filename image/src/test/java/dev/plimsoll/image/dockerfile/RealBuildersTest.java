package dev.plimsoll.image.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.engine.Engine;
import dev.plimsoll.image.engine.EngineAnswer;
import dev.plimsoll.image.engine.EngineRequest;
import dev.plimsoll.image.source.engine.EngineSource;
import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.DockerDaemon;
import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.RequiresFile;
import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a real engine's two builders write into histories is found in the Dockerfile that they built from. */
@RequiresCommand({"dockerd", "docker", "tar"})
@RequiresFile("fixtures/images/alpine-310.tar.gz")
@Timeout(240)
class RealBuildersTest {
    private static final String FILE = """
            FROM alpine:3.10 AS builder
            RUN echo built > /out

            FROM alpine:3.10
            ARG WHO=me
            ENV DIR=/srv/app MSG="a b"
            RUN mkdir -p \\
                  # a comment
                  /a/b && \\
                echo "two  blanks" > /a/b/c
            WORKDIR /srv
            COPY --chown=0:0 one two ./
            COPY --from=builder /out $DIR/
            ADD one sub/added
            COPY ["one", "/json file"]
            RUN ["/bin/sh", "-c", "echo exec > /exec"]
            SHELL ["/bin/sh", "-e", "-c"]
            RUN echo $WHO > /who
            """;

    private static final String LINES = "FROM 4, RUN 7, COPY 12, COPY 13, ADD 14, COPY 15, RUN 16, RUN 18";

    @TempDir
    Path directory;

    @Test
    void the_lines_of_both_builders_are_found() throws Exception {
        Path context = Files.createDirectories(directory.resolve("context"));
        Files.writeString(context.resolve("Dockerfile"), FILE);
        Files.writeString(context.resolve("one"), "1");
        Files.writeString(context.resolve("two"), "2");
        try (DockerDaemon daemon = DockerDaemon.start(directory.resolve("d"))) {
            daemon.docker(
                    "load",
                    "--input",
                    SharedFiles.path("fixtures/images/alpine-310.tar.gz").toString());
            daemon.docker("build", "--build-arg", "WHO=you", "--tag", "built:classic", context.toString());
            buildKit(daemon, context, "built:buildkit");

            assertThat(lines(daemon, "built:classic")).isEqualTo(LINES);
            assertThat(lines(daemon, "built:buildkit")).isEqualTo(LINES);
        }
    }

    /** By the engine's API, since clients of today want a plug-in for it. */
    private void buildKit(DockerDaemon daemon, Path context, String tag) throws IOException {
        Path tar = directory.resolve("context.tar");
        Command.run("tar", "-C", context.toString(), "-cf", tar.toString(), ".");
        Engine engine = Engine.connect(Map.of("DOCKER_HOST", daemon.host()), Limits.DEFAULT);
        EngineRequest request = EngineRequest.post("/build?version=2&networkmode=none&t=" + tag)
                .withBody("application/x-tar", out -> Files.copy(tar, out));
        try (EngineAnswer answer = engine.ask(request)) {
            assertThat(new String(answer.body().readNBytes(1 << 20), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("Successfully tagged " + tag);
        }
    }

    private String lines(DockerDaemon daemon, String name) {
        ImageInfo image;
        try (TempFiles tempFiles = TempFiles.under(directory.resolve("temp"));
                Image opened = new EngineSource()
                        .open(
                                ImageReference.parse("local://" + name),
                                OpenOptions.of(
                                        Map.of("DOCKER_HOST", daemon.host()), HttpFetcher.offline(), tempFiles))) {
            image = opened.info();
        }
        LayerLines lines = Dockerfile.read(directory.resolve("context/Dockerfile"), "Dockerfile")
                .linesOf(image);
        assertThat(lines.problem()).as(image.history().toString()).isEmpty();
        StringBuilder told = new StringBuilder();
        lines.layers().stream()
                .flatMap(java.util.Optional::stream)
                .map(line -> line.instruction() + " " + line.line())
                .forEach(line -> told.append(told.isEmpty() ? "" : ", ").append(line));
        return told.toString();
    }
}
