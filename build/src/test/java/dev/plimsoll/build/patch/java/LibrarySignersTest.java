package dev.plimsoll.build.patch.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.testkit.LoopbackServer;
import dev.plimsoll.testkit.RequiresCommand;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Libraries of groups whose keys are pinned come with a signature of one of these, made by a real gpg, or not at all. */
@RequiresCommand("gpg")
class LibrarySignersTest {
    private static final LibraryChange CHANGE = new LibraryChange("org.example", "lib", "1.2.0", "1.2.7");

    @TempDir
    private Path directory;

    private Gpg gpg;
    private Path jar;
    private LoopbackServer server;
    private TempFiles tempFiles;

    @BeforeEach
    void publish() throws IOException {
        gpg = new Gpg(directory.resolve("g"));
        gpg.key("author", "ed25519");
        byte[] content = Jars.library("lib", "1.2.7");
        Path folder = Files.createDirectories(directory.resolve("repository/org/example/lib/1.2.7"));
        jar = Files.write(folder.resolve("lib-1.2.7.jar"), content);
        Files.writeString(
                folder.resolve("lib-1.2.7.jar.sha1"),
                Digest.of(Digest.Algorithm.SHA1, new ByteArrayInputStream(content))
                        .hex());
        Files.write(directory.resolve("lib-1.2.0.jar"), Jars.library("lib", "1.2.0"));
        server = LoopbackServer.serving(directory.resolve("repository"));
        tempFiles = TempFiles.under(directory.resolve("tmp"));
    }

    @AfterEach
    void stop() {
        tempFiles.close();
        server.close();
    }

    private JavaLibraries.Outcome exchange(String... keys) throws IOException {
        try (HttpFetcher fetcher = HttpFetcher.online(Map.of())) {
            return new JavaLibraries(
                            fetcher,
                            server.uri("/"),
                            LibrarySigners.read(List.of(keys)),
                            Instant.now(),
                            tempFiles,
                            Progress.NONE)
                    .exchange(
                            List.of(new LibraryWish(
                                    "org.example", "lib", "1.2.0", List.of("1.2.7"), false, List.of("lib-1.2.0.jar"))),
                            new JavaLibraries.Contents() {
                                @Override
                                public Path file(String path) {
                                    return directory.resolve(path);
                                }

                                @Override
                                public boolean exists(String path) {
                                    return Files.exists(directory.resolve(path));
                                }
                            });
        }
    }

    private String why(String... keys) throws IOException {
        JavaLibraries.Outcome outcome = exchange(keys);
        assertThat(outcome.files()).isEmpty();
        assertThat(outcome.done()).isEmpty();
        return Objects.requireNonNull(outcome.refused().get(CHANGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa2048", "rsa4096", "ed25519", "nistp256", "dsa3072"})
    void aGoodSignatureOfAPinnedKeyIsNamed(String algorithm) throws IOException {
        gpg.key("publisher", algorithm);
        gpg.sign(jar, "publisher");

        JavaLibraries.Outcome outcome =
                exchange(gpg.export("KEYS", "author", "publisher").toString());

        assertThat(outcome.refused()).isEmpty();
        assertThat(outcome.done().values().stream().map(each -> each.proof().signer()))
                .containsExactly(Optional.of(gpg.fingerprint("publisher")));
    }

    @Test
    void aSubkeySignsForItsPrimaryKey() throws IOException {
        gpg.run("--quick-add-key", gpg.fingerprint("author"), "rsa2048", "sign", "never");
        gpg.sign(jar, "author");

        assertThat(exchange("org.example=" + gpg.export("KEYS", "author")).done().values().stream()
                        .map(each -> each.proof().signer()))
                .containsExactly(Optional.of(gpg.fingerprint("author")));
    }

    @Test
    void keysArePinnedForAGroupAndThoseBelowIt() throws IOException {
        gpg.key("other", "ed25519");
        gpg.sign(jar, "author");
        String author = gpg.export("author.asc", "author").toString();
        String other = gpg.export("other.asc", "other").toString();

        assertThat(exchange("org.example=" + author, other).done()).containsOnlyKeys(CHANGE);
        assertThat(exchange("org=" + author, "org.examp=" + other).done()).containsOnlyKeys(CHANGE);
        assertThat(exchange("com.example=" + other).done().values())
                .allSatisfy(each -> assertThat(each.proof().signer()).isEmpty());
        assertThat(why("org=" + author, "org.example=" + other)).contains("which is not pinned");
        assertThat(why(other)).contains("which is not pinned");
    }

    @Test
    void whatIsNotSignedOrByAnotherOrForAnotherFileIsRefused() throws IOException {
        String keys = gpg.export("KEYS", "author").toString();

        assertThat(why(keys)).contains("lib-1.2.7.jar is not signed, and keys are pinned for org.example");
        Path other = Files.writeString(directory.resolve("other"), "another file");
        gpg.sign(other, "author");
        Files.copy(directory.resolve("other.asc"), Path.of(jar + ".asc"));
        assertThat(why(keys)).matches(".* its signature by the pinned key [0-9A-F]{16} does not fit it");
        gpg.key("stranger", "rsa2048");
        gpg.sign(jar, "stranger");
        assertThat(why(keys)).matches(".* it is signed by the key [0-9A-F]{16}, which is not pinned");
        gpg.sign(jar, "author", "--textmode");
        assertThat(why(keys)).endsWith("is not one over a file's bytes");
        gpg.sign(jar, "author", "--faked-system-time", "20380101T000000!");
        assertThat(why(keys)).contains("was made in the future");
        for (String text : List.of("<html>not found</html>", "", "-----BEGIN PGP SIGNATURE-----\n\nAAAA\n")) {
            Files.writeString(Path.of(jar + ".asc"), text);
            assertThat(why(keys)).as(text).contains("is not what a pinned key has signed");
        }
    }

    @Test
    void aWeakHashProvesNothing() throws IOException {
        gpg.key("old", "rsa2048");
        gpg.sign(jar, "old", "--digest-algo", "SHA1", "--allow-weak-digest-algos");

        assertThat(why(gpg.export("KEYS", "old").toString())).endsWith("uses a weak hash");
    }

    @Test
    void aRevokedKeyDoesNotCountAndAnExpiredOneForWhatItSignedBefore() throws IOException {
        gpg.sign(jar, "author");
        String revocation =
                Files.readString(directory.resolve("g/openpgp-revocs.d").resolve(gpg.fingerprint("author") + ".rev"));
        Path file = Files.writeString(
                directory.resolve("revocation"), revocation.substring(revocation.indexOf("-----BEGIN")));
        gpg.run("--import", file.toString());
        assertThat(why(gpg.export("KEYS", "author").toString())).contains("the key is revoked");

        gpg.run("--faked-system-time", "20200101T000000", "--quick-generate-key", "short", "ed25519", "sign", "30d");
        String keys = gpg.export("KEYS", "short").toString();
        gpg.sign(jar, "short", "--faked-system-time", "20200110T000000");
        assertThat(exchange(keys).done()).containsOnlyKeys(CHANGE);
    }

    @Test
    void aFileWithoutKeysIsAnError() throws IOException {
        Path file = Files.write(directory.resolve("KEYS"), "no keys".getBytes(StandardCharsets.UTF_8));

        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> LibrarySigners.read(List.of("org.example=" + file)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                .withMessageContaining(file + " has no OpenPGP public key");
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() ->
                        LibrarySigners.read(List.of(directory.resolve("none").toString())))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_ACCESS));
    }
}
