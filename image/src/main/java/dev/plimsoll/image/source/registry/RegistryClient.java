package dev.plimsoll.image.source.registry;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.LimitExceededException;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.ResumingInput;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.oci.Descriptor;
import dev.plimsoll.image.oci.MediaTypes;
import dev.plimsoll.image.registry.RegistryName;
import dev.plimsoll.image.registry.RegistryOptions;
import dev.plimsoll.image.registry.Repository;
import dev.plimsoll.image.registry.Repository.Asked;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one repository of a registry. Safe for use by several threads.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pull">Distribution spec, pull</a>
 */
final class RegistryClient {
    private final RegistryName name;
    private final OpenOptions options;
    private final Repository repository;

    RegistryClient(RegistryName name, OpenOptions options) {
        this.name = name;
        this.options = options;
        this.repository = new Repository(
                name,
                Repository.Access.PULL,
                new RegistryOptions(options.plainHttp(), options.environment(), options.limits(), options.fetcher()));
    }

    /**
     * A manifest or index.
     *
     * @param target tag or digest
     * @param expected what it must be, if known beforehand; its size may be -1
     */
    ReceivedManifest manifest(String target, Optional<Expected> expected) {
        String what = "manifest '" + target + "'";
        return whole(what, () -> {
            String accept = String.join(", ", MediaTypes.MANIFESTS);
            Asked asked = expected.isPresent() && expected.get().size() >= 0 ? Asked.PART : Asked.NAME;
            try (HttpFetcher.Response response = get("manifests/" + target, Map.of("Accept", accept), asked, what)) {
                byte[] content =
                        read(response.body(), expected.map(Expected::size).orElse(-1L), what);
                Digest digest = verify(content, expected, what);
                verifyClaim(response, content, what);
                return new ReceivedManifest(content, digest, contentType(response));
            }
        });
    }

    /** A small blob, verified. */
    byte[] document(Descriptor descriptor, String what) {
        Expected expected = new Expected(descriptor.digest(), descriptor.size());
        return whole(what, () -> {
            try (HttpFetcher.Response response = get("blobs/" + descriptor.digest(), Map.of(), Asked.PART, what)) {
                byte[] content = read(response.body(), expected.size(), what);
                verify(content, Optional.of(expected), what);
                return content;
            }
        });
    }

    /** A blob's bytes as they come, resumed if the connection breaks; whoever reads them verifies them. */
    InputStream blob(Digest digest, String what) {
        String path = "blobs/" + digest;
        return new ResumingInput(
                get(path, Map.of(), Asked.PART, what),
                true,
                range -> repository.get(path, range, what),
                options.fetcher().patience());
    }

    /** What content must be. */
    record Expected(Digest digest, long size) {}

    private interface Attempt<T> {
        T run() throws IOException;
    }

    /** Asks again when a small document breaks off. */
    private <T> T whole(String what, Attempt<T> attempt) {
        for (int tried = 1; ; tried++) {
            try {
                return attempt.run();
            } catch (LimitExceededException e) {
                throw new PlimsollException(ErrorCode.LIMIT_EXCEEDED, what + " of " + name + ": " + e.getMessage(), e);
            } catch (IOException e) {
                if (tried >= options.fetcher().patience().attempts()) {
                    throw new PlimsollException(
                            ErrorCode.NETWORK,
                            "could not read " + what + " of " + name + ": "
                                    + SafeText.oneLine(String.valueOf(e.getMessage()), 200) + "; try again later",
                            e);
                }
            }
        }
    }

    private HttpFetcher.Response get(String path, Map<String, String> headers, Asked asked, String what) {
        HttpFetcher.Response response = repository.get(path, headers, what);
        if (response.status() != 200) {
            throw repository.failure(response, asked, what);
        }
        return response;
    }

    private byte[] read(InputStream body, long size, String what) throws IOException {
        long limit = options.limits().jsonBytes();
        if (size > limit) {
            throw new LimitExceededException(what + " has " + size + " bytes, more than the limit of " + limit);
        }
        return BoundedInput.readAll(body, limit, what);
    }

    private Digest verify(byte[] content, Optional<Expected> expected, String what) {
        if (expected.isEmpty()) {
            return Digest.sha256(content);
        }
        Digest wanted = expected.get().digest();
        Digest actual = digest(content, wanted.algorithm());
        if (!actual.equals(wanted)) {
            throw mismatch(what, "its content is " + actual + ", not " + wanted);
        }
        long size = expected.get().size();
        if (size >= 0 && size != content.length) {
            throw mismatch(what, "it has " + content.length + " bytes, not the " + size + " its descriptor states");
        }
        return actual;
    }

    /** The registry's own word for the digest, where a tag was asked for and nothing else says what comes. */
    private void verifyClaim(HttpFetcher.Response response, byte[] content, String what) {
        Optional<Digest> claimed = response.header("Docker-Content-Digest").flatMap(Digest::parse);
        if (claimed.isPresent() && !digest(content, claimed.get().algorithm()).equals(claimed.get())) {
            throw mismatch(what, "its content does not have the digest " + claimed.get() + " the registry states");
        }
    }

    private PlimsollException mismatch(String what, String why) {
        return new PlimsollException(
                ErrorCode.DIGEST_MISMATCH,
                what + " of " + name + ": " + why + "; the registry or something on the way to it changed it");
    }

    private static Digest digest(byte[] content, Digest.Algorithm algorithm) {
        java.security.MessageDigest computation = algorithm.newMessageDigest();
        computation.update(content);
        return Digest.of(algorithm, computation);
    }

    private static String contentType(HttpFetcher.Response response) {
        String value = response.header("Content-Type").orElse("");
        int semicolon = value.indexOf(';');
        return (semicolon < 0 ? value : value.substring(0, semicolon)).strip();
    }
}
