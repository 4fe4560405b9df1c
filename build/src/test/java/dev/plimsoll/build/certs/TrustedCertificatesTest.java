package dev.plimsoll.build.certs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.image.write.LayerFile;
import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.RequiresCommand;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedCertificatesTest {
    private static final Instant EPOCH = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path folder;

    private final Draft draft = new Draft(EPOCH);

    /** Subjects in all encodings that OpenSSL writes, with blanks and capitals that do not count, and two of one name. */
    private List<String> makeCertificates() throws IOException {
        List<String> subjects = List.of(
                "/C=DE/O=Plain  Org /CN=Root  ONE",
                "/O=Müller Ä/CN=Ünïcode Root",
                "/O=plain org/C=DE/CN=x/emailAddress=A@Example.ORG",
                "/C=DE/O=Plain  Org /CN=Root  ONE");
        for (int i = 0; i < subjects.size(); i++) {
            Path file = folder.resolve("ca (" + i + ").crt");
            Command.run(
                    "openssl",
                    "req",
                    "-x509",
                    "-newkey",
                    "ec",
                    "-pkeyopt",
                    "ec_paramgen_curve:P-256",
                    "-nodes",
                    "-utf8",
                    "-subj",
                    subjects.get(i),
                    "-keyout",
                    folder.resolve("key").toString(),
                    "-out",
                    file.toString());
            draft.putText("usr/local/share/ca-certificates/" + file.getFileName(), Files.readString(file));
        }
        return subjects;
    }

    @Test
    @RequiresCommand("openssl")
    void links_are_those_that_openssl_makes() throws IOException {
        makeCertificates();
        TrustedCertificates.update(draft);

        Path real = Files.createDirectory(folder.resolve("real"));
        for (int i = 0; i < 4; i++) {
            Files.copy(folder.resolve("ca (" + i + ").crt"), real.resolve("ca_=" + i + "=.pem"));
        }
        Command.run("openssl", "rehash", real.toString());
        Map<String, String> links = new TreeMap<>();
        try (Stream<Path> files = Files.list(real)) {
            for (Path each : files.filter(Files::isSymbolicLink).toList()) {
                links.put(
                        each.getFileName().toString(),
                        Files.readSymbolicLink(each).toString());
            }
        }
        Map<String, String> ours = new TreeMap<>();
        draft.below("etc/ssl/certs").forEach((path, file) -> {
            if (!file.linkTarget().startsWith("/") && file.type() == LayerFile.Type.SYMLINK) {
                ours.put(path.substring("etc/ssl/certs/".length()), file.linkTarget());
            }
        });
        assertThat(ours).hasSize(4).isEqualTo(links);
        assertThat(draft.find("etc/ssl/certs/ca_=0=.pem").orElseThrow().linkTarget())
                .isEqualTo("/usr/local/share/ca-certificates/ca (0).crt");
        assertThat(draft.text("etc/ssl/certs/ca-certificates.crt").orElseThrow().split("BEGIN CERT"))
                .hasSize(5);
    }

    @Test
    @RequiresCommand("openssl")
    void java_reads_its_store() throws IOException, GeneralSecurityException {
        makeCertificates();
        draft.putText("usr/share/ca-certificates-java/x", "");
        TrustedCertificates.update(draft);
        KeyStore store = KeyStore.getInstance("JKS");
        LayerFile file = draft.find("etc/ssl/certs/java/cacerts").orElseThrow();
        try (InputStream in = file.body().orElseThrow().open()) {
            store.load(in, "changeit".toCharArray());
        }
        assertThat(Collections.list(store.aliases()))
                .containsExactlyInAnyOrder(
                        "debian:ca_=0=.pem", "debian:ca_=1=.pem", "debian:ca_=2=.pem", "debian:ca_=3=.pem");
        assertThat(store.getCreationDate("debian:ca_=0=.pem")).isEqualTo(Date.from(EPOCH));
        assertThat(store.getCertificate("debian:ca_=1=.pem").toString()).contains("CN=Ünïcode Root");
    }

    @Test
    void what_is_no_certificate_is_an_error_that_names_it() {
        draft.putText("usr/local/share/ca-certificates/mine.crt", "hello");
        assertThatThrownBy(() -> TrustedCertificates.update(draft))
                .isInstanceOf(PlimsollException.class)
                .hasMessageContainingAll("/usr/local/share/ca-certificates/mine.crt", "no certificate");
    }

    @Test
    void a_tree_without_authorities_gets_nothing() throws IOException {
        TrustedCertificates.update(draft);
        assertThat(draft.files()).isEmpty();
    }
}
