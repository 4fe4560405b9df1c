package dev.plimsoll.image.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Settings of an image that are as its base has them follow another base; those that are its own stay. */
final class InheritedConfig {
    /** Each is taken over as a whole. */
    private static final List<String> WHOLE = List.of(
            "User", "Entrypoint", "Cmd", "WorkingDir", "StopSignal", "StopTimeout", "Healthcheck", "Shell", "OnBuild");

    /** Of these each member. */
    private static final List<String> BY_MEMBER = List.of("ExposedPorts", "Volumes", "Labels");

    private final JsonNode old;
    private final JsonNode fresh;
    private final Set<String> always;
    private final List<String> followed = new ArrayList<>();

    private InheritedConfig(JsonNode old, JsonNode fresh, Set<String> always) {
        this.old = old;
        this.fresh = fresh;
        this.always = always;
    }

    /**
     * Changes an image's configuration.
     *
     * @param old that of its base
     * @param fresh that of the new base
     * @param always labels that follow in any case
     * @return what has changed
     */
    static List<String> follow(ObjectNode json, ObjectNode old, ObjectNode fresh, Set<String> always) {
        ObjectNode config = json.get("config") instanceof ObjectNode there ? there : json.putObject("config");
        InheritedConfig inherited = new InheritedConfig(old.path("config"), fresh.path("config"), always);
        WHOLE.forEach(name -> inherited.whole(config, name));
        inherited.environment(config);
        BY_MEMBER.forEach(name -> inherited.members(config, name));
        return inherited.followed;
    }

    private void whole(ObjectNode config, String name) {
        JsonNode before = stated(config.path(name));
        if (Objects.equals(before, stated(old.path(name))) && !Objects.equals(before, stated(fresh.path(name)))) {
            set(config, name, stated(fresh.path(name)));
            followed.add(name);
        }
    }

    /** Null for what says nothing: tools write that as null, as something empty, or not at all. */
    private static @Nullable JsonNode stated(JsonNode node) {
        boolean empty = node.isMissingNode()
                || node.isNull()
                || node.isContainerNode() && node.isEmpty()
                || node.isTextual() && node.asText().isEmpty();
        return empty ? null : node;
    }

    private static void set(ObjectNode json, String name, @Nullable JsonNode value) {
        if (value == null) {
            json.remove(name);
        } else {
            json.set(name, value);
        }
    }

    private void members(ObjectNode config, String name) {
        boolean labels = name.equals("Labels");
        Map<String, JsonNode> members = members(config.path(name));
        Map<String, JsonNode> result =
                follow(members, members(old.path(name)), members(fresh.path(name)), labels ? always : Set.of(), name);
        if (!result.equals(members)) {
            ObjectNode written = config.putObject(name);
            result.forEach(written::set);
        }
    }

    private static Map<String, JsonNode> members(JsonNode object) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        object.properties().forEach(each -> members.put(each.getKey(), each.getValue()));
        return members;
    }

    private void environment(ObjectNode config) {
        Map<String, JsonNode> variables = variables(config.path("Env"));
        Map<String, JsonNode> result =
                follow(variables, variables(old.path("Env")), variables(fresh.path("Env")), Set.of(), "Env");
        if (!result.equals(variables)) {
            ArrayNode written = config.putArray("Env");
            result.values().forEach(written::add);
        }
    }

    /** By name the whole line, which may have no value. */
    private static Map<String, JsonNode> variables(JsonNode lines) {
        Map<String, JsonNode> variables = new LinkedHashMap<>();
        for (JsonNode line : lines) {
            String text = line.asText();
            int equals = text.indexOf('=');
            variables.put(equals < 0 ? text : text.substring(0, equals), TextNode.valueOf(text));
        }
        return variables;
    }

    private Map<String, JsonNode> follow(
            Map<String, JsonNode> own,
            Map<String, JsonNode> before,
            Map<String, JsonNode> now,
            Set<String> always,
            String what) {
        Map<String, JsonNode> result = new LinkedHashMap<>(own);
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        names.addAll(always);
        for (String name : names) {
            Optional<JsonNode> value = Optional.ofNullable(now.get(name));
            boolean inherited = always.contains(name) || Objects.equals(own.get(name), before.get(name));
            if (inherited && !value.equals(Optional.ofNullable(own.get(name)))) {
                value.ifPresentOrElse(there -> result.put(name, there), () -> result.remove(name));
                followed.add(what + " " + name);
            }
        }
        return result;
    }
}
