package dev.plimsoll.image.engine;

import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.source.engine.EngineSource;
import java.util.Map;

/** A program that asks the engine at a socket for an image and prints what it is told; for a user of few rights. */
final class OpenEngine {
    private OpenEngine() {}

    public static void main(String[] arguments) {
        try (TempFiles tempFiles = TempFiles.ofSystem()) {
            OpenOptions options =
                    OpenOptions.of(Map.of("DOCKER_HOST", "unix://" + arguments[0]), HttpFetcher.offline(), tempFiles);
            new EngineSource()
                    .open(ImageReference.parse("local://app:1"), options)
                    .close();
        } catch (PlimsollException e) {
            System.out.println(e.getMessage());
        }
    }
}
