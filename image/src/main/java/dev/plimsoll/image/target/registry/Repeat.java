package dev.plimsoll.image.target.registry;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Patience;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.registry.Repository;
import java.time.Duration;
import java.util.Optional;

/** Takes a step of a push again where its failure may pass: a broken connection, a registry that is busy. */
final class Repeat {
    private final Repository repository;
    private final Patience patience;

    Repeat(Repository repository) {
        this.repository = repository;
        this.patience = repository.fetcher().patience();
    }

    /** A step that may be taken again when it failed half way. */
    interface Step<T> {
        /** @param attempt from 1 */
        T take(int attempt);
    }

    /** An answer that does not help; it may pass after a pause. */
    private static final class Refusal extends RuntimeException {
        private final transient Optional<Duration> pause;
        private final PlimsollException why;

        Refusal(Optional<Duration> pause, PlimsollException why) {
            super(why);
            this.pause = pause;
            this.why = why;
        }
    }

    /**
     * Takes the step until it succeeds, or fails for good.
     *
     * @param what is pushed, for messages
     */
    <T> T until(String what, Step<T> step) {
        for (int attempt = 1; ; attempt++) {
            try {
                return step.take(attempt);
            } catch (Refusal e) {
                pause(e.pause.orElseThrow(() -> e.why), what, e.why);
            } catch (PlimsollException e) {
                if (e.code() != ErrorCode.NETWORK || attempt >= patience.attempts()) {
                    throw e;
                }
                pause(patience.waitAfter(attempt), what, e);
            }
        }
    }

    /** What a step throws for an answer that does not help, which is closed. */
    RuntimeException refusal(HttpFetcher.Response response, String what, int attempt) {
        Optional<Duration> pause = repository.fetcher().waitBefore(response, attempt);
        return new Refusal(pause, repository.failure(response, Repository.Asked.PUSH, what));
    }

    private void pause(Duration pause, String what, PlimsollException failure) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure.addSuppressed(e);
            throw new PlimsollException(
                    ErrorCode.NETWORK, "interrupted while pushing " + what + " of " + repository.name(), failure);
        }
    }
}
