package dev.plimsoll.base;

/** Where long work tells how far it is. Implementations are safe for use by several threads and never fail. */
public interface Progress {
    /** Tells nobody. */
    Progress NONE = (label, total) -> new Task() {
        @Override
        public void advance(long amount) {}

        @Override
        public void close() {}
    };

    /**
     * Work begins.
     *
     * @param label what is done, for people; may hold hostile characters, which the implementation makes harmless
     * @param total amount of work (bytes, files, packages), or -1 if not known
     */
    Task start(String label, long total);

    /** One piece of work under way; closing it says it ended, well or not. */
    interface Task extends AutoCloseable {
        /** {@code amount} more has been done. */
        void advance(long amount);

        @Override
        void close();
    }
}
