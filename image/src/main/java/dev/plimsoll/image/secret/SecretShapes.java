package dev.plimsoll.image.secret;

import java.util.List;
import java.util.function.Consumer;

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

    static void in(String text, Consumer<Secret> each) {
        for (Shape shape : SHAPES) {
            tokens(text, shape, each);
        }
        privateKeys(text, each);
        webTokens(text, each);
        logins(text, each);
    }

    private static void tokens(String text, Shape shape, Consumer<Secret> each) {
        for (int at = text.indexOf(shape.prefix()); at >= 0; ) {
            int start = at + shape.prefix().length();
            int end = endOfToken(text, start);
            if (end - start >= shape.least() && isBegin(text, at)) {
                each.accept(new Secret(shape.words(), false, at, end));
            }
            at = text.indexOf(shape.prefix(), end);
        }
    }

    private static void privateKeys(String text, Consumer<Secret> each) {
        int at = text.indexOf(PEM);
        while (at >= 0) {
            int next = at + 1;
            if (text.substring(at, Math.min(text.length(), at + MAX_PEM_LINE)).contains("PRIVATE KEY")) {
                int end = text.indexOf("-----END ", at);
                next = end < 0 ? text.length() : end;
                each.accept(new Secret("private key", false, at, next));
            }
            at = text.indexOf(PEM, next);
        }
    }

    /** Three parts of base64url, the first two of which are JSON objects. */
    private static void webTokens(String text, Consumer<Secret> each) {
        for (int at = text.indexOf("eyJ"); at >= 0; ) {
            int header = endOfToken(text, at);
            if (isBegin(text, at) && text.startsWith(".eyJ", header)) {
                int payload = endOfToken(text, header + 1);
                int end = text.startsWith(".", payload) ? endOfToken(text, payload + 1) : payload;
                if (end - payload > 16) {
                    each.accept(new Secret("JSON web token", false, at, end));
                }
            }
            at = text.indexOf("eyJ", header);
        }
    }

    private static void logins(String text, Consumer<Secret> each) {
        for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
            int end = endOfLogin(text, at + 3);
            int colon = text.indexOf(':', at + 3);
            if (end >= 0 && colon >= 0 && colon < end && SecretNames.isValue(text.substring(colon + 1, end))) {
                each.accept(new Secret("password in an address", false, colon + 1, end));
            }
        }
    }

    /** Where the {@code @} stands after what may be a login, or -1. */
    private static int endOfLogin(String text, int from) {
        for (int i = from; i < text.length() && i - from < MAX_LOGIN; i++) {
            char c = text.charAt(i);
            if (c == '@') {
                return i;
            }
            if (c <= ' ' || c == '/' || c == '"' || c == '\'') {
                return -1;
            }
        }
        return -1;
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
