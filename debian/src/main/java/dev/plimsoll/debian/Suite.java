package dev.plimsoll.debian;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;

/**
 * One suite of one archive.
 *
 * @param name below {@code dists/}: {@code bookworm}, {@code bookworm-security}, {@code buster/updates}
 * @param base address of the archive, without a slash at its end
 * @param optional whether the archive may be without it (testing and sid lack some)
 */
record Suite(String name, URI base, boolean optional) {
    Suite {
        Objects.requireNonNull(name, "name is null");
        base = withoutSlash(base);
    }

    /** Whether this suite lies in the security archive. */
    static boolean isSecurity(String name) {
        return name.endsWith("-security") || name.endsWith("/updates");
    }

    /** Address of a file of this suite. */
    URI file(String path) {
        return address("/dists/" + name + "/" + path);
    }

    /** Address of a file of its archive. */
    URI pool(String path) {
        return address("/" + path);
    }

    private URI address(String path) {
        try {
            return new URI(base + path);
        } catch (URISyntaxException e) {
            throw new PlimsollException(
                    ErrorCode.FEED_MALFORMED,
                    "no file of the suite '" + name + "' can be asked for by the name " + path,
                    e);
        }
    }

    private static URI withoutSlash(URI uri) {
        String text = uri.toString();
        while (text.endsWith("/")) {
            text = text.substring(0, text.length() - 1);
        }
        return URI.create(text);
    }
}
