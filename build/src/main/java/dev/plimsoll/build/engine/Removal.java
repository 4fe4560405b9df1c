package dev.plimsoll.build.engine;

/** Takes something away from an engine once: when this is closed, or the user ends the program. */
final class Removal implements AutoCloseable {
    private final Runnable work;
    private final Thread hook;

    private Removal(Runnable work) {
        this.work = work;
        this.hook = new Thread(work, "plimsoll-removal");
    }

    /** @param work finds nothing to do, and says nothing, if it was done already */
    static Removal of(Runnable work) {
        Removal removal = new Removal(work);
        Runtime.getRuntime().addShutdownHook(removal.hook);
        return removal;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is already ending: the hook does it.
            return;
        }
        work.run();
    }
}
