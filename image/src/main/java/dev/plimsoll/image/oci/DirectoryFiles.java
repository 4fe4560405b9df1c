package dev.plimsoll.image.oci;

import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.ImageFailures;
import dev.plimsoll.image.LayerBlob.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Files in a directory. Internal to this module. */
public final class DirectoryFiles extends ImageFiles {
    private final Path directory;

    public DirectoryFiles(Path directory) {
        this.directory = directory;
    }

    @Override
    public String describe() {
        return FileNames.printable(directory.toString());
    }

    @Override
    public Optional<Region> find(String name) {
        Optional<String> normal = FileNames.normalise(name);
        if (normal.isEmpty() || name.indexOf('\0') >= 0) {
            throw ImageFailures.corrupt(describe(name) + ": the name leads out of the directory");
        }
        Path file = directory.resolve(normal.get());
        try {
            return Files.isRegularFile(file) ? Optional.of(new Region(file, 0, Files.size(file))) : Optional.empty();
        } catch (IOException e) {
            throw ImageFailures.of(e, describe(name));
        }
    }
}
