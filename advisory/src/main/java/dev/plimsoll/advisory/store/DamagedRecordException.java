package dev.plimsoll.advisory.store;

import java.io.IOException;

/** A record of the store is not what was written. */
final class DamagedRecordException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedRecordException() {
        super("the advisory store holds a damaged record; delete it and run 'plimsoll db update'");
    }
}
