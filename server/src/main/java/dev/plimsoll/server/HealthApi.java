package dev.plimsoll.server;

import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.server.store.ScanState;
import dev.plimsoll.server.store.ServerStore;

/** {@code /healthz}: whether the server can work; open, and therefore tells little. */
final class HealthApi {
    private final ServerStore store;
    private final ServerLog log;
    private final String version;

    HealthApi(ServerStore store, ServerLog log, String version) {
        this.store = store;
        this.log = log;
        this.version = version;
    }

    Answer get() {
        try {
            store.check();
            int queued = store.scans().count(ScanState.QUEUED);
            return Answer.json(200, json -> {
                json.writeStringField("status", "ok");
                json.writeStringField("version", version);
                json.writeNumberField("queued", queued);
            });
        } catch (PlimsollException e) {
            log.event("not healthy: " + e.getMessage());
            return Answer.json(503, json -> {
                json.writeStringField("status", "failing");
                json.writeStringField("detail", "the server's state can't be asked; its log says why");
            });
        }
    }
}
