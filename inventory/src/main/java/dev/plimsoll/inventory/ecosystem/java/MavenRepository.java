package dev.plimsoll.inventory.ecosystem.java;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.PlimsollException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The checksums that a Maven repository publishes beside its files. */
final class MavenRepository {
    private static final int MAX_BYTES = 64 * 1024;
    private static final int SHA1_LENGTH = 40;

    private final HttpFetcher fetcher;
    private final String base;

    MavenRepository(HttpFetcher fetcher, URI base) {
        this.fetcher = fetcher;
        this.base = base.toString().endsWith("/") ? base.toString() : base + "/";
    }

    URI address(Candidate candidate) {
        return URI.create(base + candidate.checksumPath());
    }

    /**
     * Whether the repository's file of this name has this SHA-1.
     *
     * @throws PlimsollException if the repository can't be asked, or its answer is no checksum
     */
    boolean hasSha1(Candidate candidate, String hex) {
        URI address = address(candidate);
        try (HttpFetcher.Response response = fetcher.send(HttpFetcher.Request.get(address))) {
            return switch (response.status()) {
                case 200 -> sha1(response, address).equals(hex);
                case 404, 410 -> false;
                default -> throw response.refusal();
            };
        }
    }

    private static String sha1(HttpFetcher.Response response, URI address) {
        String text;
        try {
            text = new String(
                            BoundedInput.readAll(response.body(), MAX_BYTES, address.toString()),
                            StandardCharsets.ISO_8859_1)
                    .toLowerCase(Locale.ROOT);
        } catch (IOException e) {
            throw new PlimsollException(ErrorCode.NETWORK, "could not read " + address + ": " + e.getMessage(), e);
        }
        // Some have the file's name before or after it.
        int run = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i < text.length() && Character.digit(text.charAt(i), 16) >= 0) {
                run++;
            } else if (run == SHA1_LENGTH) {
                return text.substring(i - run, i);
            } else {
                run = 0;
            }
        }
        throw new PlimsollException(ErrorCode.NETWORK, address + " is no SHA-1 checksum");
    }
}
