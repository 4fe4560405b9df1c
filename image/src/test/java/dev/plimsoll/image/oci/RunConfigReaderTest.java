package dev.plimsoll.image.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.Limits;
import dev.plimsoll.image.RunConfig;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunConfigReaderTest {
    private static RunConfig read(String config) {
        byte[] json = ("{\"config\":" + config + "}").getBytes(StandardCharsets.UTF_8);
        return ConfigReader.read(json, "config", Limits.DEFAULT).run();
    }

    @Test
    void aWholeConfigurationIsRead() {
        RunConfig run = read("""
                {"User": "999:999", "ExposedPorts": {"6379/tcp": {}},
                 "Env": ["PATH=/usr/bin:/bin", "REDIS_VERSION=7.4.1"],
                 "Entrypoint": ["docker-entrypoint.sh"], "Cmd": ["redis-server"],
                 "Volumes": {"/data": {}, "/conf": {}}, "WorkingDir": "/data",
                 "Healthcheck": {"Test": ["CMD-SHELL", "redis-cli ping"], "Interval": 30000000000}}
                """);

        assertThat(run.user()).isEqualTo("999:999");
        assertThat(run.environment()).containsExactly("PATH=/usr/bin:/bin", "REDIS_VERSION=7.4.1");
        assertThat(run.entrypoint()).containsExactly("docker-entrypoint.sh");
        assertThat(run.command()).containsExactly("redis-server");
        assertThat(run.workingDirectory()).isEqualTo("/data");
        assertThat(run.volumes()).containsExactly("/conf", "/data");
        assertThat(run.exposedPorts()).containsExactly("6379/tcp");
        assertThat(run.healthcheck()).contains(List.of("CMD-SHELL", "redis-cli ping"));
    }

    @Test
    void anEntrypointMayBeOneText() {
        assertThat(read("{\"Entrypoint\": \"/app --serve\"}").entrypoint()).containsExactly("/app --serve");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "7",
                "{\"User\": 0, \"Env\": {\"a\": 1}, \"Entrypoint\": {\"x\": []}, \"Cmd\": 5}",
                "{\"User\": [\"root\"], \"Env\": [1, null, {}, []], \"WorkingDir\": {}}",
                "{\"Volumes\": [\"/data\"], \"ExposedPorts\": \"80\", \"Healthcheck\": [\"x\"]}",
                "{\"Volumes\": null, \"Healthcheck\": {\"Test\": \"curl\"}}"
            })
    void whatHasAnotherTypeIsNotStated(String config) {
        assertThat(read(config)).isEqualTo(RunConfig.NONE);
    }
}
