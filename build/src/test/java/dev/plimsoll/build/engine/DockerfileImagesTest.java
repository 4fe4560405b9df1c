package dev.plimsoll.build.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DockerfileImagesTest {
    private static Optional<String> base(String dockerfile, Map<String, String> arguments) {
        return DockerfileImages.read(dockerfile.lines().toList(), arguments).base(Optional.empty());
    }

    private static final String STAGES = """
            # the builder
            ARG TAG=1.22
            ARG BASE="cgr.dev/chainguard/static:latest" OTHER
            FROM --platform=$BUILDPLATFORM golang:${TAG} AS Build
            ARG TAG=inside
            RUN echo \\
                FROM nothing
            FROM build as test
            RUN true
            FROM ${BASE}
            COPY --from=build /a /a
            """;

    @Test
    void theLastStageCounts() {
        assertThat(base(STAGES, Map.of())).contains("cgr.dev/chainguard/static:latest");
        assertThat(base(STAGES, Map.of("BASE", "plimsoll/base@sha256:0"))).contains("plimsoll/base@sha256:0");
    }

    @Test
    void aTargetIsFollowedToWhatItsStageStandsOn() {
        assertThat(DockerfileImages.read(STAGES.lines().toList(), Map.of("TAG", "2"))
                        .base(Optional.of("TEST")))
                .contains("golang:2");
        assertThat(DockerfileImages.read(STAGES.lines().toList(), Map.of()).base(Optional.of("0")))
                .contains("golang:1.22");
        assertThat(DockerfileImages.read(STAGES.lines().toList(), Map.of()).base(Optional.of("absent")))
                .isEmpty();
    }

    @Test
    void variablesMayHaveDefaults() {
        assertThat(base("ARG V\nFROM a:${V:-3}${V:+x}", Map.of())).contains("a:3");
        assertThat(base("ARG V\nFROM a:${V:-3}${V:+x}", Map.of("V", "4"))).contains("a:4x");
        assertThat(base("from scratch", Map.of())).contains("scratch");
    }

    @Test
    void withoutOneItIsNotKnown() {
        assertThat(base("RUN true", Map.of())).isEmpty();
        assertThat(base("FROM $UNKNOWN", Map.of())).isEmpty();
        assertThat(base("FROM a AS a", Map.of())).contains("a");
    }

    @Test
    void allThatIsTakenFromElsewhereIsNamed() {
        String more =
                STAGES + "COPY --chown=1:1 --from=registry.example/tools:1 /b /b\nCOPY --from=0 /c /c\nFROM scratch\n";

        assertThat(DockerfileImages.read(more.lines().toList(), Map.of()).all())
                .containsExactly("golang:1.22", "cgr.dev/chainguard/static:latest", "registry.example/tools:1");
    }
}
