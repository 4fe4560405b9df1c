package dev.plimsoll.advisory.store;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/** Where an update takes feeds from. */
public sealed interface FeedOrigin {
    /** From their publishers. */
    record Publishers() implements FeedOrigin {}

    /**
     * From a directory that is laid out as a mirror.
     *
     * @param root of the layout
     */
    record Directory(Path root) implements FeedOrigin {}

    /**
     * From a web server that serves a mirror.
     *
     * @param base of the layout; ends in {@code /}
     */
    record Web(URI base) implements FeedOrigin {}

    /**
     * Reads what users give with {@code --from}.
     *
     * @param text a directory, or an {@code http(s)} address
     * @throws PlimsollException USAGE if it is neither
     */
    static FeedOrigin mirror(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        try {
            if (lower.startsWith("http://") || lower.startsWith("https://")) {
                return new Web(new URI(text.endsWith("/") ? text : text + "/"));
            }
            Path root = Path.of(text);
            if (Files.isDirectory(root)) {
                return new Directory(root.toAbsolutePath().normalize());
            }
        } catch (URISyntaxException | InvalidPathException e) {
            throw new PlimsollException(
                    ErrorCode.USAGE, "'" + text + "' is neither a directory nor an address of a mirror", e);
        }
        throw new PlimsollException(
                ErrorCode.USAGE, "'" + text + "' is neither a directory nor an http(s) address of a mirror");
    }
}
