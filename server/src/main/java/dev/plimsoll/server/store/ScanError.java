package dev.plimsoll.server.store;

import java.util.Objects;

/**
 * Why there is no result.
 *
 * @param code as in {@link dev.plimsoll.base.ErrorCode}
 * @param message for the person who must act
 */
public record ScanError(String code, String message) {
    public ScanError {
        Objects.requireNonNull(code, "code is null");
        Objects.requireNonNull(message, "message is null");
    }
}
