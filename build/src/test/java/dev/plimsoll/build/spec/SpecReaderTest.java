package dev.plimsoll.build.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.yaml.Fault;
import dev.plimsoll.build.spec.AddedFile.Directory;
import dev.plimsoll.build.spec.AddedFile.Link;
import dev.plimsoll.build.spec.AddedFile.Source;
import dev.plimsoll.build.spec.AddedFile.Text;
import dev.plimsoll.debian.resolve.Pin;
import dev.plimsoll.image.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a spec says, and what is said about a wrong one. */
class SpecReaderTest {
    @Test
    void every_key_is_read(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("entrypoint.sh"), "#!/bin/sh\n");
        Path file = folder.resolve("app.yaml");
        Files.writeString(file, """
                image: plimsoll/app:1.2
                title: App
                description: An app
                maintainer: ops@example.org
                licenses: Apache-2.0
                source: https://example.org/app.git
                url: https://example.org
                vendor: Example
                version: "1.2"
                version-of: app
                release: bookworm
                archive: {suites: [bookworm, bookworm-security], components: [main, contrib]}
                platform: linux/arm64
                packages: [base-files, app=1.2-3+deb12u1]
                recommends: true
                pin: ["openssl>=3.0.11"]
                omit: [{package: perl, reason: only debconf asks for it}]
                leave-out: [{path: "/usr/share/man/**", reason: nobody reads it there}]
                scripts: [{package: ssl-cert, instead: none, reason: no certificate is made}]
                dlopen: [{by: /usr/bin/app, library: libnss_files.so.2}]
                java: {modules: [java.sql, jdk.crypto.ec], reason: it uses no others}
                users: [{name: app, uid: 999, gid: 998, home: /var/lib/app}]
                files:
                  - {path: /usr/local/bin/entrypoint, source: entrypoint.sh, mode: "0755"}
                  - {path: /etc/app.conf, content: "a\\n", owner: "1:2"}
                  - {path: /data, directory: true, mode: "1700", owner: 999}
                  - {path: /usr/bin/a, link: app, platform: linux/arm64}
                run:
                  user: "999:998"
                  entrypoint: [/usr/local/bin/entrypoint]
                  command: [app, ""]
                  environment: {B: "2", A: one}
                  working-directory: /data
                  ports: [6379, 53/udp]
                  volumes: [/data]
                  health-check: {command: [app, ping], interval: 30s, timeout: 500ms, start-period: 1m, retries: 3}
                  stop-signal: SIGINT
                labels: {team: red}
                budget: {size: 1.5MB, packages: 20}
                """);

        ImageSpec.Reading reading = ImageSpec.read(file);

        assertThat(reading.faults()).isEmpty();
        ImageSpec spec = reading.spec().orElseThrow();
        assertThat(spec.image()).isEqualTo("plimsoll/app:1.2");
        assertThat(spec.shortName()).isEqualTo("app");
        assertThat(spec.about())
                .isEqualTo(new About(
                        Optional.of("App"),
                        Optional.of("An app"),
                        Optional.of("ops@example.org"),
                        Optional.of("Apache-2.0"),
                        Optional.of("https://example.org/app.git"),
                        Optional.of("https://example.org"),
                        Optional.of("Example"),
                        Optional.of("1.2"),
                        Optional.of("app")));
        assertThat(spec.archive())
                .isEqualTo(new ArchiveParts(
                        "bookworm", List.of("bookworm", "bookworm-security"), List.of("main", "contrib")));
        assertThat(spec.platform()).contains(Platform.parse("linux/arm64"));
        assertThat(spec.packages()).containsExactly("base-files", "app=1.2-3+deb12u1");
        assertThat(spec.recommends()).isTrue();
        assertThat(spec.pins()).containsExactly(Pin.parse("openssl>=3.0.11"));
        assertThat(spec.omissions()).containsExactly(new Omission("perl", "only debconf asks for it", 17));
        assertThat(spec.leftOut())
                .containsExactly(new LeftOut(new PathPattern("/usr/share/man/**"), "nobody reads it there", 18));
        assertThat(spec.scripts()).containsExactly(new ScriptStep("ssl-cert", "none", "no certificate is made", 19));
        assertThat(spec.dlopens()).containsExactly(new DeclaredDlopen("/usr/bin/app", "libnss_files.so.2"));
        assertThat(spec.java())
                .contains(new JavaModules(List.of("java.sql", "jdk.crypto.ec"), "it uses no others", 21));
        assertThat(spec.users()).containsExactly(new NewUser("app", 999, 998, "/var/lib/app"));
        assertThat(spec.files())
                .containsExactly(
                        new AddedFile(
                                "/usr/local/bin/entrypoint",
                                new Source(folder.resolve("entrypoint.sh")),
                                OptionalInt.of(0755),
                                0,
                                0,
                                Optional.empty(),
                                24),
                        new AddedFile(
                                "/etc/app.conf", new Text("a\n"), OptionalInt.empty(), 1, 2, Optional.empty(), 25),
                        new AddedFile("/data", new Directory(), OptionalInt.of(01700), 999, 999, Optional.empty(), 26),
                        new AddedFile(
                                "/usr/bin/a",
                                new Link("app"),
                                OptionalInt.empty(),
                                0,
                                0,
                                Optional.of(Platform.parse("linux/arm64")),
                                27));
        assertThat(spec.run())
                .isEqualTo(new Run(
                        999,
                        998,
                        List.of("/usr/local/bin/entrypoint"),
                        List.of("app", ""),
                        Map.of("A", "one", "B", "2"),
                        "/data",
                        List.of("6379/tcp", "53/udp"),
                        List.of("/data"),
                        Optional.of(new HealthCheck(
                                List.of("app", "ping"),
                                Optional.of(Duration.ofSeconds(30)),
                                Optional.of(Duration.ofMillis(500)),
                                Optional.of(Duration.ofMinutes(1)),
                                OptionalInt.of(3))),
                        Optional.of("SIGINT")));
        assertThat(spec.labels()).isEqualTo(Map.of("team", "red"));
        assertThat(spec.budget()).isEqualTo(new Budget(OptionalLong.of(1_500_000), OptionalInt.of(20)));
    }

    @Test
    void the_least_takes_the_release_with_its_updates_and_security_updates() {
        ImageSpec spec = Specs.reading(Specs.LEAST).spec().orElseThrow();

        assertThat(spec.archive())
                .isEqualTo(new ArchiveParts(
                        "bookworm", List.of("bookworm", "bookworm-updates", "bookworm-security"), List.of("main")));
        assertThat(spec.recommends()).isFalse();
        assertThat(spec.platform()).isEmpty();
        assertThat(spec.budget()).isEqualTo(Budget.NONE);
    }

    @Test
    void all_faults_are_named_at_once_in_the_order_of_the_file() {
        assertThat(Specs.reading("""
                        image: App
                        relaese: bookworm
                        packages: [redis, redis]
                        leave-out:
                          - {path: usr/share, reason: r}
                        run: {user: root, entrypoint: /bin/app}
                        """).faults())
                .extracting((Fault fault) -> fault.in("app.yaml"))
                .containsExactly(
                        "app.yaml:1:1: the spec wants 'release'",
                        "app.yaml:1:8: 'image' wants a name in lower case with a tag, such as plimsoll/redis:latest, not"
                                + " 'App'",
                        "app.yaml:2:1: unknown key 'relaese' in the spec; did you mean 'release'? Known here: image, title,"
                                + " description, maintainer, licenses, source, url, vendor, version, version-of, release,"
                                + " archive, packages, recommends, pin, omit, scripts, leave-out, dlopen, java, users, files,"
                                + " run, platform, labels, budget",
                        "app.yaml:3:19: 'redis' stands in 'packages' twice",
                        "app.yaml:5:12: 'path': the pattern 'usr/share' does not begin with a slash",
                        "app.yaml:6:13: 'user' wants numbers as uid:gid, such as \"999:999\", not 'root'",
                        "app.yaml:6:31: 'entrypoint' wants a list, such as [a, b], not '/bin/app'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    run: {user: "0:0", entrypoint: [a]} | 4:13: 'user' is root; an image is built for another user, such as "999:999"
                    omit: [{package: perl}] | 5:8: an element of 'omit' wants 'reason'
                    budget: {size: 60} | 5:16: 'size' wants a size with its unit, such as 60MB or 1.5GiB, not '60'
                    files: [{path: /a, content: x, mode: 755}] | 5:38: 'mode' wants octal permissions in quotes, such as "0755", without setuid and setgid, not '755'
                    files: [{path: /a, content: x, mode: "4755"}] | 5:38: 'mode' wants octal permissions in quotes, such as "0755", without setuid and setgid, not '4755'
                    files: [{path: /a}] | 5:9: an element of 'files' wants one of source, content, link and directory, not 0 of them
                    files: [{path: /a, content: b, link: c}] | 5:9: an element of 'files' wants one of source, content, link and directory, not 2 of them
                    files: [{path: /a/../b, content: b}] | 5:16: 'path' wants an absolute path without '.', '..' and '//', such as /var/lib/app, not '/a/../b'
                    java: {modules: [java.sql]} | 5:7: 'java' wants 'reason'
                    java: {modules: [java-sql], reason: r} | 5:18: 'modules' wants names of Java modules such as java.sql, not 'java-sql'
                    files: [{path: /a, content: b, platform: arm64}] | 5:42: 'platform' wants linux/amd64 or linux/arm64, not 'arm64'
                    labels: {maintainer: me} | 5:10: 'maintainer' is set by the build; take it away
                    pin: [openssl] | 5:7: 'pin' wants a package with a relation, such as openssl>=3.0.11, not 'openssl'
                    packages: [] | 4:11: 'packages' is empty; name at least one package
                    """)
    void a_wrong_value_is_named_with_its_place_and_what_is_wanted(String text, String message) {
        assertThat(Specs.reading(Specs.with(text)).faults())
                .extracting(fault -> fault.line() + ":" + fault.column() + ": " + fault.message())
                .containsExactly(message);
    }

    @Test
    void a_source_that_is_not_there_is_named_with_its_place() {
        assertThat(Specs.reading(Specs.with("files: [{path: /a, source: no/such}]"))
                        .faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message())
                        .startsWith("'source': there is no /")
                        .endsWith("/no/such"));
    }

    @Test
    void an_empty_file_is_no_spec() {
        assertThat(Specs.reading("").faults())
                .extracting(Fault::message)
                .containsExactly("the spec is empty; it wants image, release, packages and run");
    }
}
