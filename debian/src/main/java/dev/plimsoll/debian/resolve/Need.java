package dev.plimsoll.debian.resolve;

/**
 * A relation of a package that decides something.
 *
 * @param of the package that has it
 */
record Need(ArchivePackage of, RelationKind kind, Relation relation) {
    boolean forbids() {
        return kind.forbids();
    }

    boolean isStrict() {
        return kind.isStrict();
    }

    /** For messages: {@code redis-server Depends redis-tools (= 5:7.0)}. */
    @Override
    public String toString() {
        return of.name() + " " + kind.field() + " " + relation;
    }
}
