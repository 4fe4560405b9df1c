package dev.plimsoll.image.source.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.testkit.Failure;
import dev.plimsoll.testkit.LoopbackServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is shown a login, and who is not. */
class RegistryLoginTest extends RegistryCases {
    @Test
    void logsInByNameAndPassword() throws IOException {
        registry.image("app", "t", "amd64");
        guardAll("app", BASIC, "Basic realm=\"test\"");
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> open("app:t"))
                .withMessageContaining("docker login " + registry.authority())
                .withMessageContaining("UNAUTHORIZED: authentication required")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED));
        login(registry.authority());
        assertThat(open("app:t").platform()).isPresent();
    }

    @Test
    void aWrongPasswordIsTriedOnce() throws IOException {
        guard("/v2/app/", "Basic right", "Basic realm=\"test\"");
        login(registry.authority());
        registry.server.forgetRequests();
        assertRefused("app:t", ErrorCode.ACCESS_DENIED);
        assertThat(registry.server.requests(StubRegistry.path("app", "t"))).hasSize(2);
    }

    @Test
    void getsAnonymousTokens() {
        registry.image("app", "t", "amd64");
        guardAll("app", "Bearer abc", bearer());
        registry.server.put("/token", "{\"access_token\":\"abc\",\"expires_in\":300}");
        assertThat(open("app:t").platform()).isPresent();
        assertThat(registry.server.requests("/token")).singleElement().satisfies(request -> {
            assertThat(request.query()).isEqualTo("service=test+service&scope=repository%3Aapp%3Apull");
            assertThat(request.header("Authorization")).isEmpty();
        });
    }

    @Test
    void getsTokensForALogin() throws IOException {
        registry.image("app", "t", "amd64");
        guardAll("app", "Bearer abc", bearer());
        guard(
                "/token",
                BASIC,
                "Basic realm=\"token\"",
                (exchange, request) -> StubRegistry.give(exchange, 200, "application/json", "{\"token\":\"abc\"}"));
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> open("app:t"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED));
        login(registry.authority());
        assertThat(open("app:t").platform()).isPresent();
        assertThat(registry.server.requests())
                .filteredOn(r -> r.path().startsWith("/v2/"))
                .noneMatch(r -> r.header("Authorization").startsWith("Basic"));
    }

    @Test
    void changesAnIdentityTokenForAnAccessToken() throws IOException {
        registry.image("app", "t", "amd64");
        guardAll("app", "Bearer abc", bearer());
        registry.server.put("/token", "{\"access_token\":\"abc\"}");
        dockerConfig("{\"auths\":{\"%s\":{\"identitytoken\":\"refresh me\"}}}".formatted(registry.authority()));
        assertThat(open("app:t").platform()).isPresent();
        assertThat(registry.server.requests("/token")).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.query()).isEmpty();
            assertThat(request.body())
                    .contains("grant_type=refresh_token")
                    .contains("refresh_token=refresh+me")
                    .contains("scope=repository%3Aapp%3Apull");
        });
    }

    @Test
    void aRegistryThatNeverAcceptsItsOwnTokensIsNotAskedForEver() {
        guard("/v2/app/", "never", bearer());
        registry.server.put("/token", "{\"token\":\"abc\"}");
        assertRefused("app:t", ErrorCode.ACCESS_DENIED);
        assertThat(registry.server.requests().size()).isLessThan(6);
    }

    @Test
    void anExpiredTokenIsRenewed() {
        registry.image("app", "t", "amd64");
        int[] tokens = new int[1];
        registry.server.on(
                "/token",
                (exchange, request) -> StubRegistry.give(
                        exchange, 200, "application/json", "{\"token\":\"token" + ++tokens[0] + "\"}"));
        guard(StubRegistry.path("app", "t"), "Bearer token1", bearer(), inside(StubRegistry.path("app", "t")));
        guard(configPath("app", "amd64"), "Bearer token2", bearer(), inside(configPath("app", "amd64")));
        assertThat(open("app:t").platform()).isPresent();
        assertThat(tokens[0]).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"token\":\"\"}", "{\"token\":\"a b\"}", "{\"token\":\"a\\r\\nX: y\"}", "no", ""})
    void aTokenOfNoUseIsAClearError(String answer) {
        guard("/v2/app/", "never", bearer());
        registry.server.put("/token", answer);
        assertRefused("app:t", ErrorCode.NETWORK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://auth.example/token", "file:///etc/passwd", "", "::", "https:///x", "ftp://127.0.0.1/"})
    void aTokenServiceThatIsNoHttpsAddressIsNotAsked(String realm) throws IOException {
        login(registry.authority());
        guard("/v2/app/", "never", "Bearer realm=\"" + realm + "\"");
        assertRefused("app:t", ErrorCode.NETWORK);
    }

    @Test
    void loginsAndTokensStayBehindWhenTheRegistryRedirects() throws IOException {
        registry.image("app", "t", "amd64");
        login(registry.authority());
        try (LoopbackServer cdn = LoopbackServer.start()) {
            String config = configPath("app", "amd64");
            cdn.put("/cdn", config("amd64"));
            guard(StubRegistry.path("app", "t"), "Bearer abc", bearer(), inside(StubRegistry.path("app", "t")));
            guard(
                    config,
                    "Bearer abc",
                    bearer(),
                    (exchange, request) -> Failure.redirect(cdn.uri("/cdn")).happen(exchange, request, (e, r) -> {}));
            registry.server.put("/token", "{\"token\":\"abc\"}");
            assertThat(open("app:t").platform()).isPresent();
            assertThat(cdn.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request.headers()).doesNotContainKey("authorization"));
        }
    }

    @Test
    void aHostThatTheRegistryRedirectsToIsNotLoggedInTo() throws IOException {
        login(registry.authority());
        try (LoopbackServer thief = LoopbackServer.start()) {
            thief.on("/", (exchange, request) -> {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"please\"");
                exchange.sendResponseHeaders(401, -1);
            });
            registry.server.on(
                    "/v2/app/",
                    (exchange, request) ->
                            Failure.redirect(thief.uri("/steal")).happen(exchange, request, (e, r) -> {}));
            assertRefused("app:t", ErrorCode.NETWORK);
            assertThat(thief.requests())
                    .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("authorization"));
        }
    }

    @Test
    void anotherRegistrysLoginIsNotUsed() throws IOException {
        login("docker.io");
        login("localhost:" + registry.server.port());
        guard("/v2/app/", BASIC, "Basic realm=\"test\"");
        assertRefused("app:t", ErrorCode.ACCESS_DENIED);
        assertThat(registry.server.requests())
                .allMatch(r -> r.header("Authorization").isEmpty());
    }

    @Test
    void aMirrorStandsInForTheHubWithoutItsLogin() throws IOException {
        registry.image("library/alpine", "3.10", "amd64");
        environment.put("PLIMSOLL_DOCKER_HUB", registry.authority());
        login("https://index.docker.io/v1/");
        assertThat(source("alpine:3.10").tags()).containsExactly("alpine:3.10");
        guard(StubRegistry.path("library/alpine", "3.10"), BASIC, "Basic realm=\"test\"");
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> source("alpine:3.10"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED));
        assertThat(registry.server.requests())
                .allMatch(r -> r.header("Authorization").isEmpty());
    }

    private String bearer() {
        return "Bearer realm=\"" + registry.server.uri("/token")
                + "\",service=\"test service\",scope=\"repository:app:pull,push\"";
    }

    private LoopbackServer.Handler inside(String path) {
        return registry.server.handler(path);
    }

    private void guardAll(String repository, String authorization, String challenge) {
        for (String path : new String[] {StubRegistry.path(repository, "t"), configPath(repository, "amd64")}) {
            guard(path, authorization, challenge, inside(path));
        }
    }

    private void guard(String path, String authorization, String challenge) {
        guard(path, authorization, challenge, (exchange, request) -> exchange.sendResponseHeaders(404, -1));
    }

    private void guard(String path, String authorization, String challenge, LoopbackServer.Handler inside) {
        registry.guard(path, authorization, challenge, inside);
    }
}
