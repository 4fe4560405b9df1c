package dev.plimsoll.image.oci;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.image.Provenance.BuildFile;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The Dockerfile that BuildKit puts into its statement, if it is told to say everything. */
final class BuildSource {
    private BuildSource() {}

    /** @param metadata BuildKit's own; what is not there or can't be read is no Dockerfile */
    static Optional<BuildFile> of(JsonNode metadata) {
        for (JsonNode info : metadata.path("source").path("infos")) {
            String name = info.path("filename").asText("");
            String data = info.path("data").asText("");
            boolean isDockerfile = info.path("language").asText("Dockerfile").equals("Dockerfile");
            if (isDockerfile && !name.isEmpty() && !data.isEmpty()) {
                return decoded(data).map(content -> new BuildFile(name, content));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the builder's word is of use without it
        }
    }
}
