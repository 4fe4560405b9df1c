package dev.plimsoll.image.target.engine;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Scheme;
import dev.plimsoll.image.engine.Engine;
import dev.plimsoll.image.engine.EngineAnswer;
import dev.plimsoll.image.engine.EngineRequest;
import dev.plimsoll.image.write.DockerArchive;
import dev.plimsoll.image.write.ImageTarget;
import dev.plimsoll.image.write.NewImage;
import dev.plimsoll.image.write.WriteOptions;
import dev.plimsoll.image.write.WrittenImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Loads an image into the local engine: {@code local://NAME}. */
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
        String name = reference.place();
        NewImage named = image.withName(name);
        try {
            DockerArchive archive = new DockerArchive(named, options.tempFiles());
            EngineRequest request = EngineRequest.post("/images/load?quiet=1")
                    .withBody("application/x-tar", archive::write)
                    .withStall(LONGEST_SILENCE);
            try (EngineAnswer answer = engine.ask(request)) {
                check(answer, name);
            }
            return archive.written();
        } catch (IOException e) {
            throw engine.silent("loading " + name, e);
        }
    }

    /** The engine says 200 before it has read all, and then tells errors in the stream. */
    private static void check(EngineAnswer answer, String name) throws IOException {
        if (answer.status() != OK) {
            throw refused(name, answer.message());
        }
        String said = new String(
                BoundedInput.readAll(answer.body(), MOST_BYTES, "the engine's answer"), StandardCharsets.UTF_8);
        if (said.contains("\"error\"")) {
            throw refused(name, said);
        }
    }

    private static PlimsollException refused(String name, String why) {
        return new PlimsollException(
                ErrorCode.ENGINE_UNREACHABLE,
                "the engine did not take " + name + ": " + SafeText.oneLine(why.strip(), 300));
    }
}
