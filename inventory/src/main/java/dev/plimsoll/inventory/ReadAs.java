package dev.plimsoll.inventory;

/** How a tree is read. */
public enum ReadAs {
    /** A root file system: what is installed counts, lock files do not. */
    ROOT,
    /** A source tree: lock files and requirements count as well as what is installed. */
    SOURCE
}
