package dev.plimsoll.image.target.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.Patience;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.target.SampleImages;
import dev.plimsoll.image.write.LayerCompression;
import dev.plimsoll.image.write.WriteOptions;
import dev.plimsoll.image.write.WrittenImage;
import dev.plimsoll.testkit.Failure;
import dev.plimsoll.testkit.LoopbackServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTargetTest {
    private static final String UPLOADS = "/v2/app/blobs/uploads/";

    @TempDir
    private Path folder;

    private final StandInRegistry registry = new StandInRegistry();
    private final HttpFetcher fetcher = HttpFetcher.online(Map.of(), Patience.SHORT);
    private final Map<String, String> environment = new HashMap<>();

    @AfterEach
    void close() {
        fetcher.close();
        registry.close();
    }

    @Test
    void a_registry_that_lists_referrers_needs_no_tag_for_them() {
        WrittenImage written = push("1");

        assertThat(registry.manifests)
                .containsOnlyKeys(
                        "1",
                        written.digest().toString(),
                        written.attachments().get(0).toString());
        assertThat(registry.blobs)
                .contains(
                        written.imageId().toString(),
                        written.layers().get(0).digest().toString());
    }

    @Test
    void else_they_are_listed_under_a_tag_beside_what_others_listed() {
        registry.listsReferrers = false;
        WrittenImage written = push("1");
        String tag = "sha256-" + written.digest().hex();
        String list = registry.manifests.get(tag);
        assertThat(list).contains(written.attachments().get(0).toString(), "\"artifactType\":\"text/plain\"");

        registry.manifests.put(tag, "{\"schemaVersion\":2,\"manifests\":[{\"digest\":\"sha256:other\",\"x\":1}]}");
        push("1");

        assertThat(registry.manifests.get(tag))
                .contains("{\"digest\":\"sha256:other\",\"x\":1}")
                .contains(written.attachments().get(0).toString());
    }

    @Test
    void a_list_of_others_that_cannot_be_read_is_not_replaced_and_the_tag_not_set() {
        registry.listsReferrers = false;
        String tag = "sha256-" + push("1").digest().hex();
        registry.manifests.put(tag, "half a li");

        refused("2", ErrorCode.IMAGE_CORRUPT, tag, "delete that tag");
        assertThat(registry.manifests).containsEntry(tag, "half a li").doesNotContainKey("2");
    }

    @Test
    void the_tag_is_set_last() {
        push("1");

        List<String> asked = registry.asked();
        assertThat(asked.get(asked.size() - 1)).isEqualTo("PUT /v2/app/manifests/1");
        assertThat(asked.stream().filter(line -> line.endsWith("/manifests/1"))).hasSize(1);
    }

    @Test
    void what_the_registry_has_is_not_sent_again() {
        push("1");
        registry.server.forgetRequests();
        push("2");

        assertThat(registry.asked()).noneMatch(line -> line.startsWith("POST"));
        assertThat(registry.manifests.get("2")).isEqualTo(registry.manifests.get("1"));
    }

    @Test
    void broken_connections_and_busy_registries_are_tried_again() {
        registry.server.fail(UPLOADS + "1", Failure.drop(), Failure.status(503));
        registry.server.fail(UPLOADS, Failure.status(429, Map.of("Retry-After", "0")));
        registry.server.fail("/v2/app/manifests/1", Failure.drop());

        push("1");
        assertThat(registry.manifests).containsKey("1");
    }

    @Test
    void a_registry_that_never_recovers_ends_the_push_with_what_was_sent_where() throws IOException {
        Failure[] always = Stream.generate(() -> Failure.status(500)).limit(50).toArray(Failure[]::new);
        registry.server.fail(UPLOADS + "1", always);

        refused("1", ErrorCode.NETWORK, registry.server.authority(), "did not take layer 1", "status 500", "try again");
        assertThat(registry.manifests).isEmpty();
        try (Stream<Path> left = Files.walk(folder)) {
            assertThat(left.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void refusals_say_what_to_do() {
        registry.server.fail(UPLOADS + "1", Failure.status(413));
        refused("1", ErrorCode.NETWORK, "takes nothing so large");

        registry.server.fail(UPLOADS, Failure.status(403));
        refused(
                "1",
                ErrorCode.ACCESS_DENIED,
                "refuses access to layer 1",
                "docker login " + registry.server.authority());

        registry.uploadsAt = "http://[";
        refused("1", ErrorCode.UNSUPPORTED_FORMAT, "does not say where to send layer 1");
        assertThat(registry.manifests).isEmpty();
    }

    @Test
    void a_manifest_that_is_kept_as_another_one_is_noticed() {
        registry.server.on("/v2/app/manifests/", (exchange, request) -> {
            exchange.getResponseHeaders().set("Docker-Content-Digest", "sha256:" + "0".repeat(64));
            exchange.sendResponseHeaders(201, -1);
        });

        refused("1", ErrorCode.DIGEST_MISMATCH, "keeps manifest");
    }

    @Test
    void the_login_is_shown_to_the_registry_and_to_nobody_whom_it_names() throws IOException {
        try (LoopbackServer storage = LoopbackServer.start()) {
            storage.on("/", registry::upload);
            registry.uploadsAt = storage.uri("/bucket?signature=x").toString();
            String login = "Basic bWU6Z2VoZWlt";
            LoopbackServer.Handler uploads = registry.server.handler(UPLOADS);
            registry.server.on(UPLOADS, (exchange, request) -> {
                if (request.header("Authorization").equals(login)) {
                    uploads.handle(exchange, request);
                } else {
                    exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"r\"");
                    exchange.sendResponseHeaders(401, -1);
                }
            });
            Files.writeString(
                    folder.resolve("config.json"),
                    "{\"auths\":{\"" + registry.server.authority() + "\":{\"auth\":\"bWU6Z2VoZWlt\"}}}");
            environment.put("DOCKER_CONFIG", folder.toString());

            push("1");

            assertThat(registry.manifests).containsKey("1");
            assertThat(storage.requests()).isNotEmpty().allSatisfy(request -> {
                assertThat(request.header("Authorization")).isEmpty();
                assertThat(request.query()).startsWith("signature=x&digest=sha256%3A");
            });
        }
    }

    @Test
    void a_digest_is_no_name_to_push_to() {
        String reference = "registry://" + registry.server.authority() + "/app@sha256:" + "a".repeat(64);
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> pushTo(reference))
                .withMessageContaining("pushed under a tag");
    }

    private void refused(String tag, ErrorCode code, String... says) {
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> push(tag))
                .satisfies(e -> assertThat(e.getMessage()).contains(says))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    private WrittenImage push(String tag) {
        return pushTo(registry.reference(tag));
    }

    private WrittenImage pushTo(String reference) {
        try (TempFiles temporary = TempFiles.under(folder.resolve("tmp"))) {
            return new RegistryTarget()
                    .write(
                            SampleImages.with("text"),
                            ImageReference.parse(reference),
                            new WriteOptions(
                                    LayerCompression.GZIP,
                                    false,
                                    environment,
                                    Limits.DEFAULT,
                                    fetcher,
                                    temporary,
                                    Progress.NONE,
                                    Optional.empty()));
        }
    }
}
