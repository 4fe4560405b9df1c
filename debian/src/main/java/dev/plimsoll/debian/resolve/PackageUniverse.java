package dev.plimsoll.debian.resolve;

import java.util.List;
import java.util.Optional;

/** All packages that there are, of one architecture and for all. Every version is the same object each time it is given. */
public interface PackageUniverse {
    /** Debian's name of the architecture. */
    String architecture();

    /** All versions of a package, the newest first; perhaps none. */
    List<ArchivePackage> versions(String name);

    /** The version that is taken if nothing speaks against it: the newest of the suites of the highest priority. */
    Optional<ArchivePackage> candidate(String name);

    /** The versions of other packages that provide a name. */
    List<Provider> providers(String name);

    /**
     * A place in the order in which the names of packages appear in the indexes for the first time, be it in a relation; apt decides by
     * it where nothing else does. Of no meaning for names that do not appear.
     */
    long rank(String name);

    /**
     * A package that answers to another name.
     *
     * @param owner the package
     * @param name with an architecture, if it is stated
     */
    record Provider(ArchivePackage owner, Alternative name) {}
}
