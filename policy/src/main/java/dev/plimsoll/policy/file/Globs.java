package dev.plimsoll.policy.file;

import dev.plimsoll.base.yaml.Values;
import dev.plimsoll.base.yaml.YamlNode;
import dev.plimsoll.policy.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads patterns; what is none becomes a fault, and empty. */
record Globs(Values values) {
    Optional<Glob> one(YamlNode node, String what) {
        return values.text(node, what).map(Glob::new);
    }

    /** A path of an image; a slash before it is taken away, since the inventory's have none. */
    Optional<Glob> path(YamlNode node, String what) {
        return values.text(node, what).map(path -> new Glob(path.startsWith("/") ? path.substring(1) : path));
    }

    List<Glob> all(YamlNode node, String what) {
        return values.texts(node, what).stream().map(Glob::new).toList();
    }

    List<Glob> paths(YamlNode node, String what) {
        List<Glob> paths = new ArrayList<>();
        values.list(node, what).forEach(each -> path(each, what).ifPresent(paths::add));
        return paths;
    }
}
