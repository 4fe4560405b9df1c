package dev.plimsoll.build.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.build.engine.TrialFacts.State;
import dev.plimsoll.image.engine.Engine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Starts an image hardened, looks how it runs, and removes what it started, whatever happens; what a killed trial left goes with the next
 * one on the same machine. For one thread.
 */
public final class Trial {
    private static final Duration BETWEEN = Duration.ofMillis(200);

    /** What fails for lack of a right does so at once. */
    private static final Duration SETTLED = Duration.ofSeconds(3);

    private static final int LOG_LINES = 5;

    private final Containers containers;
    private final ContainerFiles files;
    private final Clock clock;

    /** @param clock how long a container runs */
    public Trial(Engine engine, Clock clock) {
        this.containers = new Containers(engine);
        this.files = new ContainerFiles(engine);
        this.clock = clock;
    }

    /**
     * Tries an image.
     *
     * @throws PlimsollException IMAGE_NOT_FOUND if the engine does not have it, ENGINE_UNREACHABLE if it does not answer
     */
    public TrialFacts run(TrialRequest request) {
        containers.abandoned().forEach(containers::remove);
        String id = containers.create(request.image(), request.body());
        Removal removal = Removal.of(() -> containers.remove(id));
        try {
            return observe(id, request.longest());
        } finally {
            removal.close();
        }
    }

    private TrialFacts observe(String id, Duration longest) {
        Optional<String> refused = containers.start(id);
        if (refused.isPresent()) {
            return unseen(State.FAILED, "it can't be started: " + refused.get());
        }
        Instant started = clock.instant();
        while (true) {
            JsonNode container = containers.inspect(id);
            JsonNode state = container.path("State");
            Duration since = Duration.between(started, clock.instant());
            if (!state.path("Running").asBoolean()) {
                return ended(id, state);
            }
            String health = state.path("Health").path("Status").asText("");
            boolean settled = health.isEmpty() || health.equals("none")
                    ? since.compareTo(SETTLED) >= 0
                    : !health.equals("starting");
            if (settled || since.compareTo(longest) >= 0) {
                return seen(id, state, health);
            }
            sleep();
        }
    }

    private TrialFacts ended(String id, JsonNode state) {
        int code = state.path("ExitCode").asInt();
        String words =
                "it ended with exit code " + code + (state.path("OOMKilled").asBoolean() ? ", out of memory" : "");
        return code == 0
                ? unseen(State.DONE, words)
                : unseen(State.FAILED, words + ": " + String.join(" | ", containers.log(id, LOG_LINES)));
    }

    private static TrialFacts unseen(State state, String words) {
        return new TrialFacts(state, words, List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private TrialFacts seen(String id, JsonNode state, String health) {
        Optional<ProcessView> process = ProcessView.of(state.path("Pid").asLong(), id);
        List<Long> users = containers.users(id);
        if (process.isPresent()) {
            users = users.stream()
                    .flatMap(user -> process.get().inside(user).stream())
                    .toList();
        } else if (containers.mapsUsers()) {
            users = List.of();
        }
        Optional<Boolean> readOnly =
                process.flatMap(ProcessView::readOnlyRoot).or(() -> Optional.of(files.areRefused(id)));
        return new TrialFacts(
                switch (health) {
                    case "healthy" -> State.HEALTHY;
                    case "", "none" -> State.RUNNING;
                    default -> State.FAILED;
                },
                switch (health) {
                    case "healthy" -> "it starts, and says that it is healthy";
                    case "", "none" -> "it starts and goes on running; it has no health check";
                    default ->
                        "its health check says '" + health + "': " + String.join(" | ", containers.log(id, LOG_LINES));
                },
                users,
                readOnly,
                process.flatMap(ProcessView::noNewPrivileges),
                process.flatMap(ProcessView::noCapabilities));
    }

    private static void sleep() {
        try {
            Thread.sleep(BETWEEN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlimsollException(ErrorCode.ENGINE_UNREACHABLE, "interrupted while a container was tried", e);
        }
    }
}
