package dev.plimsoll.inventory.ecosystem.java;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Jars in a local Maven repository: their paths say what they are, which makes them an oracle. */
record MavenLayout(Path root) {

    record Jar(Path file, String name, String version) {
        /** Where the tests put it in an image: no path there says what it is. */
        String imagePath() {
            return "app/lib/" + name.substring(0, name.indexOf(':')) + "/" + file.getFileName();
        }
    }

    List<Jar> jars() {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(this::jar)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Jar jar(Path file) {
        Path path = root.relativize(file);
        int names = path.getNameCount();
        String group = path.subpath(0, names - 3).toString().replace('/', '.');
        return new Jar(
                file,
                group + ":" + path.getName(names - 3),
                path.getName(names - 2).toString());
    }
}
