package dev.plimsoll.server.store;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HeldFile;
import dev.plimsoll.base.PlimsollException;
import java.io.IOException;
import java.nio.file.Path;

/** Only one server at a time has a state: a second would take the scans that run in the first for remains. */
final class StateLock {
    private StateLock() {}

    /** @throws PlimsollException STORE_UNUSABLE if another server has it */
    static HeldFile take(Path file) throws IOException {
        return HeldFile.take(file, Permissions.OWN_FILE)
                .orElseThrow(() -> new PlimsollException(
                        ErrorCode.STORE_UNUSABLE,
                        "another server is using " + file.getParent() + "; stop it, or set another XDG_DATA_HOME"));
    }
}
