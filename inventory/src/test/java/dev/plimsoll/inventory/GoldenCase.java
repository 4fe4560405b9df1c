package dev.plimsoll.inventory;

import dev.plimsoll.image.Scheme;
import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder {@code ecosystem/ID/CASE} with {@code root/} and {@code expected.json}. The root is read as a directory; with an empty file
 * {@code image} beside it, as an image, which is always a root file system.
 */
record GoldenCase(String name, Path folder) {

    /** Where an ecosystem's cases and {@code versions.txt} are: in the sources, so that links stay links and rewriting works. */
    static Path folderOf(Ecosystem ecosystem) {
        return SharedFiles.checkout()
                .resolve("inventory/src/test/resources/dev/plimsoll/inventory/ecosystem")
                .resolve(ecosystem.id());
    }

    static List<GoldenCase> of(Ecosystem ecosystem) {
        try (Stream<Path> folders = Files.list(folderOf(ecosystem))) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("root")))
                    .sorted()
                    .map(folder -> new GoldenCase(folder.getFileName().toString(), folder))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    MemoryImage image() {
        MemoryImage image = MemoryImage.of(folder.resolve("root"));
        return Files.exists(folder.resolve("image")) ? image.as(Scheme.ARCHIVE) : image;
    }

    String expected() throws IOException {
        Path file = expectedFile();
        return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    }

    void rewrite(String actual) throws IOException {
        Files.writeString(expectedFile(), actual, StandardCharsets.UTF_8);
    }

    private Path expectedFile() {
        return folder.resolve("expected.json");
    }
}
