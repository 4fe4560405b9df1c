package dev.plimsoll.inventory.ecosystem.python;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.image.Want;
import dev.plimsoll.inventory.Extractor;
import dev.plimsoll.inventory.ExtractorInput;
import dev.plimsoll.inventory.ExtractorOutput;
import dev.plimsoll.inventory.ReadAs;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Pipfile.lock: {@code default} and other groups, {@code develop} for development. */
final class PipfileLockExtractor implements Extractor {
    @Override
    public String id() {
        return "python-pipfile-lock";
    }

    @Override
    public ReadAs reads() {
        return ReadAs.SOURCE;
    }

    @Override
    public Want wants(String path, long size, int mode) {
        return TextFiles.isNamed(path, "Pipfile.lock") && !TextFiles.isInstalled(path) ? Want.CONTENT : Want.NOTHING;
    }

    @Override
    public void extract(ExtractorInput input, ExtractorOutput output) throws IOException {
        PypiComponents components = new PypiComponents(input, output);
        JsonNode lock;
        try (InputStream in = input.content().stream()) {
            lock = SafeJson.within(input.limits()).readTree(in, input.entry().path());
        }
        if (!lock.path("_meta").isObject()) {
            throw new IOException("it has no _meta, so it is no Pipfile.lock");
        }
        for (Map.Entry<String, JsonNode> group : lock.properties()) {
            if (!group.getKey().equals("_meta")) {
                for (Map.Entry<String, JsonNode> each : group.getValue().properties()) {
                    String version = each.getValue().path("version").asText("");
                    components.addLocked(
                            each.getKey(),
                            version.startsWith("==") ? version.substring(2) : "",
                            group.getKey().equals("develop"));
                }
            }
        }
    }
}
