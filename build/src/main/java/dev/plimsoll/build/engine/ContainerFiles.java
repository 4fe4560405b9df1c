package dev.plimsoll.build.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.TarStream;
import dev.plimsoll.image.engine.Engine;
import dev.plimsoll.image.engine.EngineAnswer;
import dev.plimsoll.image.engine.EngineRequest;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import dev.plimsoll.image.write.LayerTar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The requests about files of containers.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container">Engine API, containers</a>
 */
final class ContainerFiles {
    private static final Duration SILENCE = Duration.ofMinutes(10);
    private static final int ADDED_OR_CHANGED = 1;

    private final Engine engine;

    ContainerFiles(Engine engine) {
        this.engine = engine;
    }

    /** Whether the engine refuses to put a file into its root. */
    boolean areRefused(String id) {
        LayerFile file = LayerFile.file("plimsoll-trial", 0600, Instant.EPOCH, FileBody.of(new byte[0]));
        try (EngineAnswer answer = put(id, List.of(file))) {
            return answer.status() / 100 != 2;
        } catch (IOException e) {
            throw engine.silent("whether its root can be written to", e);
        }
    }

    /** Puts files into its root. */
    void add(String id, List<LayerFile> files) {
        try (EngineAnswer answer = put(id, files)) {
            engine.require(answer, 200, "take files for a container");
        } catch (IOException e) {
            throw engine.silent("whether it took files for a container", e);
        }
    }

    private EngineAnswer put(String id, List<LayerFile> files) throws IOException {
        String path = "/containers/" + id + "/archive?path=%2F";
        return engine.ask(new EngineRequest("PUT", path, Map.of(), Optional.empty(), SILENCE)
                .withBody("application/x-tar", out -> LayerTar.write(files, out)));
    }

    /** What has changed since it was made. */
    ScriptContainer.Changes changes(String id) {
        EngineRequest request =
                EngineRequest.get("/containers/" + id + "/changes").withStall(SILENCE);
        try (EngineAnswer answer = engine.ask(request)) {
            engine.require(answer, 200, "tell what has changed in a container");
            Set<String> there = new HashSet<>();
            Set<String> gone = new HashSet<>();
            for (JsonNode each : EngineJson.read(answer)) {
                boolean isThere = each.path("Kind").asInt() <= ADDED_OR_CHANGED;
                (isThere ? there : gone).add(path(each.path("Path").asText()));
            }
            return new ScriptContainer.Changes(there, gone);
        } catch (IOException e) {
            throw engine.silent("what has changed in a container", e);
        }
    }

    /** The engine tells names as text, in which bytes that are no text are lost. */
    private static String path(String told) {
        String path = FileNames.decode(told.getBytes(StandardCharsets.UTF_8));
        return FileNames.normalise(path)
                .filter(each -> told.indexOf('\ufffd') < 0)
                .orElseThrow(() -> new PlimsollException(
                        ErrorCode.BUILD_FAILED,
                        "in the container there is something new under a name that is no text: "
                                + SafeText.oneLine(told, 300)));
    }

    /** Goes through all its files. */
    void read(String id, ScriptContainer.Taker taker) {
        EngineRequest request =
                EngineRequest.get("/containers/" + id + "/export").withStall(SILENCE);
        try (EngineAnswer answer = engine.ask(request)) {
            engine.require(answer, 200, "give a container's files");
            TarStream tar =
                    new TarStream(BoundedInput.of(answer.body(), Limits.DEFAULT.layerBytes(), "a container's files"));
            for (Optional<TarStream.Entry> each = tar.next(); each.isPresent(); each = tar.next()) {
                taker.take(each.get());
            }
            if (!tar.hasEndMark()) {
                throw new IOException("they are cut off");
            }
        } catch (IOException e) {
            throw engine.silent("a container's files", e);
        }
    }
}
