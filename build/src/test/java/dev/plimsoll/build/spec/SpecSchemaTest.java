package dev.plimsoll.build.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schema for editors and the program's own reader accept and refuse the same. */
class SpecSchemaTest {
    private static Schema schema;

    @BeforeAll
    static void readTheSchema() throws IOException {
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schemaText());
    }

    private static String schemaText() throws IOException {
        return Files.readString(SharedFiles.checkout().resolve("docs/image-spec-schema.json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image: app",
                "image: registry.example:5000/team/app:1.2_x",
                "title: T",
                "version: '1'",
                "version-of: redis-server",
                "archive: {}",
                "archive: {suites: [trixie, trixie-security, buster/updates], components: [main, non-free-firmware]}",
                "platform: linux/arm64",
                "packages: [g++, libstdc++6=12.2.0-14+deb12u1]",
                "recommends: true",
                "pin: ['openssl >= 1:3.0', a1=2]",
                "omit: []",
                "omit: [{package: perl, reason: r}]",
                "leave-out: [{path: /usr/share/man/**, reason: r}, {path: '/**/*.a', reason: r}]",
                "scripts: [{package: a1, instead: files, reason: r}]",
                "dlopen: [{by: /a, library: b.so}]",
                "java: {modules: [java.base, jdk.crypto.ec], reason: r}",
                "users: [{name: _a-b, uid: 1}, {name: b, uid: 2147483647, gid: 5, home: /}]",
                "files: [{path: /, directory: true}, {path: /a, content: ''}, {path: /b, link: ../c, owner: 5}]",
                "files: [{path: /a, content: b, platform: linux/amd64}, {path: /a, content: c, platform: linux/arm64}]",
                "files: [{path: /a.b/..c/d, directory: true, mode: '1777', owner: '1:2'}]",
                "run: {user: 5, entrypoint: []}",
                "run: {user: '5:0', entrypoint: [''], command: [], environment: {a_B: c}, working-directory: /,"
                        + " ports: [1, 65535/sctp], volumes: [/a], stop-signal: SIGRTMIN+3}",
                "run: {user: 5, entrypoint: [a], health-check: {command: [a], interval: 1ms, retries: 0}}",
                "labels: {a.b/c-d: e}",
                "labels: {}",
                "budget: {}",
                "budget: {size: 60 MB, packages: 0}"
            })
    void both_accept(String text) {
        assertThat(Specs.reading(Specs.with(text)).faults()).isEmpty();
        assertThat(schema.validate(json(Specs.with(text)), InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image: App",
                "image: 5",
                "image: a b",
                "nonsense: 1",
                "title: 5",
                "title: ' '",
                "title:",
                "version: 1.2",
                "version-of: Redis",
                "release: Book Worm",
                "archive: {suite: a}",
                "archive: {suites: bookworm}",
                "archive: {suites: [bookworm, bookworm]}",
                "platform: windows/amd64",
                "packages: []",
                "packages: redis",
                "packages: [redis redis]",
                "packages: [redis=]",
                "packages: [aa, aa]",
                "recommends: 'no'",
                "pin: [openssl]",
                "pin: ['openssl>3']",
                "omit: [perl]",
                "omit: [{package: perl}]",
                "omit: [{package: perl, reason: ' '}]",
                "leave-out: [{path: usr, reason: r}]",
                "leave-out: [{path: '/a/[b]', reason: r}]",
                "leave-out: [{path: '/a**', reason: r}]",
                "leave-out: [{path: '/a/../b', reason: r}]",
                "leave-out: [{path: /a/, reason: r}]",
                "scripts: [{package: a1, instead: run, reason: r}]",
                "dlopen: [{by: a, library: b.so}]",
                "java: {modules: [java.base]}",
                "java: {modules: [], reason: r}",
                "java: {modules: [java-base], reason: r}",
                "java: {modules: [java.sql, java.sql], reason: r}",
                "users: [{name: Root, uid: 1}]",
                "users: [{name: a, uid: 0}]",
                "users: [{name: a, uid: -1}]",
                "users: [{name: a}]",
                "files: [{path: /a}]",
                "files: [{path: a, content: b}]",
                "files: [{path: /a, content: b, platform: linux/s390x}]",
                "files: [{path: /a//b, content: b}]",
                "files: [{path: /a/.., content: b}]",
                "files: [{path: /a, content: b, link: c}]",
                "files: [{path: /a, directory: false}]",
                "files: [{path: /a, content: b, mode: 755}]",
                "files: [{path: /a, content: b, mode: '4755'}]",
                "files: [{path: /a, content: b, owner: root}]",
                "run: {entrypoint: [a]}",
                "run: {user: 5}",
                "run: {user: 0, entrypoint: [a]}",
                "run: {user: '0:5', entrypoint: [a]}",
                "run: {user: app, entrypoint: [a]}",
                "run: {user: 5, entrypoint: a}",
                "run: {user: 5, entrypoint: [1]}",
                "run: {user: 5, entrypoint: [a], environment: {A: 1}}",
                "run: {user: 5, entrypoint: [a], environment: {'A=B': c}}",
                "run: {user: 5, entrypoint: [a], ports: [0]}",
                "run: {user: 5, entrypoint: [a], ports: [65536]}",
                "run: {user: 5, entrypoint: [a], ports: ['80/icmp']}",
                "run: {user: 5, entrypoint: [a], volumes: [data]}",
                "run: {user: 5, entrypoint: [a], health-check: {interval: 1s}}",
                "run: {user: 5, entrypoint: [a], health-check: {command: [a], interval: 30}}",
                "run: {user: 5, entrypoint: [a], stop-signal: TERM}",
                "labels: {maintainer: me}",
                "labels: {'a b': c}",
                "labels: [a]",
                "budget: {size: 60}",
                "budget: {size: 60MBit}",
                "budget: {packages: -1}"
            })
    void both_refuse(String text) {
        assertThat(Specs.reading(Specs.with(text)).faults()).isNotEmpty();
        assertThat(schema.validate(json(Specs.with(text)), InputFormat.JSON)).isNotEmpty();
    }

    @Test
    void the_schema_refuses_every_label_that_the_build_sets() throws IOException {
        Object labels =
                at(at(new Load(LoadSettings.builder().build()).loadFromString(schemaText()), "properties"), "labels");

        List<?> refused = (List<?>) at(at(at(labels, "propertyNames"), "not"), "enum");
        assertThat(refused.stream().map(String::valueOf).toList()).containsExactlyInAnyOrderElementsOf(BuildLabels.OWN);
    }

    private static Object at(Object parent, String key) {
        return Objects.requireNonNull(((Map<?, ?>) parent).get(key), key);
    }

    private static String json(String text) {
        return value(new Load(LoadSettings.builder().build()).loadFromString(text));
    }

    private static String value(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(each -> value(String.valueOf(each.getKey())) + ":" + value(each.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(SpecSchemaTest::value).collect(Collectors.joining(",", "[", "]"));
        }
        return value instanceof String string
                ? '"' + string.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
                : String.valueOf(value);
    }
}
