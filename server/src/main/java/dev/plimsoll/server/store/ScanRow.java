package dev.plimsoll.server.store;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A scan, without its result.
 *
 * @param number by which the database knows it; grows
 * @param id by which clients know it; can't be guessed
 * @param image as the client wrote it
 * @param state how far it is
 * @param queued when it was asked for
 * @param started when it began, if it did
 * @param ended when it was done or failed
 * @param error why it failed
 * @param resultBytes length of the result in bytes; 0 if there is none
 */
public record ScanRow(
        long number,
        String id,
        String image,
        ScanState state,
        Instant queued,
        Optional<Instant> started,
        Optional<Instant> ended,
        Optional<ScanError> error,
        long resultBytes) {
    public ScanRow {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(image, "image is null");
        Objects.requireNonNull(state, "state is null");
        Objects.requireNonNull(queued, "queued is null");
    }
}
