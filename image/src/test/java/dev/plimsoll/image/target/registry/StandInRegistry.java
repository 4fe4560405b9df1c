package dev.plimsoll.image.target.registry;

import com.sun.net.httpserver.HttpExchange;
import dev.plimsoll.base.Digest;
import dev.plimsoll.testkit.LoopbackRequest;
import dev.plimsoll.testkit.LoopbackServer;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A registry that takes pushes into one repository, {@code app}, and may list referrers by itself; real ones here do not. */
final class StandInRegistry implements AutoCloseable {
    private static final String UPLOADS = "/v2/app/blobs/uploads/";
    private static final String MANIFESTS = "/v2/app/manifests/";

    final LoopbackServer server = LoopbackServer.start();
    final Set<String> blobs = ConcurrentHashMap.newKeySet();
    final Map<String, String> manifests = new ConcurrentHashMap<>();

    /** Whether it knows the referrers' API. */
    boolean listsReferrers = true;

    /** Where blobs are sent, as in a {@code Location}. */
    String uploadsAt = UPLOADS + "1?state=a%2Fb";

    StandInRegistry() {
        server.put("/v2/", "{}");
        server.on("/v2/app/blobs/", this::blob);
        server.on(UPLOADS, this::upload);
        server.on(MANIFESTS, this::manifest);
    }

    String reference(String tag) {
        return "registry://" + server.authority() + "/app:" + tag;
    }

    /** Method and path of what was asked, {@code POST /v2/app/blobs/uploads/} and its like. */
    List<String> asked() {
        return server.requests().stream()
                .map(request -> request.method() + " " + request.path())
                .toList();
    }

    /** A handler for another host that takes blobs for this one. */
    void upload(HttpExchange exchange, LoopbackRequest request) throws IOException {
        if (request.method().equals("POST")) {
            exchange.getResponseHeaders().set("Location", uploadsAt);
            exchange.sendResponseHeaders(202, -1);
            return;
        }
        String query = URLDecoder.decode(request.query(), StandardCharsets.UTF_8);
        blobs.add(query.substring(query.indexOf("digest=") + "digest=".length()));
        exchange.sendResponseHeaders(201, -1);
    }

    private void blob(HttpExchange exchange, LoopbackRequest request) throws IOException {
        boolean there = blobs.contains(request.path().substring("/v2/app/blobs/".length()));
        exchange.sendResponseHeaders(there ? 200 : 404, -1);
    }

    private void manifest(HttpExchange exchange, LoopbackRequest request) throws IOException {
        String target = request.path().substring(MANIFESTS.length());
        if (request.method().equals("GET")) {
            give(exchange, manifests.get(target));
            return;
        }
        manifests.put(target, request.body());
        if (listsReferrers && request.body().contains("\"subject\"")) {
            exchange.getResponseHeaders().set("OCI-Subject", "sha256:whatever");
        }
        Digest digest = Digest.sha256(request.body().getBytes(StandardCharsets.UTF_8));
        exchange.getResponseHeaders().set("Docker-Content-Digest", digest.toString());
        exchange.sendResponseHeaders(201, -1);
    }

    private static void give(HttpExchange exchange, @org.jspecify.annotations.Nullable String content)
            throws IOException {
        byte[] bytes = (content == null ? "{}" : content).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(content == null ? 404 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.close();
    }
}
