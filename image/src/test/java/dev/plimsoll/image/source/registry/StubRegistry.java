package dev.plimsoll.image.source.registry;

import com.sun.net.httpserver.HttpExchange;
import dev.plimsoll.base.Digest;
import dev.plimsoll.testkit.LoopbackServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A registry that says whatever a test lets it say. */
final class StubRegistry implements AutoCloseable {
    static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    static final String OCI_CONFIG = "application/vnd.oci.image.config.v1+json";

    final LoopbackServer server = LoopbackServer.start();

    StubRegistry() {
        server.on(
                "/v2/",
                (exchange, request) ->
                        give(exchange, request.path().equals("/v2/") ? 200 : 404, "application/json", "{}"));
    }

    /** Puts an image without layers under a tag; gives the digest of its manifest. */
    Digest image(String repository, String tag, String architecture) {
        String config = "{\"architecture\":\"%s\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}"
                .formatted(architecture);
        Digest configDigest = blob(repository, config);
        String manifest =
                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d},\"layers\":[]}"
                        .formatted(OCI_MANIFEST, OCI_CONFIG, configDigest, config.length());
        return manifest(repository, tag, OCI_MANIFEST, manifest);
    }

    Digest blob(String repository, String content) {
        Digest digest = digest(content);
        server.put("/v2/" + repository + "/blobs/" + digest, content);
        return digest;
    }

    /** Puts a manifest under its digest and a tag. */
    Digest manifest(String repository, String tag, String contentType, String content) {
        Digest digest = digest(content);
        for (String target : new String[] {tag, digest.toString()}) {
            server.on(path(repository, target), (exchange, request) -> give(exchange, 200, contentType, content));
        }
        return digest;
    }

    static String descriptor(String mediaType, Digest digest, long size, String platform) {
        String[] parts = platform.split("/", -1);
        return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d,\"platform\":{\"os\":\"%s\",\"architecture\":\"%s\"}}"
                .formatted(mediaType, digest, size, parts[0], parts[1]);
    }

    static String path(String repository, String target) {
        return "/v2/" + repository + "/manifests/" + target;
    }

    static void give(HttpExchange exchange, int status, String contentType, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Lets everything under {@code /v2/} of a repository be answered only to those who send this header. */
    void guard(String path, String authorization, String challenge, LoopbackServer.Handler inside) {
        server.on(path, (exchange, request) -> {
            if (request.header("Authorization").equals(authorization)) {
                inside.handle(exchange, request);
            } else {
                challenge(exchange, challenge);
            }
        });
    }

    private static void challenge(HttpExchange exchange, String challenge) throws IOException {
        exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
        give(
                exchange,
                401,
                "application/json",
                "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"authentication required\"}]}");
    }

    static Digest digest(String content) {
        return Digest.sha256(content.getBytes(StandardCharsets.UTF_8));
    }

    String authority() {
        return server.authority();
    }

    @Override
    public void close() {
        server.close();
    }
}
