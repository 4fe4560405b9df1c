package dev.plimsoll.image.target.registry;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.RequestBody;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.image.oci.MediaTypes;
import dev.plimsoll.image.registry.Repository;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/**
 * Sends blobs and manifests. What is sent is named by its digest, so that it may be sent again when nobody knows whether it arrived.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md#push">Distribution spec, push</a>
 */
final class Uploads {
    private static final Set<Integer> TAKEN = Set.of(200, 201, 202, 204);

    private final Repository repository;
    private final Repeat repeat;

    Uploads(Repository repository) {
        this.repository = repository;
        this.repeat = new Repeat(repository);
    }

    /** Sends a blob, unless the repository has it. */
    void blob(Digest digest, RequestBody body, String what) {
        repeat.until(what, attempt -> {
            if (!has(digest, what, attempt)) {
                put(completed(session(what, attempt), digest), body, what, attempt)
                        .close();
            }
            return true;
        });
    }

    /** Whether the repository has a blob. */
    boolean has(Digest digest, String what) {
        return repeat.until(what, attempt -> has(digest, what, attempt));
    }

    /**
     * Sends a manifest.
     *
     * @param target its digest, or a tag
     * @return whether the registry says that it lists the manifest among the referrers of its subject
     */
    boolean manifest(String target, byte[] content) {
        RequestBody body = RequestBody.of(MediaTypes.OCI_MANIFEST, content);
        return send(target, body, Digest.sha256(content), "manifest '" + target + "'");
    }

    /** Sends an index under a tag. */
    void index(String tag, byte[] content) {
        send(tag, RequestBody.of(MediaTypes.OCI_INDEX, content), Digest.sha256(content), "index '" + tag + "'");
    }

    private boolean send(String target, RequestBody body, Digest digest, String what) {
        return repeat.until(what, attempt -> {
            URI address = repository.resolve("manifests/" + target);
            try (HttpFetcher.Response response = put(address, body, what, attempt)) {
                Optional<Digest> kept = response.header("Docker-Content-Digest").flatMap(Digest::parse);
                if (kept.isPresent() && !kept.get().equals(digest)) {
                    throw new PlimsollException(
                            ErrorCode.DIGEST_MISMATCH,
                            repository.name().registry() + " says that it keeps " + what + " of " + repository.name()
                                    + " as " + kept.get() + ", though " + digest + " was sent");
                }
                return response.header("OCI-Subject").isPresent();
            }
        });
    }

    private boolean has(Digest digest, String what, int attempt) {
        URI blob = repository.resolve("blobs/" + digest);
        HttpFetcher.Response response = repository.send(HttpFetcher.Request.head(blob), what);
        if (response.status() != 200 && response.status() != 404) {
            throw repeat.refusal(response, what, attempt);
        }
        response.close();
        return response.status() == 200;
    }

    /** Begins an upload; gives its address, which may be on another host. */
    private URI session(String what, int attempt) {
        HttpFetcher.Response response =
                repository.send(HttpFetcher.Request.post(repository.resolve("blobs/uploads/")), what);
        if (response.status() != 202) {
            throw repeat.refusal(response, what, attempt);
        }
        try (response) {
            String location = response.header("Location").orElse("");
            if (location.isEmpty()) {
                throw nowhere(what, "it names no place");
            }
            return response.uri().resolve(new URI(location));
        } catch (URISyntaxException e) {
            throw nowhere(what, String.valueOf(e.getMessage()));
        }
    }

    private PlimsollException nowhere(String what, String why) {
        return new PlimsollException(
                ErrorCode.UNSUPPORTED_FORMAT,
                repository.name().registry() + " does not say where to send " + what + " of " + repository.name() + ": "
                        + SafeText.line(why));
    }

    private static URI completed(URI session, Digest digest) {
        String query = session.getRawQuery();
        String text = session.toString();
        String named = "digest=" + digest.toString().replace(":", "%3A");
        return URI.create(text + (query == null ? "?" : query.isEmpty() ? "" : "&") + named);
    }

    private HttpFetcher.Response put(URI address, RequestBody body, String what, int attempt) {
        HttpFetcher.Response response = repository.send(HttpFetcher.Request.put(address, body), what);
        if (!TAKEN.contains(response.status())) {
            throw repeat.refusal(response, what, attempt);
        }
        return response;
    }
}
