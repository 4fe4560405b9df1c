package dev.plimsoll.image.archive;

import java.util.List;

/**
 * One image of a {@code manifest.json}.
 *
 * @param config name of the configuration's file
 * @param tags such as {@code app:1.2}
 * @param layers names of the layers' files, lowest first
 */
record ArchivedImage(String config, List<String> tags, List<String> layers) {
    ArchivedImage {
        tags = List.copyOf(tags);
        layers = List.copyOf(layers);
    }

    /** The image id in the configuration's name ({@code HEX.json}, {@code blobs/sha256/HEX}, {@code HEX/json}), or the whole name. */
    String id() {
        if (config.endsWith("/json")) {
            return config.substring(0, config.length() - 5);
        }
        String name = config.substring(config.lastIndexOf('/') + 1);
        return name.endsWith(".json") ? name.substring(0, name.length() - 5) : name;
    }

    /** For lists of what there is to choose from. */
    String describe() {
        return tags.isEmpty() ? "sha256:" + id() : String.join(", ", tags);
    }
}
