package dev.plimsoll.server;

import dev.plimsoll.base.SafeText;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/** One line for each thing that happens, with its time. What clients wrote is made harmless; queries and headers are left out. */
final class ServerLog {
    private static final int LONGEST = 500;

    private final Consumer<String> lines;
    private final Clock clock;

    ServerLog(Consumer<String> lines, Clock clock) {
        this.lines = lines;
        this.clock = clock;
    }

    void event(String text) {
        lines.accept(clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + SafeText.oneLine(text, LONGEST));
    }

    void request(String client, String method, String path, int status, long millis) {
        event(client + " " + SafeText.oneLine(method, 20) + " " + SafeText.oneLine(path, 200) + " " + status + " "
                + millis + "ms");
    }
}
