package dev.plimsoll.policy.image;

import java.util.ArrayList;
import java.util.List;

/**
 * How much there is of something in an image.
 *
 * @param count number of files
 * @param bytes their sizes together
 * @param paths the first of them by path; as many as their maker keeps
 */
public record Tally(int count, long bytes, List<String> paths) {
    /** Nothing. */
    public static final Tally NONE = new Tally(0, 0, List.of());

    public Tally {
        paths = List.copyOf(paths);
    }

    /** Counts, and keeps a bounded number of paths. For one thread. */
    static final class Counter {
        private final int kept;
        private final List<String> paths = new ArrayList<>();
        private int count;
        private long bytes;

        Counter(int kept) {
            this.kept = kept;
        }

        void add(String path, long size) {
            count++;
            bytes += size;
            if (paths.size() < kept) {
                paths.add(path);
            }
        }

        Tally tally() {
            return new Tally(count, bytes, paths);
        }
    }
}
