package dev.plimsoll.policy.image;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Recognises secrets by how they look, whatever they are called. Takes time linear in the text for each shape. */
final class SecretShapes {
    private static final int MAX_LOGIN = 300;
    private static final String PEM = "-----BEGIN ";
    private static final int MAX_PEM_LINE = 60;

    /**
     * A token with a prefix of its issuer's.
     *
     * @param least characters that follow the prefix, at least
     */
    private record Shape(String words, String prefix, int least) {}

    private static final List<Shape> SHAPES = List.of(
            new Shape("AWS access key", "AKIA", 16),
            new Shape("AWS access key", "ASIA", 16),
            new Shape("GitHub token", "ghp_", 36),
            new Shape("GitHub token", "gho_", 36),
            new Shape("GitHub token", "ghu_", 36),
            new Shape("GitHub token", "ghs_", 36),
            new Shape("GitHub token", "ghr_", 36),
            new Shape("GitHub token", "github_pat_", 22),
            new Shape("GitLab token", "glpat-", 20),
            new Shape("npm token", "npm_", 36),
            new Shape("Docker Hub token", "dckr_pat_", 20),
            new Shape("PyPI token", "pypi-AgE", 40),
            new Shape("Slack token", "xoxb-", 10),
            new Shape("Slack token", "xoxp-", 10),
            new Shape("Slack token", "xoxa-", 10),
            new Shape("Stripe key", "sk_live_", 16),
            new Shape("Google API key", "AIza", 35),
            new Shape("Vault token", "hvs.", 20),
            new Shape("bearer token", "Bearer ", 16));

    private SecretShapes() {}

    /** What kinds of secrets are in a text, never themselves. */
    static Set<String> in(String text) {
        Set<String> found = new LinkedHashSet<>();
        for (Shape shape : SHAPES) {
            if (has(text, shape)) {
                found.add(shape.words());
            }
        }
        if (hasPrivateKey(text)) {
            found.add("private key");
        }
        if (hasWebToken(text)) {
            found.add("JSON web token");
        }
        if (hasLogin(text)) {
            found.add("password in an address");
        }
        return found;
    }

    private static boolean has(String text, Shape shape) {
        for (int at = text.indexOf(shape.prefix()); at >= 0; ) {
            int end = endOfToken(text, at + shape.prefix().length());
            if (end - at - shape.prefix().length() >= shape.least() && isBegin(text, at)) {
                return true;
            }
            at = text.indexOf(shape.prefix(), end);
        }
        return false;
    }

    private static boolean hasPrivateKey(String text) {
        for (int at = text.indexOf(PEM); at >= 0; at = text.indexOf(PEM, at + 1)) {
            if (text.substring(at, Math.min(text.length(), at + MAX_PEM_LINE)).contains("PRIVATE KEY")) {
                return true;
            }
        }
        return false;
    }

    /** Three parts of base64url, the first two of which are JSON objects. */
    private static boolean hasWebToken(String text) {
        for (int at = text.indexOf("eyJ"); at >= 0; ) {
            int header = endOfToken(text, at);
            if (isBegin(text, at) && text.startsWith(".eyJ", header)) {
                int payload = endOfToken(text, header + 1);
                if (text.startsWith(".", payload) && endOfToken(text, payload + 1) - payload > 16) {
                    return true;
                }
            }
            at = text.indexOf("eyJ", header);
        }
        return false;
    }

    private static boolean hasLogin(String text) {
        for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
            int colon = -1;
            for (int i = at + 3; i < text.length() && i - at < MAX_LOGIN; i++) {
                char c = text.charAt(i);
                if (c == '@') {
                    if (colon >= 0 && i > colon + 1 && SecretNames.isValue(text.substring(colon + 1, i))) {
                        return true;
                    }
                    break;
                }
                if (c <= ' ' || c == '/' || c == '"' || c == '\'') {
                    break;
                }
                colon = c == ':' && colon < 0 ? i : colon;
            }
        }
        return false;
    }

    private static boolean isBegin(String text, int at) {
        return at == 0 || !isOfToken(text.charAt(at - 1));
    }

    private static int endOfToken(String text, int from) {
        int end = from;
        while (end < text.length() && isOfToken(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isOfToken(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
    }
}
