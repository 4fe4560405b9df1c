package dev.plimsoll.policy.file;

import dev.plimsoll.base.yaml.Fields;
import dev.plimsoll.base.yaml.Values;
import dev.plimsoll.base.yaml.YamlNode;
import dev.plimsoll.policy.Effect;
import dev.plimsoll.policy.ImageRuleNames;
import java.util.List;
import java.util.Set;

/** Reads {@code image-rules}: the effect of each rule by its id, and the settings of those that have some. */
final class ImageRulesReader {
    private static final Set<String> NUMBERS = Set.of("days", "max");

    private final Values values;

    ImageRulesReader(Values values) {
        this.values = values;
    }

    void read(YamlNode node, List<Change> changes) {
        Fields fields = new Fields("'image-rules'", values.faults());
        for (String id : ImageRuleNames.ids()) {
            fields.may(id, value -> rule(id, value, changes));
        }
        fields.read(node);
    }

    private void rule(String id, YamlNode node, List<Change> changes) {
        if (!node.isMapping()) {
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

    private void effect(String id, String name, YamlNode node, List<Change> changes) {
        values.word(node, name, Effect.class).ifPresent(effect -> changes.add(policy -> policy.imageRule(id, effect)));
    }

    private void setting(String name, String key, YamlNode node, List<Change> changes) {
        if (NUMBERS.contains(key)) {
            values.number(node, key)
                    .ifPresent(number -> changes.add(policy -> policy.imageSetting(name, Integer.toString(number))));
        } else {
            String list = String.join(",", values.texts(node, key));
            changes.add(policy -> policy.imageSetting(name, list));
        }
    }
}
