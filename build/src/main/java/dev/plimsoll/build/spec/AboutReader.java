package dev.plimsoll.build.spec;

import dev.plimsoll.base.yaml.Fields;
import dev.plimsoll.base.yaml.YamlNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what an image says of itself. */
final class AboutReader {
    private static final List<String> TEXTS =
            List.of("title", "description", "maintainer", "licenses", "source", "url", "vendor", "version");

    private final SpecValues values;
    private final Map<String, String> texts = new HashMap<>();

    AboutReader(SpecValues values) {
        this.values = values;
    }

    void addTo(Fields fields) {
        TEXTS.forEach(key ->
                fields.may(key, node -> values.plain().text(node, key).ifPresent(text -> texts.put(key, text))));
        fields.may("version-of", this::versionOf);
    }

    private void versionOf(YamlNode node) {
        values.text(node, "version-of", PackagesReader.NAME, PackagesReader.WANTED)
                .ifPresent(name -> texts.put("version-of", name));
    }

    About about() {
        return new About(
                text("title"),
                text("description"),
                text("maintainer"),
                text("licenses"),
                text("source"),
                text("url"),
                text("vendor"),
                text("version"),
                text("version-of"));
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(texts.get(key));
    }
}
