package dev.plimsoll.image.target.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Scheme;
import dev.plimsoll.image.engine.Engine;
import dev.plimsoll.image.engine.EngineAnswer;
import dev.plimsoll.image.engine.EngineRequest;
import dev.plimsoll.image.registry.RegistryName;
import dev.plimsoll.image.write.DockerArchive;
import dev.plimsoll.image.write.ImageTarget;
import dev.plimsoll.image.write.NewImage;
import dev.plimsoll.image.write.WriteOptions;
import dev.plimsoll.image.write.WrittenImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Loads an image into the local engine: {@code local://NAME}. What the engine has of it is not sent. */
public final class EngineTarget implements ImageTarget {
    private static final int OK = 200;
    private static final int MOST_BYTES = 1 << 20;
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

    @Override
    public boolean writes(ImageReference reference) {
        return reference.scheme() == Scheme.LOCAL;
    }

    @Override
    public WrittenImage write(NewImage image, ImageReference reference, WriteOptions options) {
        Engine engine = Engine.connect(options.environment(), options.limits());
        // The engine refuses a name without a tag in an archive.
        String name = RegistryName.parse(reference.place()).familiar();
        NewImage named = image.withName(name);
        try {
            DockerArchive archive = new DockerArchive(named);
            int held = new HeldLayers(engine, options.limits()).below(archive.diffIds());
            if (held == 0 || !takes(engine, name, out -> archive.writeAbove(held, out))) {
                load(engine, name, archive::write);
            }
            return archive.written();
        } catch (IOException e) {
            throw engine.silent("loading " + name, e);
        }
    }

    /** An engine may have lost a layer since it was asked: then it takes nothing, and wants the whole image. */
    private static boolean takes(Engine engine, String name, EngineRequest.Body archive) {
        try {
            load(engine, name, archive);
            return true;
        } catch (IOException | PlimsollException e) {
            // The whole image either arrives, or fails with the error to be told.
            return false;
        }
    }

    private static void load(Engine engine, String name, EngineRequest.Body archive) throws IOException {
        EngineRequest request = EngineRequest.post("/images/load?quiet=1")
                .withBody("application/x-tar", archive)
                .withStall(LONGEST_SILENCE);
        try (EngineAnswer answer = engine.ask(request)) {
            check(answer, name);
        }
    }

    /** The engine says 200 before it has read all, and then tells errors in the stream. */
    private static void check(EngineAnswer answer, String name) throws IOException {
        if (answer.status() != OK) {
            throw refused(name, answer.message());
        }
        byte[] said = BoundedInput.readAll(answer.body(), MOST_BYTES, "the engine's answer");
        for (String line : new String(said, StandardCharsets.UTF_8).lines().toList()) {
            String error = error(line);
            if (!error.isEmpty()) {
                throw refused(name, error);
            }
        }
    }

    /** What a line of the stream tells of an error; older engines tell it in another member. */
    private static String error(String line) throws IOException {
        JsonNode said =
                SafeJson.within(Limits.DEFAULT).readTree(line.getBytes(StandardCharsets.UTF_8), "the engine's answer");
        return said.path("errorDetail")
                .path("message")
                .asText(said.path("error").asText(""));
    }

    private static PlimsollException refused(String name, String why) {
        return new PlimsollException(
                ErrorCode.ENGINE_UNREACHABLE,
                "the engine did not take " + name + ": " + SafeText.oneLine(why.strip(), 300));
    }
}
