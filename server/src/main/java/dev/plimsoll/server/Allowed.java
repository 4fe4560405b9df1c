package dev.plimsoll.server;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.registry.RegistryName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What clients may ask to be scanned; what is not named here is refused.
 *
 * @param registries host and port as in image names, in lower case; {@code docker.io} for the default one
 * @param directories below which archives and layouts may lie; real paths
 * @param engine whether images of the local engine may be
 */
public record Allowed(Set<String> registries, List<Path> directories, boolean engine) {
    /** Nothing. */
    public static final Allowed NOTHING = new Allowed(Set.of(), List.of(), false);

    public Allowed {
        registries = Set.copyOf(registries);
        directories = List.copyOf(directories);
    }

    /**
     * What a command line names.
     *
     * @throws PlimsollException USAGE for what is no registry, or no directory that is there
     */
    public static Allowed of(List<String> registries, List<Path> directories, boolean engine) {
        Set<String> names = new HashSet<>();
        registries.forEach(name -> names.add(registry(name)));
        List<Path> real = new ArrayList<>();
        directories.forEach(directory -> real.add(real(directory)));
        return new Allowed(names, real, engine);
    }

    private static String registry(String name) {
        // Read as in an image's name, so that both are spelt alike.
        RegistryName read = RegistryName.parse(name + "/any/image");
        if (!read.repository().equals("any/image")) {
            throw new PlimsollException(
                    ErrorCode.USAGE,
                    "--allow-registry wants a host such as docker.io or registry.example:5000, not '" + name + "'");
        }
        return read.registry().toLowerCase(Locale.ROOT);
    }

    private static Path real(Path directory) {
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.USAGE, "--allow-files wants a directory that is there, not '" + directory + "'", e);
        }
    }
}
