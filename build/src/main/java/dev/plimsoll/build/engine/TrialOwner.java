package dev.plimsoll.build.engine;

import dev.plimsoll.base.BoundedInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The process that made a trial's container, as the container's label has it: so that a later trial can remove what a killed one left,
 * and nothing that another looks at.
 *
 * @param machine since its start, and the processes that see each other's numbers there; empty if that can't be told
 * @param process number
 * @param started in milliseconds since 1970, since numbers are given again
 */
record TrialOwner(String machine, long process, long started) {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final int BOOT_BYTES = 100;
    private static final Path NUMBERS = Path.of("/proc/self/ns/pid");

    /** This process. */
    static TrialOwner self() {
        ProcessHandle own = ProcessHandle.current();
        return new TrialOwner(here(), own.pid(), started(own));
    }

    private static String here() {
        try (InputStream in = Files.newInputStream(BOOT)) {
            String boot = new String(BoundedInput.readAll(in, BOOT_BYTES, BOOT.toString()), StandardCharsets.US_ASCII);
            return boot.strip() + " " + Files.readSymbolicLink(NUMBERS);
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** Reads a label; empty if it is none of these. */
    static Optional<TrialOwner> parse(String label) {
        String[] parts = label.split("/", -1);
        if (parts.length != 3 || !parts[1].matches("\\d{1,18}") || !parts[2].matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(new TrialOwner(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2])));
    }

    String label() {
        return machine + "/" + process + "/" + started;
    }

    /** Whether the process has ended for certain. Of another machine's, or another container's, that can't be told. */
    boolean isGone() {
        if (machine.isEmpty() || !machine.equals(here())) {
            return false;
        }
        return ProcessHandle.of(process)
                .filter(ProcessHandle::isAlive)
                .filter(alive -> started(alive) == started)
                .isEmpty();
    }
}
