package dev.plimsoll.build.attest;

import dev.plimsoll.base.Digest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something that an image was made of.
 *
 * @param name such as a path below the archive's base
 * @param uri a purl; empty if it has none
 * @param digest of its content
 * @param annotations more about it
 * @see <a href="https://github.com/in-toto/attestation/blob/main/spec/v1/resource_descriptor.md">in-toto resource descriptor</a>
 */
public record Material(String name, String uri, Digest digest, Map<String, String> annotations) {
    public Material {
        annotations = Map.copyOf(annotations);
    }

    /** One of which there is no more to say. */
    public Material(String name, String uri, Digest digest) {
        this(name, uri, digest, Map.of());
    }

    Map<String, ?> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", name);
        if (!uri.isEmpty()) {
            members.put("uri", uri);
        }
        members.put("digest", Map.of(digest.algorithm().name().toLowerCase(Locale.ROOT), digest.hex()));
        if (!annotations.isEmpty()) {
            members.put("annotations", new TreeMap<>(annotations));
        }
        return members;
    }
}
