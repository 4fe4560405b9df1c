package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documents say is true. */
class DocsTest {
    private static final Pattern CLASS_NAME = Pattern.compile("`(dev\\.plimsoll\\.[a-z.]+\\.[A-Z][A-Za-z]+)`");
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void theTraceOfAScanNamesClassesThatExist() throws Exception {
        List<String> names = new ArrayList<>();
        for (Matcher matcher = CLASS_NAME.matcher(text("docs/trace-a-scan.md")); matcher.find(); ) {
            names.add(matcher.group(1));
        }

        assertThat(names).hasSizeGreaterThanOrEqualTo(8);
        for (String name : names) {
            assertThat(Class.forName(name, false, getClass().getClassLoader()))
                    .as(name)
                    .isNotNull();
        }
    }

    @Test
    void theReadmesJavaProgramCompilesAndScans(@TempDir Path directory) throws Exception {
        Matcher matcher = JAVA.matcher(text("README.md"));
        assertThat(matcher.find()).isTrue();
        Path root = Files.createDirectories(directory.resolve("app"));
        Files.writeString(root.resolve("package-lock.json"), """
                {"name": "app", "version": "1.0.0", "lockfileVersion": 3,
                 "packages": {"": {"name": "app", "version": "1.0.0"}, "node_modules/lodash": {"version": "4.17.15"}}}
                """);
        String program = matcher.group(1).replace("archive://app.tar", "fs://" + root);

        Path classes = compile(directory, program);
        String printed = run(classes, directory);

        assertThat(printed).contains("notJudged=");
    }

    private static Path compile(Path directory, String body) throws IOException {
        String source =
                "import dev.plimsoll.advisory.store.*;\nimport dev.plimsoll.base.*;\nimport dev.plimsoll.debian.*;\n"
                        + "import dev.plimsoll.scan.*;\nimport dev.plimsoll.scan.Scanner;\nimport java.time.Clock;\n"
                        + "public class Example { public static void main(String[] arguments) throws Exception {\n"
                        + body
                        + "\n} }\n";
        Path classes = Files.createDirectories(directory.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        boolean compiled = compiler.getTask(
                        null,
                        null,
                        null,
                        List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path")),
                        null,
                        List.of(
                                new SimpleJavaFileObject(
                                        URI.create("string:///Example.java"), SimpleJavaFileObject.Kind.SOURCE) {
                                    @Override
                                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                                        return source;
                                    }
                                }))
                .call();
        assertThat(compiled).isTrue();
        return classes;
    }

    /** In a JVM of its own, since the program prints and reads the environment. */
    private static String run(Path classes, Path home) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(
                java.toString(),
                "-cp",
                classes + System.getProperty("path.separator") + System.getProperty("java.class.path"),
                "Example");
        builder.environment().put("HOME", home.toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("XDG_"));
        builder.redirectErrorStream(true);
        Process process = builder.start();
        String printed;
        try (InputStream in = process.getInputStream()) {
            printed = new String(BoundedInput.readAll(in, 1 << 20, "output"), StandardCharsets.UTF_8);
        }
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }

    private static String text(String file) throws IOException {
        return Files.readString(SharedFiles.checkout().resolve(file));
    }
}
