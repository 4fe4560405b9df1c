package dev.plimsoll.debian;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.inventory.Distro;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AptSourcesTest {
    private static final Distro SID = new Distro("debian", "", "forky", "Debian GNU/Linux forky/sid", List.of());

    @TempDir
    Path apt;

    @BeforeEach
    void makeDirectory() throws IOException {
        Files.createDirectories(apt.resolve("sources.list.d"));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(apt.resolve(file), text);
    }

    private List<String> plan(Distro distro, DebianOptions options) {
        return new SuitePlan(options, AptSources.read(apt))
                .suites(distro).stream()
                        .map(suite -> suite.file("InRelease").toString())
                        .toList();
    }

    @Test
    void asksThePublicMirrorWhereTheMachineHasNone() {
        assertThat(plan(InstalledRoot.BOOKWORM, DebianOptions.DEFAULT))
                .containsExactly(
                        Defaults.MIRROR + "/dists/bookworm/InRelease",
                        Defaults.MIRROR + "/dists/bookworm-updates/InRelease",
                        Defaults.SECURITY_MIRROR + "/dists/bookworm-security/InRelease");
    }

    @Test
    void followsTheMachinesOwnSourcesBySuiteName() throws IOException {
        write("sources.list", """
                # deb http://commented.example/debian bookworm main
                deb-src http://source.example/debian bookworm main
                deb [arch=amd64 signed-by=/usr/share/keyrings/nodesource.gpg] https://third.example/debian bookworm main
                deb https://packages.example/repo bookworm main
                deb http://one.example/debian/ bookworm main contrib # a comment
                deb cdrom:[Debian] bookworm main
                """);
        write("sources.list.d/debian.sources", """
                Types: deb
                URIs: http://two.example/debian-security
                Suites: bookworm-security
                Components: main
                Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

                Types: deb
                Enabled: no
                URIs: http://disabled.example/debian
                Suites: bookworm-updates
                Components: main
                """);
        assertThat(plan(InstalledRoot.BOOKWORM, DebianOptions.DEFAULT))
                .containsExactly(
                        "http://one.example/debian/dists/bookworm/InRelease",
                        Defaults.MIRROR + "/dists/bookworm-updates/InRelease",
                        "http://two.example/debian-security/dists/bookworm-security/InRelease");
    }

    @Test
    void letsOptionsDecide() throws IOException {
        write("sources.list", "deb http://one.example/debian bookworm main\n");
        DebianOptions options = DebianOptions.DEFAULT
                .withMirrors(URI.create("http://m.example/d/"), URI.create("http://s.example/d"))
                .withSuites(List.of("bookworm", "bookworm-security"));
        assertThat(plan(InstalledRoot.BOOKWORM, options))
                .containsExactly(
                        "http://m.example/d/dists/bookworm/InRelease",
                        "http://s.example/d/dists/bookworm-security/InRelease");
    }

    @Test
    void knowsReleasesByNumberAndRollingOnesByName() {
        Distro buster = new Distro("debian", "10", "", "", List.of());
        assertThat(plan(buster, DebianOptions.DEFAULT))
                .contains(Defaults.SECURITY_MIRROR + "/dists/buster/updates/InRelease");
        assertThat(new SuitePlan(DebianOptions.DEFAULT, AptSources.read(apt)).suites(SID))
                .extracting(Suite::name, Suite::optional)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("forky", false),
                        org.assertj.core.groups.Tuple.tuple("forky-updates", true),
                        org.assertj.core.groups.Tuple.tuple("forky-security", true));
        Distro nameless = new Distro("debian", "", "", "", List.of());
        Distro hostile = new Distro("debian", "12", "../../evil", "", List.of());
        assertThat(plan(nameless, DebianOptions.DEFAULT)).isEmpty();
        assertThat(plan(hostile, DebianOptions.DEFAULT)).isEmpty();
    }

    @Test
    void takesAptsProxyUnlessAnotherIsNamed() throws IOException {
        Files.createDirectories(apt.resolve("apt.conf.d"));
        write(
                "apt.conf.d/01proxy",
                "// Acquire::http::Proxy \"http://old.example:1\";\nAcquire::http::Proxy \"http://proxy.example:3142\";\n");
        DebianOptions options = DebianOptions.DEFAULT.withAptDirectory(apt);
        assertThat(AptProxy.of(options)).contains(URI.create("http://proxy.example:3142"));
        assertThat(AptProxy.of(options.withAptProxy(URI.create("http://mine.example:1"))))
                .contains(URI.create("http://mine.example:1"));
        write("apt.conf.d/01proxy", "Acquire { http { Proxy \"http://nested.example:3142\"; }; };\n");
        assertThat(AptProxy.of(options)).contains(URI.create("http://nested.example:3142"));
        write("apt.conf.d/01proxy", "APT::Install-Recommends \"0\";\n");
        assertThat(AptProxy.of(options)).isEmpty();
    }
}
