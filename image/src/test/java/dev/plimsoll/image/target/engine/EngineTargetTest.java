package dev.plimsoll.image.target.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.engine.StubEngine;
import dev.plimsoll.image.target.ImageTargetContract;
import dev.plimsoll.image.target.SampleImages;
import dev.plimsoll.image.write.ImageTarget;
import dev.plimsoll.image.write.WrittenImage;
import dev.plimsoll.testkit.DockerDaemon;
import dev.plimsoll.testkit.RequiresCommand;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresCommand({"dockerd", "docker"})
class EngineTargetTest extends ImageTargetContract {
    @TempDir
    private static Path engine;

    private static DockerDaemon docker;

    private @Nullable StubEngine stub;

    @BeforeAll
    static void start() {
        docker = DockerDaemon.start(engine.resolve("d"));
    }

    @AfterAll
    static void stop() {
        docker.close();
    }

    @Override
    protected ImageTarget target() {
        return new EngineTarget();
    }

    @Override
    protected String place(String name) {
        return "local://plimsoll/" + name + ":1";
    }

    @Override
    protected Map<String, String> environment() {
        return Map.of("DOCKER_HOST", stub == null ? docker.host() : "unix://" + stub.socket);
    }

    @Test
    void what_the_engine_says_in_its_stream_is_told() {
        String said =
                "{\"stream\":\"the word \\\"error\\\" alone is none\"}\n{\"errorDetail\":{\"message\":\"no space left\"},\"error\":\"x\"}";
        try (StubEngine telling = new StubEngine(engine.resolve("stub"))) {
            stub = telling;
            telling.json("/v1.41/images/load?quiet=1", said);

            assertThatExceptionOfType(PlimsollException.class)
                    .isThrownBy(() -> write("local://app", SampleImages.with("text")))
                    .withMessageContaining("the engine did not take app:latest: no space left")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ENGINE_UNREACHABLE));

            telling.json("/v1.41/images/load?quiet=1", said.substring(0, said.indexOf('\n')));
            assertThat(write("local://app", SampleImages.with("text")).layers()).hasSize(1);
        }
    }

    @Test
    void a_name_without_a_tag_is_the_latest() {
        WrittenImage written = write("local://app", SampleImages.with("text"));

        assertThat(docker.docker("image", "inspect", "app:latest"))
                .contains(written.imageId().toString())
                .contains("SIGINT");
    }
}
