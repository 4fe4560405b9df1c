package dev.plimsoll.policy.file;

import dev.plimsoll.policy.Effect;
import dev.plimsoll.policy.ImageRuleNames;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code image-rules}: the effect of each rule by its id, and the settings of those that have some. */
final class ImageRulesReader {
    private static final String DAYS = "days";

    private final Values values;

    ImageRulesReader(Values values) {
        this.values = values;
    }

    void read(Node node, List<Change> changes) {
        Fields fields = new Fields("'image-rules'", values.faults());
        for (String id : ImageRuleNames.ids()) {
            fields.may(id, value -> rule(id, value, changes));
        }
        fields.read(node);
    }

    private void rule(String id, Node node, List<Change> changes) {
        if (!(node instanceof MappingNode)) {
            effect(id, id, node, changes);
            return;
        }
        Fields fields = new Fields("'" + id + "'", values.faults())
                .may("effect", value -> effect(id, "effect", value, changes));
        for (String setting : ImageRuleNames.ALL.getOrDefault(id, List.of())) {
            fields.may(setting, value -> setting(id + "." + setting, setting, value, changes));
        }
        fields.read(node);
    }

    private void effect(String id, String name, Node node, List<Change> changes) {
        values.word(node, name, Effect.class).ifPresent(effect -> changes.add(policy -> policy.imageRule(id, effect)));
    }

    private void setting(String name, String key, Node node, List<Change> changes) {
        if (key.equals(DAYS)) {
            values.number(node, key)
                    .ifPresent(days -> changes.add(policy -> policy.imageSetting(name, Integer.toString(days))));
        } else {
            String list = String.join(",", values.texts(node, key));
            changes.add(policy -> policy.imageSetting(name, list));
        }
    }
}
