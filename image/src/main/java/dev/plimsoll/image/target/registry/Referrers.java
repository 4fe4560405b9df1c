package dev.plimsoll.image.target.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.image.oci.MediaTypes;
import dev.plimsoll.image.registry.Repository;
import dev.plimsoll.image.write.Referrer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lists documents about an image where the registry does not do it itself: in an index under a tag that is made of the image's digest.
 * Two who push documents of one image at the same time may lose one's list, as the specification warns.
 *
 * @see <a href="https://github.com/opencontainers/distribution-spec/blob/main/spec.md#referrers-tag-schema">Referrers tag schema</a>
 */
final class Referrers {
    private static final int MAX_TAG = 128;

    private final Repository repository;
    private final Uploads uploads;
    private final Limits limits;

    Referrers(Repository repository, Uploads uploads, Limits limits) {
        this.repository = repository;
        this.uploads = uploads;
        this.limits = limits;
    }

    /** Adds documents to the list of an image; what others listed stays. */
    void list(Digest subject, List<Referrer> documents) {
        String tag = tag(subject);
        ArrayNode entries = known(tag);
        Set<String> listed = new HashSet<>();
        entries.forEach(entry -> listed.add(entry.path("digest").asText()));
        int before = entries.size();
        for (Referrer document : documents) {
            if (listed.add(document.digest().toString())) {
                entries.add(entry(document));
            }
        }
        if (entries.size() > before) {
            ObjectNode index = JsonNodeFactory.instance.objectNode();
            index.put("schemaVersion", 2);
            index.put("mediaType", MediaTypes.OCI_INDEX);
            index.set("manifests", entries);
            uploads.index(tag, index.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String tag(Digest subject) {
        String tag = subject.toString().replace(':', '-');
        return tag.substring(0, Math.min(tag.length(), MAX_TAG));
    }

    private static ObjectNode entry(Referrer document) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("mediaType", MediaTypes.OCI_MANIFEST);
        entry.put("digest", document.digest().toString());
        entry.put("size", document.manifest().length);
        entry.put("artifactType", document.attachment().artifactType());
        Map<String, String> annotations =
                new java.util.TreeMap<>(document.attachment().annotations());
        if (!annotations.isEmpty()) {
            ObjectNode texts = entry.putObject("annotations");
            annotations.forEach(texts::put);
        }
        return entry;
    }

    private ArrayNode known(String tag) {
        String what = "index '" + tag + "'";
        HttpFetcher.Response response =
                repository.get("manifests/" + tag, Map.of("Accept", MediaTypes.OCI_INDEX), what);
        if (response.status() == 404) {
            response.close();
            return JsonNodeFactory.instance.arrayNode();
        }
        if (response.status() != 200) {
            throw repository.failure(response, Repository.Asked.PART, what);
        }
        try (response) {
            byte[] content = BoundedInput.readAll(response.body(), limits.jsonBytes(), what);
            JsonNode manifests = SafeJson.within(limits).readTree(content, what).path("manifests");
            if (manifests instanceof ArrayNode entries) {
                return entries;
            }
        } catch (IOException e) {
            throw unreadable(what, String.valueOf(e.getMessage()), e);
        }
        throw unreadable(what, "it is no index", null);
    }

    /** Replacing it would lose what others listed. */
    private PlimsollException unreadable(String what, String why, @org.jspecify.annotations.Nullable Exception cause) {
        return new PlimsollException(
                ErrorCode.IMAGE_CORRUPT,
                "the list of documents about the image, " + what + " of " + repository.name() + ", can't be read: "
                        + why + "; delete that tag to have a new one",
                cause);
    }
}
