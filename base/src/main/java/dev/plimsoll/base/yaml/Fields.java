package dev.plimsoll.base.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One mapping of a file: which keys it may have, and who reads each. */
public final class Fields {
    private final String name;
    private final Faults faults;
    private final Map<String, Consumer<YamlNode>> readers = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();

    /** @param name of the mapping, for people */
    public Fields(String name, Faults faults) {
        this.name = name;
        this.faults = faults;
    }

    /** A key that may be there. */
    public Fields may(String key, Consumer<YamlNode> reader) {
        readers.put(key, reader);
        return this;
    }

    /** A key whose absence is a fault. */
    public Fields must(String key, Consumer<YamlNode> reader) {
        required.add(key);
        return may(key, reader);
    }

    /** Gives each value to its reader; what is unknown, twice there or missing is a fault. */
    public void read(YamlNode node) {
        if (!node.isMapping()) {
            faults.add(node, name + " wants keys (" + known() + "), not " + node.shown());
            return;
        }
        Map<String, YamlNode> seen = new LinkedHashMap<>();
        for (YamlNode.Entry each : node.entries()) {
            String word = each.key().scalar().orElseGet(each.key()::shown);
            Consumer<YamlNode> reader = readers.get(word);
            YamlNode first = seen.putIfAbsent(word, each.key());
            if (first != null) {
                faults.add(each.key(), "'" + word + "' stands here twice; the first is in line " + first.line());
            } else if (reader == null) {
                faults.add(each.key(), unknown(word));
            } else {
                reader.accept(each.value());
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
