package dev.plimsoll.image.blob;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Bytes contradict their format or end too early. The message says what and at which offset; whoever knows the file's name adds it. */
public final class CorruptDataException extends IOException {
    private static final long serialVersionUID = 1L;

    public CorruptDataException(String message) {
        this(message, null);
    }

    public CorruptDataException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
