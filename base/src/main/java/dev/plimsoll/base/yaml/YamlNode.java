package dev.plimsoll.base.yaml;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A value of a YAML file that knows where it stands. Immutable. */
public final class YamlNode {
    private final Node node;

    YamlNode(Node node) {
        this.node = node;
    }

    /** What kind of value it is, by YAML 1.2's core schema. */
    public enum Kind {
        TEXT,
        INTEGER,
        DECIMAL,
        BOOLEAN,
        /** Nothing stands there, or {@code null}. */
        NOTHING,
        LIST,
        MAPPING
    }

    /** One key with its value. */
    public record Entry(YamlNode key, YamlNode value) {}

    /** What kind of value it is. */
    public Kind kind() {
        if (node instanceof SequenceNode) {
            return Kind.LIST;
        }
        if (node instanceof MappingNode) {
            return Kind.MAPPING;
        }
        Tag tag = node.getTag();
        if (tag.equals(Tag.INT)) {
            return Kind.INTEGER;
        }
        if (tag.equals(Tag.FLOAT)) {
            return Kind.DECIMAL;
        }
        if (tag.equals(Tag.BOOL)) {
            return Kind.BOOLEAN;
        }
        return tag.equals(Tag.NULL) ? Kind.NOTHING : Kind.TEXT;
    }

    public boolean isMapping() {
        return kind() == Kind.MAPPING;
    }

    public boolean isList() {
        return kind() == Kind.LIST;
    }

    public boolean isNothing() {
        return kind() == Kind.NOTHING;
    }

    /** A single value as it is written; empty for lists and mappings. */
    public Optional<String> scalar() {
        return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
    }

    /** The elements of a list, else nothing. */
    public List<YamlNode> items() {
        return node instanceof SequenceNode list
                ? list.getValue().stream().map(YamlNode::new).toList()
                : List.of();
    }

    /** The keys and values of a mapping in the order of the file, also keys that stand there twice; else nothing. */
    public List<Entry> entries() {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .map(each -> new Entry(new YamlNode(each.getKeyNode()), new YamlNode(each.getValueNode())))
                        .toList()
                : List.of();
    }

    /** Where it begins, from 1. */
    public int line() {
        return mark().map(Mark::getLine).orElse(0) + 1;
    }

    /** The value in a message to people: what stands there in quotes, or what kind of thing it is; holds untrusted text. */
    public String shown() {
        return switch (kind()) {
            case NOTHING -> "nothing";
            case LIST -> "a list";
            case MAPPING -> "a mapping";
            case TEXT, INTEGER, DECIMAL, BOOLEAN -> "'" + scalar().orElse("") + "'";
        };
    }

    Optional<Mark> mark() {
        return node.getStartMark();
    }
}
