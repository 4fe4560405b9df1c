package dev.plimsoll.inventory.ecosystem.python;

import dev.plimsoll.inventory.Version;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A version ordered by PEP 440. */
final class PypiVersion implements Version {
    static final int DEV_ONLY = -1;
    static final int ALPHA = 0;
    static final int BETA = 1;
    static final int CANDIDATE = 2;
    static final int FINAL = 3;

    private final String text;
    private final BigInteger epoch;
    private final List<BigInteger> release;
    private final int preRank;
    private final BigInteger preNumber;
    private final @Nullable BigInteger post;
    private final @Nullable BigInteger dev;
    private final List<LocalPart> local;

    /**
     * A part of a local version; parts with letters come before numbers.
     *
     * @param number -1 for a part with letters
     */
    record LocalPart(BigInteger number, String letters) {}

    PypiVersion(
            String text,
            BigInteger epoch,
            List<BigInteger> release,
            int preRank,
            BigInteger preNumber,
            @Nullable BigInteger post,
            @Nullable BigInteger dev,
            List<LocalPart> local) {
        this.text = text;
        this.epoch = epoch;
        this.release = withoutTrailingZeros(release);
        this.preRank = preRank;
        this.preNumber = preNumber;
        this.post = post;
        this.dev = dev;
        this.local = local;
    }

    private static List<BigInteger> withoutTrailingZeros(List<BigInteger> release) {
        int size = release.size();
        while (size > 0 && release.get(size - 1).signum() == 0) {
            size--;
        }
        return List.copyOf(release.subList(0, size));
    }

    @Override
    public int compareTo(Version version) {
        PypiVersion other = (PypiVersion) version;
        int order = epoch.compareTo(other.epoch);
        if (order == 0) {
            order = compareReleases(release, other.release);
        }
        if (order == 0) {
            order = Integer.compare(preRank, other.preRank);
        }
        if (order == 0) {
            order = preNumber.compareTo(other.preNumber);
        }
        if (order == 0) {
            order = compare(post, other.post, -1);
        }
        if (order == 0) {
            order = compare(dev, other.dev, 1);
        }
        return order == 0 ? compareLocals(local, other.local) : order;
    }

    private static int compareReleases(List<BigInteger> a, List<BigInteger> b) {
        int common = Math.min(a.size(), b.size());
        for (int i = 0; i < common; i++) {
            int order = a.get(i).compareTo(b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    /** @param absent where a missing number stands: -1 before all, 1 after all */
    private static int compare(@Nullable BigInteger a, @Nullable BigInteger b, int absent) {
        if (a == null) {
            return b == null ? 0 : absent;
        }
        return b == null ? -absent : a.compareTo(b);
    }

    private static int compareLocals(List<LocalPart> a, List<LocalPart> b) {
        int common = Math.min(a.size(), b.size());
        for (int i = 0; i < common; i++) {
            int order = a.get(i).number().compareTo(b.get(i).number());
            if (order == 0) {
                order = a.get(i).letters().compareTo(b.get(i).letters());
            }
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PypiVersion version && compareTo(version) == 0;
    }

    @Override
    public int hashCode() {
        return epoch.hashCode() * 31 + release.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
