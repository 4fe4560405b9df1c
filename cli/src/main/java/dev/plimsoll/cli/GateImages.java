package dev.plimsoll.cli;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.source.ImageSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Which images a run is about: those that are named, else those of IMAGES_TO_SCAN, else the project's own that are there. */
final class GateImages {
    /** Names images where the command line does not, split on blanks. */
    static final String VARIABLE = "IMAGES_TO_SCAN";

    /** Says where the project's images lie as OCI layouts, one folder each. */
    static final String DIRECTORY_VARIABLE = "PLIMSOLL_CONTAINERS_DIR";

    private static final String DIRECTORY = "containers/out";
    private static final List<String> PROJECT = List.of("postgresql", "redis", "server");

    private GateImages() {}

    /**
     * The images, each once, in order.
     *
     * @throws PlimsollException USAGE if there is nothing to scan: that is no pass
     */
    static List<String> of(List<String> named, Map<String, String> environment) {
        if (!named.isEmpty()) {
            return distinct(named);
        }
        String variable = environment.getOrDefault(VARIABLE, "").strip();
        if (!variable.isEmpty()) {
            return distinct(List.of(variable.split("\\s+")));
        }
        List<String> own = projects(environment);
        if (own.isEmpty()) {
            throw new PlimsollException(
                    ErrorCode.USAGE,
                    "nothing to scan: no IMAGE is named, " + VARIABLE + " is not set, and none of plimsoll/"
                            + String.join(", plimsoll/", PROJECT) + " is an OCI layout in " + directory(environment)
                            + " or in the container engine");
        }
        return own;
    }

    private static List<String> distinct(List<String> images) {
        return List.copyOf(new LinkedHashSet<>(images));
    }

    private static List<String> projects(Map<String, String> environment) {
        List<String> there = new ArrayList<>();
        try (TempFiles tempFiles = TempFiles.ofSystem()) {
            OpenOptions options = OpenOptions.of(environment, HttpFetcher.offline(), tempFiles);
            for (String name : PROJECT) {
                Path layout = directory(environment).resolve(name);
                String tag = "plimsoll/" + name + ":latest";
                if (Files.exists(layout.resolve("index.json"))) {
                    there.add("oci-dir://" + layout);
                } else if (ImageSources.isInEngine(tag, options)) {
                    there.add("local://" + tag);
                }
            }
        }
        return there;
    }

    private static Path directory(Map<String, String> environment) {
        String set = environment.getOrDefault(DIRECTORY_VARIABLE, "").strip();
        return Path.of(set.isEmpty() ? DIRECTORY : set);
    }
}
