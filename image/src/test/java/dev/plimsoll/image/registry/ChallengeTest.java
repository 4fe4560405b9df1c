package dev.plimsoll.image.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChallengeTest {
    @Test
    void readsWhatRegistriesSend() {
        assertThat(Challenge.parse(List.of("Bearer realm=\"https://auth.example/token\",service=\"registry.example\","
                        + "scope=\"repository:a/b:pull,push\"")))
                .containsExactly(new Challenge(
                        "bearer",
                        Map.of(
                                "realm", "https://auth.example/token",
                                "service", "registry.example",
                                "scope", "repository:a/b:pull,push")));
        assertThat(Challenge.parse(List.of("Basic realm=\"a \\\"quoted\\\" realm\"")))
                .containsExactly(new Challenge("basic", Map.of("realm", "a \"quoted\" realm")));
    }

    @Test
    void readsSeveralInOneHeaderOrInMany() {
        assertThat(Challenge.parse(List.of("Negotiate, BEARER Realm = x , service=y, Basic realm=z", "Digest a=\"b\"")))
                .extracting(Challenge::scheme)
                .containsExactly("negotiate", "bearer", "basic", "digest");
        assertThat(Challenge.find(Challenge.parse(List.of("Basic realm=z, Bearer realm=x")), "bearer")
                        .orElseThrow()
                        .parameter("realm"))
                .isEqualTo("x");
    }

    @Test
    void endsOnAnything() {
        for (String hostile : List.of(
                "",
                ",,,",
                "=",
                "\"",
                "Bearer realm=\"",
                "Bearer realm=\"a\\",
                "a=b",
                "Bearer =x",
                "é",
                "Bearer @@@ realm=x")) {
            assertThat(Challenge.parse(List.of(hostile)).size()).isLessThan(4);
        }
    }
}
