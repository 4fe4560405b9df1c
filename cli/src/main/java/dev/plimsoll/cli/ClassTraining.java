package dev.plimsoll.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The run whose classes the launcher keeps in its class archive: a command, after the classes that other commands load. Those of the
 * program are found in its jars; those of Java and of the libraries stand in {@code classes.txt}, which {@code make class-list} writes.
 * Nothing but their loading is done, so that none of the others has to reach an archive or an image.
 */
final class ClassTraining {
    private static final String SUFFIX = ".class";

    private ClassTraining() {}

    /** @param arguments the command line */
    public static void main(String[] arguments) {
        libraries().forEach(ClassTraining::load);
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(program(), "plimsoll*.jar")) {
            for (Path jar : jars) {
                loadAll(jar);
            }
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the program's jars can't be read", e);
        }
        Main.main(arguments);
    }

    /** The names of classes of Java and of libraries; another Java, and a newer library, may lack some. */
    static List<String> libraries() {
        try (BufferedReader list = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(
                        ClassTraining.class.getResourceAsStream("classes.txt"), "classes.txt is missing"),
                StandardCharsets.UTF_8))) {
            return list.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path program() throws URISyntaxException {
        Path jar = Path.of(ClassTraining.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return Objects.requireNonNull(jar.getParent(), "the program is no jar in a directory");
    }

    private static void loadAll(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
                String name = entries.nextElement().getName();
                if (name.endsWith(SUFFIX) && !name.endsWith("-info" + SUFFIX)) {
                    load(name.substring(0, name.length() - SUFFIX.length()).replace('/', '.'));
                }
            }
        }
    }

    /** Whether there is such a class; it is loaded then, and not initialized. */
    static boolean load(String name) {
        try {
            Class.forName(name, false, ClassTraining.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
