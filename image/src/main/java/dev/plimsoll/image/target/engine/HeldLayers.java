package dev.plimsoll.image.target.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.image.engine.Engine;
import dev.plimsoll.image.engine.EngineAnswer;
import dev.plimsoll.image.engine.EngineRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The layers that an engine has already and need not be sent. Docker with a graph driver looks each layer of an archive up by its chain
 * id, and opens its file only if it has none of that id. A chain id is the digest of the diff ids of a layer and of all below it, in
 * their order: no other layer than the one meant can take its place. Podman, and Docker with containerd's store, want every file.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/config.md#layer-chainid">Chain ids</a>
 */
final class HeldLayers {
    private static final int OK = 200;
    private static final String CONTAINERD_STORE = "io.containerd.snapshotter.v1";

    /** One takes 2 ms. */
    private static final int MOST_IMAGES = 500;

    private final Engine engine;
    private final SafeJson json;

    HeldLayers(Engine engine, Limits limits) {
        this.engine = engine;
        this.json = SafeJson.within(limits);
    }

    /**
     * How many of the lowest layers may be left out; they may be gone when the archive arrives.
     *
     * @param diffIds of all layers, lowest first
     * @return 0 also if the engine does not tell
     */
    int below(List<Digest> diffIds) {
        try {
            return looksLayersUp() ? mostShared(diffIds) : 0;
        } catch (IOException e) {
            // Asking saves time and nothing else: sending the whole image tells what is wrong with the engine.
            return 0;
        }
    }

    private boolean looksLayersUp() throws IOException {
        boolean docker = false;
        for (JsonNode component : ask("/version").path("Components")) {
            docker |= component.path("Name").asText("").equals("Engine");
        }
        return docker && hasGraphDriver(ask("/info"));
    }

    private static boolean hasGraphDriver(JsonNode info) {
        for (JsonNode line : info.path("DriverStatus")) {
            for (JsonNode word : line) {
                if (word.asText("").equals(CONTAINERD_STORE)) {
                    return false;
                }
            }
        }
        return info.has("Driver");
    }

    private int mostShared(List<Digest> diffIds) throws IOException {
        int most = 0;
        int asked = 0;
        for (JsonNode image : ask("/images/json")) {
            if (most == diffIds.size() || asked++ == MOST_IMAGES) {
                break;
            }
            Optional<Digest> id = Digest.parse(image.path("Id").asText(""));
            if (id.isPresent()) {
                JsonNode layers =
                        ask("/images/" + id.get() + "/json").path("RootFS").path("Layers");
                most = Math.max(most, shared(diffIds, layers));
            }
        }
        return most;
    }

    private static int shared(List<Digest> diffIds, JsonNode layers) {
        int shared = 0;
        while (shared < diffIds.size()
                && layers.path(shared).asText("").equals(diffIds.get(shared).toString())) {
            shared++;
        }
        return shared;
    }

    /** Empty if the engine has no answer, as for an image that has been removed. */
    private JsonNode ask(String path) throws IOException {
        try (EngineAnswer answer = engine.ask(EngineRequest.get(path))) {
            return answer.status() == OK
                    ? json.readTree(answer.body(), "the engine's answer")
                    : MissingNode.getInstance();
        }
    }
}
