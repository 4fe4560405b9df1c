package dev.plimsoll.image.oci;

import dev.plimsoll.image.FileNames;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The image name in a material's package URL: {@code pkg:docker/golang@1.22?platform=linux%2Famd64} is {@code golang:1.22}.
 *
 * @see <a href="https://github.com/package-url/purl-spec/blob/main/types-doc/docker-definition.md">purl type docker</a>
 */
final class MaterialName {
    private static final String DOCKER = "pkg:docker/";
    private static final String LAYOUT = "pkg:oci/";

    private MaterialName() {}

    /** Empty for what is no image: sources, downloads. A name that can't be read is given as it stands: it is an image all the same. */
    static Optional<String> of(String uri) {
        String start = uri.startsWith(DOCKER) ? DOCKER : uri.startsWith(LAYOUT) ? LAYOUT : "";
        if (start.isEmpty()) {
            return Optional.empty();
        }
        int end = uri.indexOf('?');
        String path = uri.substring(start.length(), end < 0 ? uri.length() : end);
        int version = path.lastIndexOf('@');
        try {
            return Optional.of(FileNames.printable(
                    version < 0
                            ? decode(path)
                            : decode(path.substring(0, version)) + ":" + decode(path.substring(version + 1))));
        } catch (IllegalArgumentException e) {
            return Optional.of(FileNames.printable(uri));
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
