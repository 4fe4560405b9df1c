package dev.plimsoll.image.registry;

import com.sun.net.httpserver.HttpExchange;
import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.LoopbackRequest;
import dev.plimsoll.testkit.LoopbackServer;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A token service for a real registry: gives whoever logs in as {@code me:geheim} a signed token for what he asks. */
public final class TokenServer implements AutoCloseable {
    private static final String LOGIN =
            "Basic " + Base64.getEncoder().encodeToString("me:geheim".getBytes(StandardCharsets.UTF_8));

    private final LoopbackServer server;
    private final Path certificate;
    private final PrivateKey key;

    public TokenServer(Path directory) throws IOException, GeneralSecurityException {
        this(directory, LoopbackServer.start());
    }

    public TokenServer(Path directory, LoopbackServer server) throws IOException, GeneralSecurityException {
        this.server = server;
        Files.createDirectories(directory);
        certificate = directory.resolve("certificate.pem");
        Path keyFile = directory.resolve("key.pem");
        Command.run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=test",
                "-keyout",
                keyFile.toString(),
                "-out",
                certificate.toString());
        key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der(keyFile)));
        server.on("/token", this::answer);
    }

    public Path certificate() {
        return certificate;
    }

    public String authority() {
        return server.authority();
    }

    public String realm() {
        return server.uri("/token").toString();
    }

    /** The scopes asked for since the last call. */
    public List<String> scopes() {
        List<String> scopes = new ArrayList<>();
        server.requests("/token").forEach(request -> scopes.add(scope(request)));
        server.forgetRequests();
        return scopes;
    }

    private void answer(HttpExchange exchange, LoopbackRequest request) throws IOException {
        if (!request.header("Authorization").equals(LOGIN)) {
            give(exchange, 401, "{\"details\":\"incorrect username or password\"}");
            return;
        }
        give(exchange, 200, "{\"token\":\"" + token(scope(request)) + "\"}");
    }

    private static void give(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private String token(String scope) throws IOException {
        String header = "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"x5c\":[\"%s\"]}"
                .formatted(Base64.getEncoder().encodeToString(der(certificate)));
        String access = "";
        String[] parts = scope.split(":", -1);
        if (parts.length == 3) {
            access = "{\"type\":\"%s\",\"name\":\"%s\",\"actions\":[\"%s\"]}"
                    .formatted(parts[0], parts[1], parts[2].replace(",", "\",\""));
        }
        long now = Instant.now().getEpochSecond();
        String claims =
                ("{\"iss\":\"test-issuer\",\"sub\":\"me\",\"aud\":\"test-registry\",\"exp\":%d,\"nbf\":%d,\"iat\":%d,"
                                + "\"jti\":\"1\",\"access\":[%s]}")
                        .formatted(now + 300, now - 10, now - 10, access);
        String signed =
                base64(header.getBytes(StandardCharsets.UTF_8)) + "." + base64(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.UTF_8));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static String scope(LoopbackRequest request) {
        for (String field : request.query().split("&", -1)) {
            if (field.startsWith("scope=")) {
                return URLDecoder.decode(field.substring("scope=".length()), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    private static byte[] der(Path pem) throws IOException {
        StringBuilder base64 = new StringBuilder();
        Files.readAllLines(pem).stream().filter(line -> !line.startsWith("-")).forEach(base64::append);
        return Base64.getDecoder().decode(base64.toString());
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        server.close();
    }
}
