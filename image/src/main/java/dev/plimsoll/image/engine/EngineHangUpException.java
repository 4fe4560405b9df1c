package dev.plimsoll.image.engine;

import java.io.IOException;

/** The engine took no more of a request. */
final class EngineHangUpException extends IOException {
    private static final long serialVersionUID = 1L;

    EngineHangUpException(String message, IOException cause) {
        super(message, cause);
    }
}
