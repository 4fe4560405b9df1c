package dev.plimsoll.advisory.store;

import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Progress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** A process that updates two feeds, of which the second never ends. */
final class UpdateUntilKilled {
    private UpdateUntilKilled() {}

    public static void main(String[] arguments) {
        new DatabaseUpdater(Path.of(arguments[0]), FakeEcosystem::byId, Clock.systemUTC())
                .update(
                        FeedOrigin.mirror(arguments[1]),
                        List.of(TestFeed.of("a"), TestFeed.of("b")),
                        HttpFetcher.offline(),
                        Progress.NONE);
    }
}
