package dev.plimsoll.base;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Which certificate authorities vouch for a host: Java's, or those of the file that {@code SSL_CERT_FILE} names in their place; and,
 * for one host only, those in its directory below Docker's and Podman's {@code certs.d}. Chains, dates and names are always checked.
 *
 * @see <a href="https://docs.docker.com/engine/security/certificates/">Docker, verify repository client with certificates</a>
 * @see <a href="https://manpages.debian.org/bookworm/golang-github-containers-common/containers-certs.d.5.en.html">containers-certs.d(5)</a>
 */
final class HttpTrust {
    static final String FILE_VARIABLE = "SSL_CERT_FILE";

    private static final List<Path> SYSTEM =
            List.of(Path.of("/etc/docker/certs.d"), Path.of("/etc/containers/certs.d"));
    private static final long MAX_BYTES = 16L << 20;

    private final List<Path> directories;
    private final String file;

    HttpTrust(Map<String, String> environment) {
        this(environment, SYSTEM);
    }

    HttpTrust(Map<String, String> environment, List<Path> system) {
        this.file = environment.getOrDefault(FILE_VARIABLE, "");
        this.directories = new ArrayList<>(system);
        String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
        String home = environment.getOrDefault("HOME", "");
        if (config.startsWith("/") || !home.isEmpty()) {
            Path own = config.startsWith("/") ? Path.of(config) : Path.of(home, ".config");
            directories.add(own.resolve("docker/certs.d"));
            directories.add(own.resolve("containers/certs.d"));
        }
    }

    /** Host and port as they stand in an address, and as a host's directory is called. */
    static String authority(URI uri) {
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }

    private List<Path> directoriesOf(String authority) {
        return directories.stream().map(each -> each.resolve(authority)).toList();
    }

    /** What to do where a host's authority is not known. */
    String advice(String authority) {
        String places = directoriesOf(authority).stream()
                .map(Path::toString)
                .filter(place -> place.contains("/docker/"))
                .map(place -> place + "/ca.crt")
                .collect(Collectors.joining(" or "));
        return "if it is your own, put its certificate into " + places + ", for this host only, or name a file of all"
                + " trusted authorities in " + FILE_VARIABLE
                + (file.isEmpty() ? "" : ", which is now " + SafeText.oneLine(file, 300));
    }

    /**
     * What to speak TLS with; empty if Java's own authorities are all there are.
     *
     * @param authority as {@link #authority} gives it; another host's directory is never looked at
     * @throws PlimsollException FILE_ACCESS if a certificate that is there can't be read
     */
    Optional<SSLContext> contextFor(String authority) {
        List<Certificate> own = new ArrayList<>();
        for (Path directory : directoriesOf(authority)) {
            certificatesIn(directory).forEach(each -> own.addAll(read(each, "")));
        }
        if (own.isEmpty() && file.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(context(() -> {
            own.addAll(file.isEmpty() ? ofJava() : read(Path.of(file), FILE_VARIABLE + " names "));
            return managers(store(own));
        }));
    }

    /** Trusts no certificate. */
    static SSLContext nobody() {
        return context(() -> new TrustManager[0]);
    }

    private interface Trusted {
        TrustManager[] managers() throws GeneralSecurityException, IOException;
    }

    private static SSLContext context(Trusted trusted) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trusted.managers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new PlimsollException(ErrorCode.INTERNAL, "Java speaks no TLS: " + e.getMessage(), e);
        }
    }

    private static List<Path> certificatesIn(Path directory) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.crt")) {
            files.forEach(found::add);
        } catch (IOException e) {
            // Most hosts have none; one that may not be read vouches for nothing, and the error of the connection names
            // it.
            return List.of();
        }
        return List.copyOf(new TreeSet<>(found));
    }

    private static Collection<? extends Certificate> read(Path file, String named) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = BoundedInput.readAll(in, MAX_BYTES, file.toString());
            Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new java.io.ByteArrayInputStream(content));
            if (!found.isEmpty()) {
                return found;
            }
            throw unusable(file, named, "it holds no certificate", null);
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(file, named, SafeText.oneLine(String.valueOf(e.getMessage()), 200), e);
        }
    }

    private static PlimsollException unusable(Path file, String named, String why, @Nullable Exception cause) {
        String message = "could not read certificate authorities: " + named + SafeText.oneLine(file.toString(), 300)
                + ": " + why + "; it must hold certificates in PEM form";
        return cause == null
                ? new PlimsollException(ErrorCode.FILE_ACCESS, message)
                : new PlimsollException(ErrorCode.FILE_ACCESS, message, cause);
    }

    private static Collection<? extends Certificate> ofJava() throws GeneralSecurityException {
        List<Certificate> certificates = new ArrayList<>();
        for (TrustManager manager : managers(null)) {
            if (manager instanceof X509TrustManager x509) {
                certificates.addAll(List.of(x509.getAcceptedIssuers()));
            }
        }
        return certificates;
    }

    private static KeyStore store(List<Certificate> certificates) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry("authority" + i, certificates.get(i));
        }
        return store;
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return factory.getTrustManagers();
    }
}
