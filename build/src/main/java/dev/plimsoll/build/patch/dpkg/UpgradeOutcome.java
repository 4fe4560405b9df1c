package dev.plimsoll.build.patch.dpkg;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What became of an upgrade.
 *
 * @param refused packages that can't be upgraded, and why; then the tree is of no use
 * @param notes what users should know
 */
public record UpgradeOutcome(Map<String, String> refused, List<String> notes) {
    public UpgradeOutcome {
        refused = Map.copyOf(refused);
        notes = List.copyOf(notes);
    }

    @FunctionalInterface
    interface Work {
        void run() throws IOException, RefusedException;
    }

    /** @param notes is read after the work */
    static UpgradeOutcome of(Work work, List<String> notes) {
        try {
            work.run();
            return new UpgradeOutcome(Map.of(), notes);
        } catch (RefusedException e) {
            return new UpgradeOutcome(
                    e.names().stream().collect(Collectors.toMap(name -> name, name -> e.why())), notes);
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.IMAGE_CORRUPT, "the packages can't be upgraded: " + e.getMessage(), e);
        }
    }
}
