package dev.plimsoll.policy;

import java.util.List;
import java.util.Set;

/**
 * What may stay unjudged; everything else that was not judged makes the verdict {@link Verdict#UNJUDGED}.
 *
 * @param unidentifiedJars how many archives without a proved coordinate, from 0
 * @param ecosystems ids of ecosystems whose components may lack a source
 * @param packages patterns of purls, see {@link Glob}
 * @param endOfLife patterns of distributions past their end of life, such as {@code debian:10}
 * @param gaps patterns of paths that may be unreadable
 * @param records patterns of ids of records that may be unreadable
 * @param nothingFound whether an image may hold nothing that can be judged
 */
public record AllowUnjudged(
        int unidentifiedJars,
        Set<String> ecosystems,
        List<Glob> packages,
        List<Glob> endOfLife,
        List<Glob> gaps,
        List<Glob> records,
        boolean nothingFound) {
    /** Nothing may. */
    public static final AllowUnjudged NOTHING =
            new AllowUnjudged(0, Set.of(), List.of(), List.of(), List.of(), List.of(), false);

    public AllowUnjudged {
        if (unidentifiedJars < 0) {
            throw new IllegalArgumentException("unidentifiedJars is negative: " + unidentifiedJars);
        }
        ecosystems = Set.copyOf(ecosystems);
        packages = List.copyOf(packages);
        endOfLife = List.copyOf(endOfLife);
        gaps = List.copyOf(gaps);
        records = List.copyOf(records);
    }
}
