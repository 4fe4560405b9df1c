package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** {@code docker-compose.secure.yml} and the Dockerfiles: each service is hardened. */
class ComposeFileTest {
    private static Map<?, ?> map(@Nullable Object value) {
        return (Map<?, ?>) Objects.requireNonNull(value);
    }

    @Test
    void everyServiceIsHardened() throws IOException {
        Object file = new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(SharedFiles.checkout().resolve("docker-compose.secure.yml")));
        Map<?, ?> hardened = map(map(file).get("x-hardened"));
        Map<?, ?> services = map(map(file).get("services"));

        assertThat(hardened.get("read_only")).isEqualTo(true);
        assertThat(hardened.get("cap_drop")).isEqualTo(List.of("ALL"));
        assertThat(hardened.get("security_opt")).isEqualTo(List.of("no-new-privileges:true"));
        assertThat((Integer) hardened.get("pids_limit")).isPositive();
        assertThat(services.keySet().stream().map(String::valueOf)).containsExactly("postgresql", "redis", "server");
        services.forEach((name, service) -> {
            Map<?, ?> settings = map(service);
            assertThat(settings.get("<<")).as("%s is hardened", name).isEqualTo(hardened);
            assertThat(settings.get("image")).isEqualTo("plimsoll/" + name + ":latest");
            assertThat(settings.get("container_name")).isEqualTo("plimsoll-" + name + "-secure");
            assertThat(settings.get("mem_limit")).isNotNull().isEqualTo(settings.get("memswap_limit"));
            assertThat(String.valueOf(settings.get("ports"))).startsWith("[127.0.0.1:");
            assertThat(settings.containsKey("environment"))
                    .as("secrets are files")
                    .isFalse();
        });
    }

    @Test
    void theDockerfilesStandOnChainguardsImagesAndAreNotRoot() throws IOException {
        for (String name : List.of("postgres", "redis", "server")) {
            String text = Files.readString(SharedFiles.checkout().resolve("containers/Dockerfile." + name));

            assertThat(text)
                    .as(name)
                    .contains(
                            "\nARG BASE=cgr.dev/chainguard/",
                            "\nFROM ${BASE}\nARG RUN_AS=nonroot\n",
                            "\nUSER ${RUN_AS}\n")
                    .containsPattern("(?m)^FROM \\$\\{(TOOLS|BUILDER)} AS ")
                    .contains("LABEL maintainer=");
        }
    }
}
