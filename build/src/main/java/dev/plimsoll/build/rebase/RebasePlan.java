package dev.plimsoll.build.rebase;

import java.util.List;

/**
 * What is done to an image that gets a new base.
 *
 * @param base what its base was and how that is known, in words
 * @param oldLayers how many of its layers go; none if it stands on the new base already
 * @param newLayers how many come in their place
 * @param ownLayers how many are its own and stay
 * @param followed settings that were its base's and follow the new one, such as {@code Env PATH}
 * @param notes what else users should know
 */
public record RebasePlan(
        String base, int oldLayers, int newLayers, int ownLayers, List<String> followed, List<String> notes) {
    public RebasePlan {
        followed = List.copyOf(followed);
        notes = List.copyOf(notes);
    }

    /** Of an image that stands on the new base already. */
    static RebasePlan ofNothing(int ownLayers) {
        return new RebasePlan("the new base already", 0, 0, ownLayers, List.of(), List.of());
    }

    /** Whether there is nothing to be done. */
    public boolean isNothing() {
        return oldLayers == 0;
    }
}
