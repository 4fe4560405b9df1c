package dev.plimsoll.policy.file;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** One mapping of the file: which keys it may have, and who reads each. */
final class Fields {
    private final String name;
    private final Faults faults;
    private final Map<String, Consumer<Node>> readers = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();

    /** @param name of the mapping, for people */
    Fields(String name, Faults faults) {
        this.name = name;
        this.faults = faults;
    }

    Fields may(String key, Consumer<Node> reader) {
        readers.put(key, reader);
        return this;
    }

    Fields must(String key, Consumer<Node> reader) {
        required.add(key);
        return may(key, reader);
    }

    /** Gives each value to its reader; what is unknown, twice there or missing is a fault. */
    void read(Node node) {
        if (!(node instanceof MappingNode mapping)) {
            faults.add(node, name + " wants keys (" + known() + "), not " + Values.shown(node));
            return;
        }
        Map<String, Node> seen = new LinkedHashMap<>();
        for (NodeTuple each : mapping.getValue()) {
            Node key = each.getKeyNode();
            String word = key instanceof ScalarNode scalar ? scalar.getValue() : Values.shown(key);
            Consumer<Node> reader = readers.get(word);
            Node first = seen.putIfAbsent(word, key);
            if (first != null) {
                faults.add(
                        key,
                        "'" + word + "' stands here twice; the first is in line "
                                + first.getStartMark()
                                        .map(mark -> mark.getLine() + 1)
                                        .orElse(0));
            } else if (reader == null) {
                faults.add(key, unknown(word));
            } else {
                reader.accept(each.getValueNode());
            }
        }
        required.stream()
                .filter(key -> !seen.containsKey(key))
                .forEach(key -> faults.add(node, name + " wants '" + key + "'"));
    }

    private String unknown(String word) {
        String meant = NearMiss.of(word, readers.keySet())
                .map(each -> "; did you mean '" + each + "'?")
                .orElse("");
        return "unknown key '" + word + "' in " + name + (meant.isEmpty() ? "." : meant) + " Known here: " + known();
    }

    private String known() {
        return String.join(", ", readers.keySet());
    }
}
