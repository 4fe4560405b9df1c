package dev.plimsoll.image.write;

import java.util.Map;
import java.util.Objects;

/**
 * A document about an image that lies beside it, as an OCI referrer.
 *
 * @param artifactType what it is, such as {@code application/vnd.cyclonedx+json}
 * @param mediaType of its content
 * @param body its content
 * @param annotations of its manifest
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/manifest.md#guidelines-for-artifact-usage">OCI artifacts</a>
 */
public record Attachment(String artifactType, String mediaType, AttachmentBody body, Map<String, String> annotations) {
    public Attachment {
        Objects.requireNonNull(artifactType, "artifactType is null");
        Objects.requireNonNull(mediaType, "mediaType is null");
        Objects.requireNonNull(body, "body is null");
        annotations = Map.copyOf(annotations);
    }
}
