package dev.plimsoll.image.blob;

import java.util.concurrent.atomic.AtomicLong;

/** Memory that all layers of an image share for contents. Safe for use by several threads. */
public final class MemoryBudget {
    private final AtomicLong left;

    public MemoryBudget(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    /** Takes {@code bytes} if there are as many. */
    boolean tryTake(long bytes) {
        if (left.addAndGet(-bytes) >= 0) {
            return true;
        }
        left.addAndGet(bytes);
        return false;
    }

    void giveBack(long bytes) {
        left.addAndGet(bytes);
    }
}
