package dev.plimsoll.debian.resolve;

/**
 * The relations between packages that matter when a set of them is chosen and unpacked.
 *
 * @see <a href="https://www.debian.org/doc/debian-policy/ch-relationships.html">Debian Policy, chapter 7</a>
 */
public enum RelationKind {
    /** Must be there, unpacked and configured, before this one is unpacked. */
    PRE_DEPENDS("Pre-Depends"),
    /** Must be there for this one to work. */
    DEPENDS("Depends"),
    /** Is there in all but unusual installations. */
    RECOMMENDS("Recommends"),
    /** May be of use; never brought in by itself. */
    SUGGESTS("Suggests"),
    /** Must not be there at all. */
    CONFLICTS("Conflicts"),
    /** Must not be there in a working state. */
    BREAKS("Breaks"),
    /** Gives up files to this one. */
    REPLACES("Replaces"),
    /** Other names under which this one answers. */
    PROVIDES("Provides");

    private final String field;

    RelationKind(String field) {
        this.field = field;
    }

    /** Name of the field in a control file. */
    public String field() {
        return field;
    }

    /** Whether this relation forbids something. */
    public boolean forbids() {
        return this == CONFLICTS || this == BREAKS;
    }

    /** Whether a package does not work where this relation is not respected. */
    public boolean isStrict() {
        return this == PRE_DEPENDS || this == DEPENDS || forbids();
    }
}
