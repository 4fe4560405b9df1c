package dev.plimsoll.policy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The waivers that hold for an image, or for all images of a run, by whether they are about anything at all.
 *
 * @param matched about a finding or a rule, whether or not they excuse it
 * @param unmatched about nothing
 */
public record WaiverUse(Set<Waiver> matched, Set<Waiver> unmatched) {
    /** Of no image. */
    public static final WaiverUse NONE = new WaiverUse(Set.of(), Set.of());

    public WaiverUse {
        matched = copy(matched);
        unmatched = copy(unmatched);
    }

    private static Set<Waiver> copy(Set<Waiver> waivers) {
        return java.util.Collections.unmodifiableSet(new LinkedHashSet<>(waivers));
    }

    /** Of both: what one image needs is of use, whatever the others do. */
    public WaiverUse and(WaiverUse other) {
        Set<Waiver> about = new LinkedHashSet<>(matched);
        about.addAll(other.matched);
        Set<Waiver> nothing = new LinkedHashSet<>(unmatched);
        nothing.addAll(other.unmatched);
        nothing.removeAll(about);
        return new WaiverUse(about, nothing);
    }

    /** Those about nothing, in words, with who answers for each. */
    public List<String> unused() {
        return unmatched.stream()
                .map(each -> each.words() + ", " + each.owner())
                .toList();
    }
}
