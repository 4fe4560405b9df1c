package dev.plimsoll.build.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.engine.Engine;
import dev.plimsoll.image.engine.EngineAnswer;
import dev.plimsoll.image.engine.EngineRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The requests about images that an engine has for a while only.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Image">Engine API, images</a>
 */
final class EngineImages {
    private final Engine engine;

    EngineImages(Engine engine) {
        this.engine = engine;
    }

    /** What the engine runs. */
    Platform platform() {
        JsonNode version = EngineJson.get(engine, "/version", "what it runs on");
        return new Platform(version.path("Os").asText(), version.path("Arch").asText(), "");
    }

    /** Names of those that processes left which were killed. */
    List<String> abandoned() {
        String filter = Engine.escaped("{\"label\":[\"" + Containers.LABEL + "\"]}");
        List<String> names = new ArrayList<>();
        for (JsonNode each : EngineJson.get(engine, "/images/json?filters=" + filter, "which images there are")) {
            TrialOwner.parse(each.path("Labels").path(Containers.LABEL).asText(""))
                    .filter(TrialOwner::isGone)
                    .ifPresent(owner -> each.path("RepoTags").forEach(name -> names.add(name.asText())));
        }
        return names;
    }

    /** Removes a name, and the image if it has no other; of one that is gone already nothing is said. */
    void remove(String name) {
        try (EngineAnswer answer = engine.ask(EngineRequest.delete("/images/" + Engine.escapedName(name)))) {
            if (answer.status() != 404) {
                engine.require(answer, 200, "remove image " + name);
            }
        } catch (IOException e) {
            throw engine.silent("whether it removed image " + name, e);
        }
    }
}
