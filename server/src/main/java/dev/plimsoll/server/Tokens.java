package dev.plimsoll.server;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.server.store.TokenHashes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Who may ask. What is kept of a token is its hash; it is as long as a key, so that nothing slower is needed. */
final class Tokens {
    static final int SHORTEST = 32;
    private static final int LONGEST = 4096;
    private static final int BYTES = 32;
    private static final String ADMIN = "admin";
    private static final String SCHEME = "bearer ";

    private final List<byte[]> hashes;

    private Tokens(List<byte[]> hashes) {
        this.hashes = hashes;
    }

    /**
     * The tokens that count, after the one in {@code file} has become the admin's, or one was made if there is none.
     *
     * @param made told a token that was made, before it counts
     * @throws PlimsollException FILE_ACCESS or USAGE if the file holds none
     */
    static Tokens open(TokenHashes store, Optional<Path> file, Clock clock, Consumer<String> made) {
        if (file.isPresent()) {
            store.put(ADMIN, hash(read(file.get())), clock.instant());
        } else if (store.all().isEmpty()) {
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            String token = "plimsoll_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
            made.accept(token);
            store.put(ADMIN, hash(token), clock.instant());
        }
        return new Tokens(store.all());
    }

    private static String read(Path file) {
        String token;
        try (InputStream in = Files.newInputStream(file)) {
            token = new String(BoundedInput.readAll(in, LONGEST, "the token"), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.FILE_ACCESS,
                    "could not read the token in " + file + " (--token-file): " + e
                            + "; make one with: openssl rand -hex 32",
                    e);
        }
        if (token.length() < SHORTEST) {
            throw new PlimsollException(
                    ErrorCode.USAGE,
                    "the token in " + file + " (--token-file) has " + token.length() + " characters; " + SHORTEST
                            + " or more are wanted, else it can be guessed: openssl rand -hex 32 makes one");
        }
        if (!token.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new PlimsollException(
                    ErrorCode.USAGE,
                    "the token in " + file
                            + " (--token-file) has characters that can't stand in a header; it is one line"
                            + " without spaces");
        }
        return token;
    }

    /** @throws Problem if the request brings no token that counts */
    void require(Request request) {
        Optional<String> header = request.header("Authorization");
        if (header.isEmpty()) {
            throw Problem.unauthorized("", "a token is wanted: Authorization: Bearer TOKEN");
        }
        String value = header.get();
        if (!value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                || !counts(value.substring(SCHEME.length()).strip())) {
            throw Problem.unauthorized("invalid_token", "the token does not count here");
        }
    }

    /** Takes as long for every token: all are compared, each to its end. */
    private boolean counts(String token) {
        byte[] hash = hash(token);
        boolean found = false;
        for (byte[] known : hashes) {
            found |= MessageDigest.isEqual(known, hash);
        }
        return found;
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
