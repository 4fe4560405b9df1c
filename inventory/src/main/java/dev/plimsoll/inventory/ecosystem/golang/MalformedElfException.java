package dev.plimsoll.inventory.ecosystem.golang;

import java.io.IOException;

/** A file that is no ELF file, or one whose headers can't be read. */
final class MalformedElfException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedElfException(String message) {
        super(message);
    }
}
