package dev.plimsoll.image.engine;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.source.engine.EngineSource;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Copies of the classes that opening an image needs, where users who may not look into this checkout can read them. */
final class ReadableClasses {
    private static final List<Class<?>> NEEDED = List.of(
            OpenEngine.class,
            EngineSource.class,
            PlimsollException.class,
            ObjectMapper.class,
            JsonFactory.class,
            JsonCreator.class);

    private final List<String> places = new ArrayList<>();

    ReadableClasses(Path directory) throws IOException {
        for (Class<?> type : NEEDED) {
            Path target = directory.resolve("classes" + places.size());
            copy(placeOf(type), target);
            places.add(target.toString());
        }
    }

    String path() {
        return String.join(File.pathSeparator, places);
    }

    private static Path placeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (Files.exists(to)) {
            return;
        }
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}
