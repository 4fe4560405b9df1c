package dev.plimsoll.build.jre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.build.spec.JavaModules;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import dev.plimsoll.testkit.Command;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runtime that runs this test is made smaller, and run. */
class JavaRuntimesTest {
    private static final Path HOME = Path.of(System.getProperty("java.home"));
    private static final String AT = "usr/lib/jvm/java";

    @TempDir
    Path folder;

    private final Draft draft = new Draft(Instant.EPOCH);
    private final List<String> notes = new ArrayList<>();

    private void put(String path, FileBody body) {
        draft.put(LayerFile.file(AT + "/" + path, 0644, draft.epoch(), body), "jre");
    }

    private void putRuntime() throws IOException {
        put("lib/modules", FileBody.of(HOME.resolve("lib/modules")));
        put("lib/server/classes.jsa", FileBody.of(new byte[9]));
        put(
                "release",
                FileBody.of("JAVA_VERSION=\"17\"\nMODULES=\"java.base java.desktop\"\nSOURCE=\"\"\n"
                        .getBytes(StandardCharsets.US_ASCII)));
    }

    private void trim(String... modules) {
        JavaRuntimes.trim(draft, new JavaModules(List.of(modules), "no others are used", 7), notes);
    }

    private InputStream open(String path) throws IOException {
        return draft.find(AT + "/" + path)
                .flatMap(LayerFile::body)
                .orElseThrow()
                .open();
    }

    /** This test's runtime with another file of modules. */
    private Path runtime() throws IOException {
        Path home = folder.resolve("java");
        try (Stream<Path> files = Files.walk(HOME)) {
            for (Path file : files.filter(each -> !each.startsWith(HOME.resolve("jmods")))
                    .toList()) {
                Path to = home.resolve(HOME.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else if (!file.endsWith("lib/modules")
                        && !file.toString().endsWith(".jsa")
                        && Files.isReadable(file)) {
                    Files.copy(file, to, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        try (InputStream in = open("lib/modules")) {
            Files.copy(in, home.resolve("lib/modules"));
        }
        return home.resolve("bin/java");
    }

    @Test
    void a_smaller_runtime_has_the_wanted_modules_and_what_they_need() throws IOException {
        putRuntime();
        trim("java.sql", "jdk.crypto.ec");

        String java = runtime().toString();
        assertThat(Command.run(java, "--list-modules").lines().map(line -> line.substring(0, line.indexOf('@'))))
                .containsExactly(
                        "java.base", "java.logging", "java.sql", "java.transaction.xa", "java.xml", "jdk.crypto.ec");
        assertThat(draft.find(AT + "/lib/modules").orElseThrow().size())
                .isLessThan(Files.size(HOME.resolve("lib/modules")) / 2);
        assertThat(draft.find(AT + "/lib/server/classes.jsa")).isEmpty();
        assertThat(notes).singleElement().asString().contains("java.sql", "no others are used");
        try (InputStream in = open("release")) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo("JAVA_VERSION=\"17\"\nMODULES=\"java.base java.logging java.sql java.transaction.xa"
                            + " java.xml jdk.crypto.ec\"\nSOURCE=\"\"\n");
        }
    }

    @Test
    void programs_find_every_class_and_service_that_is_left_and_no_other() throws IOException {
        putRuntime();
        trim("java.sql", "jdk.crypto.ec");

        Path program = Files.writeString(folder.resolve("Probe.java"), """
                import java.io.StringReader;
                import java.nio.file.*;
                import java.security.KeyPairGenerator;
                import javax.xml.parsers.DocumentBuilderFactory;
                import org.xml.sax.InputSource;
                class Probe {
                    public static void main(String[] none) throws Exception {
                        long classes;
                        try (var files = Files.walk(FileSystems.getFileSystem(java.net.URI.create("jrt:/")).getPath("/modules"))) {
                            classes = files.filter(file -> file.toString().endsWith(".class")).count();
                        }
                        System.out.println(classes > 5000);
                        System.out.println(KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic().getAlgorithm());
                        System.out.println(DocumentBuilderFactory.newInstance().newDocumentBuilder()
                                .parse(new InputSource(new StringReader("<ship/>"))).getDocumentElement().getTagName());
                        System.out.println(Class.forName("java.sql.Connection").getModule().getName());
                        System.out.println(Object.class.getResource("Object.class").openStream().readAllBytes().length > 100);
                        try {
                            Class.forName("java.awt.Color");
                        } catch (ClassNotFoundException e) {
                            System.out.println("gone: " + e.getMessage());
                        }
                    }
                }
                """);
        Command.run(
                HOME.resolve("bin/javac").toString(), "--release", "17", "-d", folder.toString(), program.toString());

        assertThat(Command.run(runtime().toString(), "-cp", folder.toString(), "Probe")
                        .lines())
                .containsExactly("true", "EC", "ship", "java.sql", "true", "gone: java.awt.Color");
    }

    @Test
    void the_same_runtime_gives_the_same_bytes() throws IOException {
        putRuntime();
        trim("java.logging");
        Digest first;
        Digest again;
        try (InputStream in = open("lib/modules")) {
            first = Digest.sha256(in.readAllBytes());
        }
        try (InputStream in = open("lib/modules")) {
            again = Digest.sha256(in.readAllBytes());
        }
        putRuntime();
        trim("java.logging");
        try (InputStream in = open("lib/modules")) {
            assertThat(List.of(again, Digest.sha256(in.readAllBytes()))).containsOnly(first);
        }
    }

    @Test
    void a_module_that_is_not_there_is_named_with_those_that_are() throws IOException {
        putRuntime();
        assertThatThrownBy(() -> trim("java.sequel")).isInstanceOfSatisfying(PlimsollException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.BUILD_FAILED);
            assertThat(e).hasMessageContainingAll("no module 'java.sequel'", "java.base, ", "java.sql");
        });
    }

    @Test
    void a_tree_without_a_runtime_is_an_error_that_names_the_line() {
        assertThatThrownBy(() -> trim("java.base"))
                .isInstanceOf(PlimsollException.class)
                .hasMessageContainingAll("line 7", "/usr/lib/jvm/*/lib/modules");
    }

    @Test
    void a_damaged_file_of_modules_is_refused_wherever_it_is_cut() throws IOException {
        byte[] whole = Files.readAllBytes(HOME.resolve("lib/modules"));
        for (int length : new int[] {0, 3, 27, 28, 5000, 300_000, whole.length / 3}) {
            put("lib/modules", FileBody.of(java.util.Arrays.copyOf(whole, length)));
            assertThatThrownBy(() -> trim("java.base"))
                    .as("cut at %s", length)
                    .isInstanceOfSatisfying(
                            PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BUILD_FAILED))
                    .hasMessageContaining("/" + AT + "/lib/modules can't be made smaller");
        }
    }

    @Test
    void a_file_of_modules_that_lies_about_itself_is_refused() throws IOException {
        byte[] whole = Files.readAllBytes(HOME.resolve("lib/modules"));
        for (int word : new int[] {0, 4, 16, 20, 24}) {
            byte[] lying = whole.clone();
            lying[word + 3] = 0x7f;
            put("lib/modules", FileBody.of(lying));
            assertThatThrownBy(() -> trim("java.base")).as("word at %s", word).isInstanceOf(PlimsollException.class);
        }
        byte[] strange = whole.clone();
        for (int i = 28; i < 3 << 20; i += 7) {
            strange[i] ^= 0x55;
        }
        put("lib/modules", FileBody.of(strange));
        assertThatThrownBy(() -> trim("java.base")).isInstanceOf(PlimsollException.class);
    }

    @Test
    void a_runtime_keeps_its_package_as_owner() throws IOException {
        putRuntime();
        trim("java.base");
        assertThat(draft.owner(AT + "/lib/modules")).isEqualTo(Optional.of("jre"));
    }
}
