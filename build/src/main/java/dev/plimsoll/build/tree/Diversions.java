package dev.plimsoll.build.tree;

import java.util.Optional;
import java.util.TreeMap;

/**
 * Paths that one package asks others to give up: their file lies elsewhere. For one thread.
 *
 * @see <a href="https://manpages.debian.org/bookworm/dpkg/dpkg-divert.1.en.html">dpkg-divert(1)</a>
 */
public final class Diversions {
    private final TreeMap<String, Diversion> byPath = new TreeMap<>();

    /**
     * One diversion.
     *
     * @param from the path that is wanted
     * @param to where others' file lies
     * @param owner the package that asks for it
     */
    public record Diversion(String from, String to, String owner) {}

    /** Takes one in, in place of one of the same path. */
    public void add(Diversion diversion) {
        byPath.put(diversion.from(), diversion);
    }

    /** Forgets one. */
    public void remove(String from) {
        byPath.remove(from);
    }

    /** The diversion of a path. */
    public Optional<Diversion> of(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /** Where a package's file lies. */
    public String place(String path, String owner) {
        Diversion known = byPath.get(path);
        return known == null || known.owner().equals(owner) ? path : known.to();
    }
}
