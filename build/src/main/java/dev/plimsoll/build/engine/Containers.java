package dev.plimsoll.build.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.image.engine.Engine;
import dev.plimsoll.image.engine.EngineAnswer;
import dev.plimsoll.image.engine.EngineRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The requests about containers.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container">Engine API, containers</a>
 */
final class Containers {
    private static final int LOG_BYTES = 64 * 1024;
    private static final int FRAME_HEAD = 8;
    /** Of containers and images that are there for a while only: the process that made them. */
    static final String LABEL = "dev.plimsoll.trial";

    private final Engine engine;

    Containers(Engine engine) {
        this.engine = engine;
    }

    /**
     * Makes a container; gives its id.
     *
     * @param image name or id of one that the engine has
     * @param body all else that the request says
     */
    String create(String image, ObjectNode body) {
        body.put("Image", image);
        body.putObject("Labels").put(LABEL, TrialOwner.self().label());
        byte[] json = body.toString().getBytes(StandardCharsets.UTF_8);
        try (EngineAnswer answer =
                engine.ask(EngineRequest.post("/containers/create").withJson(json))) {
            if (answer.status() == 404) {
                throw new PlimsollException(
                        ErrorCode.IMAGE_NOT_FOUND,
                        "the container engine at " + engine.socket() + " has no image '" + SafeText.oneLine(image, 200)
                                + "' to start");
            }
            engine.require(answer, 201, "make a container");
            return EngineJson.read(answer).path("Id").asText();
        } catch (IOException e) {
            throw engine.silent("whether it made a container", e);
        }
    }

    /** Ids of those that processes left which were killed. */
    List<String> abandoned() {
        String filter = Engine.escaped("{\"label\":[\"" + LABEL + "\"]}");
        List<String> ids = new ArrayList<>();
        for (JsonNode each :
                EngineJson.get(engine, "/containers/json?all=1&filters=" + filter, "which containers there are")) {
            TrialOwner.parse(each.path("Labels").path(LABEL).asText(""))
                    .filter(TrialOwner::isGone)
                    .ifPresent(owner -> ids.add(each.path("Id").asText()));
        }
        return ids;
    }

    /** Starts it; gives the engine's reason if it can't be started. */
    Optional<String> start(String id) {
        try (EngineAnswer answer = engine.ask(EngineRequest.post("/containers/" + id + "/start"))) {
            return answer.status() / 100 == 2 ? Optional.empty() : Optional.of(answer.message());
        } catch (IOException e) {
            throw engine.silent("whether it started a container", e);
        }
    }

    JsonNode inspect(String id) {
        return EngineJson.get(engine, "/containers/" + id + "/json", "how a container runs");
    }

    /** User ids of all its processes, as the engine's machine has them. */
    List<Long> users(String id) {
        JsonNode top = EngineJson.get(
                engine, "/containers/" + id + "/top?ps_args=" + Engine.escaped("-eo pid,uid"), "its processes");
        int column = -1;
        for (int i = 0; i < top.path("Titles").size(); i++) {
            if (top.path("Titles").get(i).asText().equals("UID")) {
                column = i;
            }
        }
        List<Long> users = new ArrayList<>();
        for (JsonNode process : top.path("Processes")) {
            String user = process.path(column).asText();
            if (user.matches("\\d{1,10}")) {
                users.add(Long.parseLong(user));
            }
        }
        return users.stream().distinct().sorted().toList();
    }

    /** Whether ids of users on the engine's machine are other ones in containers. */
    boolean mapsUsers() {
        for (JsonNode option : EngineJson.get(engine, "/info", "its settings").path("SecurityOptions")) {
            if (option.asText().contains("name=userns") || option.asText().contains("name=rootless")) {
                return true;
            }
        }
        return false;
    }

    /**
     * The last lines that it wrote, safe to print.
     *
     * @param lines at most so many
     */
    List<String> log(String id, int lines) {
        try (EngineAnswer answer =
                engine.ask(EngineRequest.get("/containers/" + id + "/logs?stdout=1&stderr=1&tail=" + lines))) {
            byte[] framed = BoundedInput.readAll(answer.body(), LOG_BYTES, "the container's log");
            return unframed(framed)
                    .lines()
                    .map(line -> SafeText.oneLine(line, 300))
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            return List.of("its log could not be read: " + SafeText.oneLine(String.valueOf(e.getMessage()), 200));
        }
    }

    /** Output and errors come in frames of 8 bytes (a number of the stream, three zeros, the length) and text. */
    private static String unframed(byte[] framed) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at + FRAME_HEAD <= framed.length && framed[at] <= 2 && framed[at + 1] == 0) {
            int length = (framed[at + 5] & 0xff) << 16 | (framed[at + 6] & 0xff) << 8 | framed[at + 7] & 0xff;
            int end = Math.min(framed.length, at + FRAME_HEAD + length);
            text.append(new String(framed, at + FRAME_HEAD, end - at - FRAME_HEAD, StandardCharsets.UTF_8));
            at = end;
        }
        return at == 0 ? new String(framed, StandardCharsets.UTF_8) : text.toString();
    }

    /** Ends and removes it with its volumes; of one that is gone already nothing is said. */
    void remove(String id) {
        try (EngineAnswer answer = engine.ask(EngineRequest.delete("/containers/" + id + "?force=1&v=1"))) {
            if (answer.status() != 404) {
                engine.require(answer, 204, "remove container " + id);
            }
        } catch (IOException e) {
            throw engine.silent("whether it removed container " + id, e);
        }
    }
}
