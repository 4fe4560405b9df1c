package dev.plimsoll.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate authority that nobody knows, for servers on loopback. For tests with {@code @RequiresCommand("openssl")}. */
public final class TestAuthority {
    private static final String PASSWORD = "test";

    private final Path directory;
    private final Path certificate;

    /** @param directory for its files; made */
    public TestAuthority(Path directory) {
        try {
            this.directory = Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.certificate = directory.resolve("ca.crt");
        request("ca", List.of("-x509", "-days", "2", "-out", certificate.toString()));
    }

    /**
     * A server's certificate and its key, in PEM.
     *
     * @param certificate the certificate
     * @param key the key
     */
    public record Server(Path certificate, Path key) {}

    /** The authority's own certificate, in PEM. */
    public Path certificate() {
        return certificate;
    }

    /** A certificate for 127.0.0.1. */
    public Server forLoopback() {
        return issue("loopback", "IP:127.0.0.1", 2);
    }

    /**
     * A certificate.
     *
     * @param subject what it is for, such as {@code IP:127.0.0.1} or {@code DNS:example.org}
     * @param days how long it is valid; it has expired if this is negative
     */
    public Server issue(String name, String subject, int days) {
        Path request = directory.resolve(name + ".csr");
        Path issued = directory.resolve(name + ".crt");
        request(name, List.of("-out", request.toString(), "-addext", "subjectAltName=" + subject));
        Command.run(
                "openssl",
                "x509",
                "-req",
                "-in",
                request.toString(),
                "-CA",
                certificate.toString(),
                "-CAkey",
                key("ca").toString(),
                "-CAcreateserial",
                "-copy_extensions",
                "copy",
                "-days",
                String.valueOf(days),
                "-out",
                issued.toString());
        return new Server(issued, key(name));
    }

    private void request(String name, List<String> more) {
        List<String> command = new java.util.ArrayList<>(List.of("openssl", "req", "-nodes", "-newkey", "ec"));
        command.addAll(List.of("-pkeyopt", "ec_paramgen_curve:prime256v1", "-subj", "/CN=test " + name));
        command.addAll(List.of("-keyout", key(name).toString()));
        command.addAll(more);
        Command.run(command);
    }

    private Path key(String name) {
        return directory.resolve(name + ".key");
    }

    /** What a Java server needs to show a certificate of this authority. */
    public SSLContext context(Server server) {
        Path store = directory.resolve(server.key().getFileName() + ".p12");
        Command.run(
                "openssl",
                "pkcs12",
                "-export",
                "-in",
                server.certificate().toString(),
                "-inkey",
                server.key().toString(),
                "-passout",
                "pass:" + PASSWORD,
                "-out",
                store.toString());
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
            factory.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no TLS for a test server", e);
        }
    }
}
