package dev.plimsoll.policy.image;

import java.util.List;
import java.util.Objects;

/**
 * A directory that an image declares, and what stands there.
 *
 * @param path as declared
 * @param purpose what it is declared as
 * @param steps from the highest directory that leads there to the place itself, links resolved; empty if there is nothing
 */
public record Place(String path, Purpose purpose, List<Step> steps) {
    /** What a place is declared as. */
    public enum Purpose {
        VOLUME("volume"),
        WORKING_DIRECTORY("working directory");

        private final String words;

        Purpose(String words) {
            this.words = words;
        }

        /** What it is, for people. */
        public String words() {
            return words;
        }
    }

    /** Who may do what with one directory. */
    public record Step(boolean directory, int mode, int uid, int gid) {}

    public Place {
        Objects.requireNonNull(path, "path is null");
        Objects.requireNonNull(purpose, "purpose is null");
        steps = List.copyOf(steps);
    }
}
