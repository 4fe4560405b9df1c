package dev.plimsoll.inventory;

import java.util.Map;

/**
 * What an {@link Ecosystem} that installs plain files can also tell: whose they are. A tree with a file at which one of its extractors
 * starts is a tree with a package database.
 */
public interface OwnsFiles {
    /**
     * Which of the paths in question belong to an installed package. Reads only files that its extractors wanted.
     *
     * @param gaps takes the ownership records that could not be read
     * @return owner by path in question, for those that have one
     */
    Map<String, Owner> owners(OwnershipInput input, ExtractorOutput gaps);
}
