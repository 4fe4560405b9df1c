package dev.plimsoll.advisory;

/** What a publisher says about a fix, for one package of one release. */
public enum FixState {
    /** There is a version that is no longer affected. */
    FIXED,
    /** Affected, and no fixed version is published. */
    NOT_FIXED,
    /** Affected, and the publisher says that it will stay so. */
    WILL_NOT_FIX,
    /** Affected, and the release is no longer looked after. */
    END_OF_LIFE,
    /** The publisher looked and says that the package is not affected. */
    NOT_AFFECTED
}
