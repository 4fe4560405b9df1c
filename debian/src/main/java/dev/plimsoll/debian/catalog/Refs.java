package dev.plimsoll.debian.catalog;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.function.IntUnaryOperator;

/** The stanzas that belong to each name, in the order of the index. */
final class Refs {
    private final int[] starts;
    private final int[] stanzas;

    /**
     * Sorts places of a list by the name that stands there.
     *
     * @param nameCount one more than the highest of {@code names}
     * @param stanza that a place is about
     */
    Refs(int nameCount, Ints names, IntUnaryOperator stanza) {
        starts = new int[nameCount + 1];
        stanzas = new int[names.size()];
        for (int i = 0; i < names.size(); i++) {
            starts[names.get(i) + 1]++;
        }
        for (int name = 0; name < nameCount; name++) {
            starts[name + 1] += starts[name];
        }
        int[] next = starts.clone();
        for (int i = 0; i < names.size(); i++) {
            stanzas[next[names.get(i)]++] = stanza.applyAsInt(i);
        }
    }

    int count(int name) {
        return starts[name + 1] - starts[name];
    }

    void write(int name, DataOutputStream out) throws IOException {
        for (int i = starts[name]; i < starts[name + 1]; i++) {
            out.writeInt(stanzas[i]);
        }
    }
}
