package dev.plimsoll.build.jre;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The table by which a Java runtime finds a resource's name in two looks. A name's hash chooses a cell. There stands either the seed of a
 * second hash that chooses the name's place, or the place itself, as {@code -1 - place}.
 */
final class NameHash {
    private static final int SEED = 0x01000193;
    private static final int MOST_SEEDS = 1 << 20;
    private static final int FREE = -1;

    private final int[] cells;
    private final int[] places;

    private NameHash(int[] cells, int[] places) {
        this.cells = cells;
        this.places = places;
    }

    /** The table's cells; not to be changed. */
    int[] cells() {
        return cells;
    }

    /** For each place the index of the name that lies there; not to be changed. */
    int[] places() {
        return places;
    }

    /**
     * A table as long as the names; the same names in the same order always give the same one.
     *
     * @param names different from each other
     * @throws IOException if there is no such table
     */
    static NameHash of(List<byte[]> names) throws IOException {
        int size = names.size();
        List<List<Integer>> buckets = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            buckets.add(new ArrayList<>());
        }
        for (int i = 0; i < size; i++) {
            buckets.get(hash(names.get(i), SEED) % size).add(i);
        }
        List<Integer> fullestFirst = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            fullestFirst.add(i);
        }
        fullestFirst.sort(Comparator.comparing(cell -> -buckets.get(cell).size()));
        int[] cells = new int[size];
        int[] places = new int[size];
        Arrays.fill(places, FREE);
        int free = 0;
        for (int cell : fullestFirst) {
            List<Integer> bucket = buckets.get(cell);
            if (bucket.size() > 1) {
                cells[cell] = settle(bucket, names, places);
            } else if (bucket.size() == 1) {
                while (places[free] != FREE) {
                    free++;
                }
                places[free] = bucket.get(0);
                cells[cell] = -1 - free;
            }
        }
        return new NameHash(cells, places);
    }

    private static int settle(List<Integer> bucket, List<byte[]> names, int[] places) throws IOException {
        int[] wanted = new int[bucket.size()];
        for (int seed = 1; seed < MOST_SEEDS; seed++) {
            int found = 0;
            while (found < wanted.length) {
                int place = hash(names.get(bucket.get(found)), seed) % places.length;
                if (places[place] != FREE || contains(wanted, found, place)) {
                    break;
                }
                wanted[found++] = place;
            }
            if (found == wanted.length) {
                for (int i = 0; i < found; i++) {
                    places[wanted[i]] = bucket.get(i);
                }
                return seed;
            }
        }
        throw new IOException("no table of its names can be made");
    }

    private static boolean contains(int[] values, int count, int value) {
        for (int i = 0; i < count; i++) {
            if (values[i] == value) {
                return true;
            }
        }
        return false;
    }

    private static int hash(byte[] name, int seed) {
        int hash = seed;
        for (byte b : name) {
            hash = hash * SEED ^ b & 0xff;
        }
        return hash & 0x7fffffff;
    }
}
