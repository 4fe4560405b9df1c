package dev.plimsoll.policy.image;

import dev.plimsoll.policy.Effect;
import java.util.Set;

/** The seam for rules about the image itself: one implementer per rule, all listed in {@link ImageRules}. Stateless. */
interface ImageRule {
    /** What a rule needs of an image before it can say anything. */
    enum Need {
        /** The configuration: a directory and an SBOM have none. */
        CONFIGURATION,
        /** The files: an SBOM has none. */
        TREE
    }

    /** As policies write it, without {@code image/}; for ever. */
    String id();

    /** What follows from breaking it unless a policy says otherwise. */
    Effect defaultEffect();

    /** What must be there for {@link #judge}. */
    Set<Need> needs();

    /** Judges an image that has what the rule needs. */
    Outcome judge(ImageCase image);
}
