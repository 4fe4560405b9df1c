package dev.plimsoll.build.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.Scheme;
import dev.plimsoll.image.TarStream;
import dev.plimsoll.image.engine.Engine;
import dev.plimsoll.image.target.ImageTargets;
import dev.plimsoll.image.write.NewImage;
import dev.plimsoll.image.write.WithoutSettings;
import dev.plimsoll.image.write.WriteOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A container in which a script has run, of an image that the engine has for this only. Container and image go when this is closed, also
 * where the user ends the program; what a killed one left goes with the next one on the same machine. For one thread.
 */
public final class ScriptContainer implements AutoCloseable {
    private static final String NAME = "plimsoll-upgrade:";
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final int LOG_LINES = 25;

    private final Engine engine;
    private final Containers containers;
    private final ContainerFiles files;
    private final EngineImages images;
    private final String name;
    private final Removal removal;
    private Optional<String> id = Optional.empty();

    private ScriptContainer(Engine engine) {
        this.engine = engine;
        this.containers = new Containers(engine);
        this.files = new ContainerFiles(engine);
        this.images = new EngineImages(engine);
        this.name = NAME + ProcessHandle.current().pid() + "-" + System.nanoTime();
        this.removal = Removal.of(this::remove);
    }

    /**
     * Runs a script to its end.
     *
     * @param image which; of its settings none count
     * @throws PlimsollException BUILD_FAILED with the script's last words if it fails or takes too long; PLATFORM_NOT_FOUND if the engine
     *     runs another platform than the image's; ENGINE_UNREACHABLE
     */
    public static ScriptContainer run(NewImage image, ScriptRequest request, WriteOptions options) {
        Engine engine = Engine.connect(options.environment(), options.limits());
        ScriptContainer container = new ScriptContainer(engine);
        try {
            container.sweep();
            container.requirePlatform(image.platform(), request.what());
            container.load(image, options);
            container.run(request);
            return container;
        } catch (RuntimeException e) {
            container.closeAfter(e);
            throw e;
        }
    }

    private void closeAfter(RuntimeException failure) {
        try {
            close();
        } catch (PlimsollException e) {
            failure.addSuppressed(e);
        }
    }

    private void sweep() {
        containers.abandoned().forEach(containers::remove);
        images.abandoned().forEach(images::remove);
    }

    private void requirePlatform(Platform wanted, String what) {
        Platform own = images.platform();
        if (!own.serves(wanted)) {
            throw new PlimsollException(
                    ErrorCode.PLATFORM_NOT_FOUND,
                    what + " needs a container engine of the image's platform " + wanted + ", and that at "
                            + engine.socket() + " is of " + own + "; patch it on a machine of its own, choose with"
                            + " --platform, or leave out --engine");
        }
    }

    private void load(NewImage image, WriteOptions options) {
        Map<String, String> labels = new HashMap<>(image.labels());
        labels.put(Containers.LABEL, TrialOwner.self().label());
        NewImage bare = new NewImage(
                name,
                image.platform(),
                image.run(),
                labels,
                image.created(),
                image.author(),
                image.layers(),
                Map.of(),
                List.of(),
                image.base().map(WithoutSettings::of));
        ImageTargets.write(bare, new ImageReference(Scheme.LOCAL, name), options);
    }

    private void run(ScriptRequest request) {
        String made = containers.create(name, request.body());
        id = Optional.of(made);
        files.add(made, request.files());
        Optional<String> refused = containers.start(made);
        if (refused.isPresent()) {
            throw failed(request.what() + " in the container engine can't be started: " + refused.get());
        }
        long started = System.nanoTime();
        for (JsonNode state = state(); state.path("Running").asBoolean(); state = state()) {
            if (System.nanoTime() - started > request.longest().toNanos()) {
                throw failed(request.what() + " in the container engine took longer than "
                        + request.longest().toSeconds() + " s, and was ended" + words());
            }
            sleep(request.what());
        }
        JsonNode end = state();
        if (end.path("ExitCode").asInt(-1) != 0) {
            throw failed(request.what() + " in the container engine failed with exit code "
                    + end.path("ExitCode").asInt(-1)
                    + (end.path("OOMKilled").asBoolean() ? ", out of memory" : "") + words());
        }
    }

    private JsonNode state() {
        return containers.inspect(id.orElseThrow()).path("State");
    }

    private String words() {
        String said = String.join(" | ", containers.log(id.orElseThrow(), LOG_LINES));
        return said.isEmpty() ? "; it said nothing" : ": " + said;
    }

    private static PlimsollException failed(String why) {
        return new PlimsollException(ErrorCode.BUILD_FAILED, why);
    }

    private static void sleep(String what) {
        try {
            Thread.sleep(BETWEEN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlimsollException(ErrorCode.ENGINE_UNREACHABLE, "interrupted while " + what, e);
        }
    }

    /**
     * What is other than in the image, each path as a {@link dev.plimsoll.image.FileEntry#path()}.
     *
     * @param there what is new, or changed
     * @param gone what is not there any more
     */
    public record Changes(Set<String> there, Set<String> gone) {
        public Changes {
            there = Set.copyOf(there);
            gone = Set.copyOf(gone);
        }
    }

    /** What the script has changed; what the engine itself puts into containers may be among it. */
    public Changes changes() {
        return files.changes(id.orElseThrow());
    }

    /** Takes what the container has. */
    @FunctionalInterface
    public interface Taker {
        /** Takes one entry, whose content is readable until this ends. */
        void take(TarStream.Entry entry) throws IOException;
    }

    /**
     * Goes through all files, the image's too.
     *
     * @throws PlimsollException ENGINE_UNREACHABLE if they do not come whole
     */
    public void read(Taker taker) {
        files.read(id.orElseThrow(), taker);
    }

    private void remove() {
        try {
            id.ifPresent(containers::remove);
        } finally {
            images.remove(name);
        }
    }

    @Override
    public void close() {
        removal.close();
    }
}
