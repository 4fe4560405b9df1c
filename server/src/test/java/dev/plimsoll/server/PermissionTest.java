package dev.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.RequiresCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients may ask to be scanned. */
class PermissionTest {
    @TempDir
    private Path directory;

    private Path inside = Path.of("");
    private Path outside = Path.of("");

    @BeforeEach
    void make() throws IOException {
        directory = directory.toRealPath();
        inside = Files.createDirectories(directory.resolve("inside"));
        outside = Files.createDirectories(directory.resolve("outside"));
        Files.writeString(outside.resolve("secret.tar"), "secret");
        Files.writeString(inside.resolve("app.tar"), "app");
    }

    private Permission permission() {
        return new Permission(Allowed.of(List.of("docker.io", "Registry.example:5000"), List.of(inside), false));
    }

    private int status(String image) {
        Problem problem = catchThrowableOfType(Problem.class, () -> permission().require(image));
        return problem == null ? 0 : problem.answer().status();
    }

    @ParameterizedTest
    @ValueSource(strings = {"registry://a/b", "archive:///app.tar", "oci-dir:///app", "local://app"})
    void nothingIsAllowedThatWasNotNamedAndTheAnswerNamesTheOption(String image) {
        assertThatThrownBy(() -> new Permission(Allowed.NOTHING).require(image))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("start the server with --allow-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry://nginx",
                "registry://docker.io/library/nginx:1",
                "registry://index.docker.io/nginx",
                "registry://registry.example:5000/team/app",
                "registry://REGISTRY.example:5000/team/app"
            })
    void imagesOfAllowedRegistriesAreAllowedHoweverTheyAreSpelt(String image) {
        assertThat(status(image)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry://registry.example/team/app",
                "registry://registry.example:5001/team/app",
                "registry://docker.io.evil.example/app",
                "registry://evil.example:443/docker.io/nginx",
                "registry://127.0.0.1:5000/app",
                "registry://localhost/app",
                "registry://169.254.169.254/latest/meta-data",
                "registry://[::1]:5000/app"
            })
    void imagesOfOtherHostsAreNot(String image) {
        assertThat(status(image)).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry://docker.io@evil.example/app",
                "registry://docker.io#@evil.example/app",
                "registry://docker.io:80?x/app",
                "registry://docker.io\\@evil/app",
                "registry://http://evil.example/app"
            })
    void namesThatTwoReadersMayReadDifferentlyAreNone(String image) {
        assertThat(status(image)).isEqualTo(400);
    }

    @Test
    void theEngineIsForThoseWhoAllowIt() {
        assertThat(status("local://app")).isEqualTo(403);
        assertThatCode(() -> new Permission(new Allowed(Set.of(), List.of(), true)).require("local://app"))
                .doesNotThrowAnyException();
    }

    @Test
    void filesBelowAnAllowedDirectoryAreAllowedThoseThatAreNotThereToo() {
        assertThat(status("archive://" + inside.resolve("app.tar"))).isZero();
        assertThat(status("oci-dir://" + inside)).isZero();
        assertThat(status("archive://" + inside.resolve("not/yet/there.tar"))).isZero();
    }

    @Test
    void filesElsewhereAreNotWhetherTheyAreThereOrNot() {
        Problem there = catchThrowableOfType(
                Problem.class, () -> permission().require("archive://" + outside.resolve("secret.tar")));
        Problem absent = catchThrowableOfType(
                Problem.class, () -> permission().require("archive://" + outside.resolve("absent")));

        assertThat(there.answer().status()).isEqualTo(403);
        assertThat(absent).hasMessage(there.getMessage());
    }

    @Test
    void aDirectoryWhoseNameOnlyBeginsAlikeIsAnother() throws IOException {
        Path alike = Files.createDirectories(directory.resolve("inside-not"));

        assertThat(status("oci-dir://" + alike)).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../outside/secret.tar", "/./app.tar", "//app.tar", "/app.tar/"})
    void aPathIsWrittenAsItIs(String path) {
        assertThat(status("archive://" + inside + path)).isIn(0, 400);
        assertThat(status("archive://" + inside + "/.." + path)).isEqualTo(400);
    }

    @Test
    void noLinkLeadsOut() throws IOException {
        Path file = Files.createSymbolicLink(inside.resolve("file.tar"), outside.resolve("secret.tar"));
        Path way = Files.createSymbolicLink(inside.resolve("way"), outside);
        Path chain = Files.createSymbolicLink(inside.resolve("chain"), way);
        Path loop = Files.createSymbolicLink(inside.resolve("loop"), inside.resolve("loop"));
        Path nowhere = Files.createSymbolicLink(inside.resolve("nowhere"), outside.resolve("absent"));

        for (Path each : List.of(file, way, way.resolve("secret.tar"), chain.resolve("absent"), loop, nowhere)) {
            assertThat(status("archive://" + each)).as(each.toString()).isEqualTo(403);
        }
    }

    @Test
    void aLinkWithinIsNoHarm() throws IOException {
        Path link = Files.createSymbolicLink(inside.resolve("latest.tar"), inside.resolve("app.tar"));

        assertThat(status("archive://" + link)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"index.json", "blobs/sha256/abc", "blobs"})
    void noLinkInALayoutLeadsOut(String name) throws IOException {
        Path layout = Files.createDirectories(inside.resolve("layout"));
        Path link = layout.resolve(name);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, outside.resolve("secret.tar"));

        assertThat(status("oci-dir://" + layout)).isEqualTo(403);
    }

    @Test
    @RequiresCommand("mkfifo")
    void aPipeIsNoFile() {
        Path pipe = inside.resolve("pipe.tar");
        Command.run("mkfifo", pipe.toString());

        assertThat(status("archive://" + pipe)).isEqualTo(400);
    }

    @Test
    void whatTheCommandLineAllowsMustBeThere() {
        assertThatThrownBy(() -> Allowed.of(List.of(), List.of(directory.resolve("absent")), false))
                .isInstanceOf(PlimsollException.class)
                .hasMessageContaining("--allow-files wants a directory that is there");
        for (String registry : List.of("", "docker.io/library", "https://docker.io", "docker", "a b")) {
            assertThatThrownBy(() -> Allowed.of(List.of(registry), List.of(), false))
                    .as(registry)
                    .isInstanceOf(PlimsollException.class);
        }
    }
}
