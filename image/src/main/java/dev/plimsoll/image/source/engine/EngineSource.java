package dev.plimsoll.image.source.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.LimitExceededException;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.ImageSource;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.Scheme;
import dev.plimsoll.image.archive.DockerArchive;
import dev.plimsoll.image.engine.EngineAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Opens {@code local://} images. The engine packs an image into an archive and sends it once; it is kept in a temporary file, in which
 * layers are then read by position. A unix socket is no network: this works offline too.
 */
public final class EngineSource implements ImageSource {
    @Override
    public boolean reads(ImageReference reference) {
        return reference.scheme() == Scheme.LOCAL;
    }

    @Override
    public Image open(ImageReference reference, OpenOptions options) {
        String name = reference.place();
        EngineClient engine = EngineClient.connect(options);
        JsonNode inspected = engine.inspect(name);
        requirePlatform(inspected, engine, name, options);
        String description = "image '" + SafeText.oneLine(name, 200) + "' of the container engine";
        Path archive = receive(engine, name, inspected.path("Size").asLong(-1), description, options);
        try {
            return DockerArchive.open(archive, description, reference, withoutRef(options));
        } catch (RuntimeException e) {
            delete(archive);
            throw e;
        }
    }

    /** Whether there is an engine that has an image of this name. */
    public static boolean has(String name, OpenOptions options) {
        try {
            EngineClient.connect(options).inspect(name);
            return true;
        } catch (PlimsollException e) {
            if (e.code() == ErrorCode.IMAGE_NOT_FOUND || e.code() == ErrorCode.ENGINE_UNREACHABLE) {
                return false;
            }
            throw e;
        }
    }

    private static void requirePlatform(JsonNode inspected, EngineClient engine, String name, OpenOptions options) {
        Optional<Platform> shown = EngineClient.platform(inspected);
        Optional<Platform> wanted = options.platform();
        boolean other = shown.isPresent() && wanted.isPresent() && !shown.get().serves(wanted.get());
        if (other && !engine.choosesPlatforms()) {
            throw new PlimsollException(
                    ErrorCode.PLATFORM_NOT_FOUND,
                    "the container engine at " + engine.socket() + " has image '" + SafeText.oneLine(name, 200)
                            + "' for " + shown.get() + ", not for " + wanted.get() + "; use registry:// to get that");
        }
    }

    private static Path receive(EngineClient engine, String name, long size, String description, OpenOptions options) {
        try (EngineAnswer answer = engine.export(name);
                Progress.Task task = options.progress().start(description, size)) {
            Path archive = options.tempFiles().newFile("engine-export");
            try (InputStream in =
                            BoundedInput.of(answer.body(), options.limits().layerBytes(), description);
                    OutputStream out = TempFiles.writing(archive)) {
                byte[] buffer = new byte[128 * 1024];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    out.write(buffer, 0, n);
                    task.advance(n);
                }
            }
            return archive;
        } catch (LimitExceededException e) {
            throw new PlimsollException(ErrorCode.LIMIT_EXCEEDED, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.ENGINE_UNREACHABLE,
                    description + " did not arrive whole: " + SafeText.oneLine(String.valueOf(e.getMessage()), 300)
                            + "; check the engine, and the space for temporary files",
                    e);
        }
    }

    /** The engine was asked for one image by its name: what {@code --ref} chooses in archives of several does not apply. */
    private static OpenOptions withoutRef(OpenOptions options) {
        return new OpenOptions(
                options.platform(),
                Optional.empty(),
                options.crossMounts(),
                options.plainHttp(),
                options.environment(),
                options.limits(),
                options.fetcher(),
                options.tempFiles(),
                options.progress(),
                options.known());
    }

    private static void delete(Path archive) {
        try {
            Files.deleteIfExists(archive);
        } catch (IOException e) {
            // It lies in the run's temporary directory, which goes as a whole.
            return;
        }
    }
}
