package dev.plimsoll.image.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryNameTest {
    private static final String DIGEST = "sha256:" + "ab".repeat(32);

    @ParameterizedTest
    @CsvSource({
        "alpine, docker.io, library/alpine, latest",
        "alpine:3.10, docker.io, library/alpine, 3.10",
        "team/app, docker.io, team/app, latest",
        "docker.io/alpine, docker.io, library/alpine, latest",
        "index.docker.io/team/app:1, docker.io, team/app, 1",
        "localhost/app, localhost, app, latest",
        "localhost:5000/app:v1_2-3.4, localhost:5000, app, v1_2-3.4",
        "registry.example/a/b/c/d, registry.example, a/b/c/d, latest",
        "registry:80/a, registry:80, a, latest",
        "REGISTRY/a, REGISTRY, a, latest",
        "'[::1]:5000/a:t', '[::1]:5000', a, t",
        "a__b/c-d.e---f, docker.io, a__b/c-d.e---f, latest",
        "gcr.io/distroless/static-debian12:Nonroot, gcr.io, distroless/static-debian12, Nonroot",
    })
    void completesNamesAsDockerDoes(String text, String registry, String repository, String tag) {
        RegistryName name = RegistryName.parse(text);
        assertThat(name.registry()).isEqualTo(registry);
        assertThat(name.repository()).isEqualTo(repository);
        assertThat(name.tag()).contains(tag);
        assertThat(name.target()).isEqualTo(tag);
    }

    @Test
    void theDigestDecidesWhereThereIsOne() {
        RegistryName both = RegistryName.parse("r.example:5000/app:1.2@" + DIGEST);
        assertThat(both.target()).isEqualTo(DIGEST);
        assertThat(both.tag()).contains("1.2");
        assertThat(both).hasToString("r.example:5000/app:1.2@" + DIGEST);
        assertThat(RegistryName.parse("app@" + DIGEST).tag()).isEmpty();
    }

    @Test
    void theFamiliarNameLeavesOutWhatDockerAdds() {
        assertThat(RegistryName.parse("docker.io/library/alpine:3").familiar()).isEqualTo("alpine:3");
        assertThat(RegistryName.parse("r.example/library/a").familiar()).isEqualTo("r.example/library/a:latest");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":tag",
                "/a",
                "a/",
                "a//b",
                "Alpine",
                "r.example/App",
                "a:",
                "a:-b",
                "a:b c",
                "a..b",
                "a___b",
                "-a",
                "a-",
                "a_.b",
                "r.example:/a",
                "r.example:99999/a",
                "r.example:x/a",
                "-r.example/a",
                "r..example/a",
                "a@sha256:12",
                "a@sha1:abababababababababababababababababababab",
                "a@",
                "a?b",
                "a/../b",
                "a\nb",
                "[::1/a",
                "user:pass@r.example/a",
                "https://r.example/a",
                "abababababababababababababababababababababababababababababababab"
            })
    void refusesWhatIsNoName(String text) {
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> RegistryName.parse(text))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void saysThatNamesAreLowerCase() {
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> RegistryName.parse("r.example/Team/app"))
                .withMessageContaining("lower case");
    }
}
