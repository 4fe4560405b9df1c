package dev.plimsoll.image.registry;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.image.Defaults;
import java.util.Locale;
import java.util.Optional;

/**
 * The name of an image in a registry, {@code [HOST[:PORT]/]PATH[:TAG][@DIGEST]}, with what Docker adds when parts are left out.
 *
 * @param registry host and port as written, or {@code docker.io}
 * @param repository path in the registry, {@code library/} added where Docker adds it
 * @param tag if stated; {@code latest} if neither tag nor digest is
 * @param digest if stated; then it alone decides
 * @see <a href="https://github.com/distribution/reference/blob/main/reference.go">The grammar of references</a>
 */
public record RegistryName(String registry, String repository, Optional<String> tag, Optional<Digest> digest) {
    private static final int MAX_NAME = 255;
    private static final int MAX_TAG = 128;

    /** @throws PlimsollException USAGE for a name that breaks the grammar */
    public static RegistryName parse(String text) {
        String rest = text;
        Optional<Digest> digest = Optional.empty();
        int at = rest.indexOf('@');
        if (at >= 0) {
            digest = Optional.of(digest(rest.substring(at + 1), text));
            rest = rest.substring(0, at);
        }
        Optional<String> tag = Optional.empty();
        int colon = rest.lastIndexOf(':');
        if (colon > rest.lastIndexOf('/')) {
            tag = Optional.of(tag(rest.substring(colon + 1), text));
            rest = rest.substring(0, colon);
        }
        String registry = Defaults.REGISTRY;
        int slash = rest.indexOf('/');
        if (slash >= 0 && isRegistry(rest.substring(0, slash))) {
            registry = registry(rest.substring(0, slash), text);
            rest = rest.substring(slash + 1);
        }
        requirePath(rest, registry, text);
        boolean official = registry.equals(Defaults.REGISTRY) && rest.indexOf('/') < 0;
        boolean latest = tag.isEmpty() && digest.isEmpty();
        return new RegistryName(
                registry, official ? "library/" + rest : rest, latest ? Optional.of("latest") : tag, digest);
    }

    /** What to ask the registry for: the digest, else the tag. */
    public String target() {
        return digest.map(Digest::toString).or(() -> tag).orElse("latest");
    }

    /** The name and tag as Docker shows them: without what it would add. */
    public String familiar() {
        String path = registry.equals(Defaults.REGISTRY)
                ? repository.startsWith("library/") ? repository.substring("library/".length()) : repository
                : registry + "/" + repository;
        return path + tag.map(t -> ":" + t).orElse("");
    }

    /** The whole name, with what was left out. */
    @Override
    public String toString() {
        return registry + "/" + repository + tag.map(t -> ":" + t).orElse("")
                + digest.map(d -> "@" + d).orElse("");
    }

    /** The first part is a registry if it could not be a part of a path, as Docker decides it. */
    private static boolean isRegistry(String part) {
        return part.indexOf('.') >= 0
                || part.indexOf(':') >= 0
                || part.equals("localhost")
                || !part.equals(part.toLowerCase(Locale.ROOT));
    }

    private static String registry(String part, String text) {
        String host = part;
        int colon = part.lastIndexOf(':');
        if (colon > part.lastIndexOf(']')) {
            String port = part.substring(colon + 1);
            if (port.isEmpty()
                    || port.length() > 5
                    || !port.chars().allMatch(RegistryName::isDigit)
                    || Integer.parseInt(port) > 65_535) {
                throw wrong(text, "'" + port + "' is no port");
            }
            host = part.substring(0, colon);
        }
        if (!isHost(host)) {
            throw wrong(text, "'" + host + "' is no host name");
        }
        return part.equals("index.docker.io") ? Defaults.REGISTRY : part;
    }

    private static boolean isHost(String host) {
        if (host.startsWith("[")) {
            return host.endsWith("]")
                    && host.length() > 4
                    && host.substring(1, host.length() - 1)
                            .chars()
                            .allMatch(c ->
                                    c == ':' || c == '.' || isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F');
        }
        for (String label : host.split("\\.", -1)) {
            boolean valid = !label.isEmpty()
                    && label.charAt(0) != '-'
                    && label.charAt(label.length() - 1) != '-'
                    && label.chars().allMatch(c -> isAlphanumeric(c) || c == '-');
            if (!valid) {
                return false;
            }
        }
        return true;
    }

    private static void requirePath(String path, String registry, String text) {
        if (path.isEmpty()) {
            throw wrong(text, "it names no repository");
        }
        if (registry.length() + 1 + path.length() > MAX_NAME) {
            throw wrong(text, "it is longer than " + MAX_NAME + " characters");
        }
        for (String part : path.split("/", -1)) {
            if (!isPathPart(part)) {
                boolean upper = isPathPart(part.toLowerCase(Locale.ROOT));
                throw wrong(
                        text, upper ? "repositories are written in lower case" : "'" + part + "' is no part of a path");
            }
        }
        if (path.length() == 64 && path.chars().allMatch(c -> isDigit(c) || c >= 'a' && c <= 'f')) {
            throw wrong(
                    text, "64 hexadecimal digits are an image's id, which only an engine knows: write local://" + path);
        }
    }

    /** Lower-case letters and digits, with {@code .}, {@code _}, {@code __} or any number of {@code -} between them. */
    private static boolean isPathPart(String part) {
        int separators = 0;
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c >= 'a' && c <= 'z' || isDigit(c)) {
                separators = 0;
                continue;
            }
            boolean first = i == 0;
            boolean same = !first && part.charAt(i - 1) == c;
            boolean allowed = !first
                    && (c == '-' && (separators == 0 || same)
                            || c == '.' && separators == 0
                            || c == '_' && (separators == 0 || same && separators == 1));
            if (!allowed) {
                return false;
            }
            separators++;
        }
        return !part.isEmpty() && separators == 0;
    }

    private static String tag(String tag, String text) {
        boolean valid = !tag.isEmpty()
                && tag.length() <= MAX_TAG
                && (isAlphanumeric(tag.charAt(0)) || tag.charAt(0) == '_')
                && tag.chars().allMatch(c -> isAlphanumeric(c) || c == '_' || c == '.' || c == '-');
        if (!valid) {
            throw wrong(text, "'" + tag + "' is no tag");
        }
        return tag;
    }

    private static Digest digest(String digest, String text) {
        return Digest.parse(digest)
                .filter(d -> d.algorithm() != Digest.Algorithm.SHA1)
                .orElseThrow(() -> wrong(text, "'" + digest + "' is no sha256 or sha512 digest"));
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isAlphanumeric(int c) {
        return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static PlimsollException wrong(String text, String why) {
        return new PlimsollException(
                ErrorCode.USAGE,
                "'" + SafeText.oneLine(text, 300) + "' is no image name: " + SafeText.oneLine(why, 300)
                        + "; it should look like registry.example:5000/team/app:1.2");
    }
}
