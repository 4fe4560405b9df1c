package dev.plimsoll.image.blob;

import java.io.IOException;

/** Bytes are of a known format that is not read here, such as an xz layer. The message names the format. */
public final class UnsupportedDataException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnsupportedDataException(String message) {
        super(message);
    }
}
