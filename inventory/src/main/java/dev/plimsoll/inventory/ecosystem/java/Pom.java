package dev.plimsoll.inventory.ecosystem.java;

import dev.plimsoll.base.SafeXml;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a {@code pom.xml} says by itself: no parent is fetched, no profile applied. A value with a property that the file does not
 * define stays as it is written.
 *
 * @see <a href="https://maven.apache.org/pom.html">POM reference</a>
 */
final class Pom {
    private static final long MAX_BYTES = 4 << 20;
    private static final int MAX_DEPENDENCIES = 20_000;
    private static final SafeXml XML = SafeXml.hardened();

    private final Map<String, String> values = new HashMap<>();
    private final List<String> licences = new ArrayList<>();
    private final List<Dependency> dependencies = new ArrayList<>();

    /** A direct dependency; parts that are not stated are empty. */
    record Dependency(String group, String artifact, String version, String scope, String type, String classifier) {}

    private Pom() {}

    static Pom read(InputStream in, String what) throws IOException {
        Pom pom = new Pom();
        XML.read(in, MAX_BYTES, what, pom.new Reader());
        return pom;
    }

    String group() {
        return resolve(values.getOrDefault("groupId", values.getOrDefault("parent/groupId", "")));
    }

    String artifact() {
        return resolve(values.getOrDefault("artifactId", ""));
    }

    String version() {
        return resolve(values.getOrDefault("version", values.getOrDefault("parent/version", "")));
    }

    List<String> licences() {
        return licences;
    }

    /** Direct dependencies, their properties resolved where this file defines them. */
    List<Dependency> dependencies() {
        return dependencies.stream()
                .map(d -> new Dependency(
                        resolve(d.group),
                        resolve(d.artifact),
                        resolve(managed(d)),
                        d.scope,
                        resolve(d.type),
                        resolve(d.classifier)))
                .toList();
    }

    private String managed(Dependency dependency) {
        return dependency.version.isEmpty()
                ? values.getOrDefault("managed/" + dependency.group + ":" + dependency.artifact, "")
                : dependency.version;
    }

    private String resolve(String text) {
        String resolved = text;
        // Properties may hold properties; more rounds than any real file needs, and a loop ends.
        for (int round = 0; round < 5 && resolved.contains("${") && resolved.length() < 2000; round++) {
            resolved = resolveOnce(resolved);
        }
        return resolved;
    }

    private String resolveOnce(String text) {
        StringBuilder resolved = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf("${", at);
            int close = open < 0 ? -1 : text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            resolved.append(text, at, open);
            resolved.append(property(text.substring(open + 2, close)));
            at = close + 1;
        }
        return resolved.append(text, at, text.length()).toString();
    }

    private String property(String name) {
        String field = name.startsWith("project.")
                ? name.substring("project.".length())
                : name.startsWith("pom.") ? name.substring("pom.".length()) : name;
        return switch (field) {
            case "groupId" -> values.getOrDefault("groupId", values.getOrDefault("parent/groupId", unknown(name)));
            case "version" -> values.getOrDefault("version", values.getOrDefault("parent/version", unknown(name)));
            case "artifactId" -> values.getOrDefault("artifactId", unknown(name));
            case "parent.groupId" -> values.getOrDefault("parent/groupId", unknown(name));
            case "parent.version" -> values.getOrDefault("parent/version", unknown(name));
            default -> values.getOrDefault("properties/" + name, unknown(name));
        };
    }

    private static String unknown(String name) {
        return "${" + name + "}";
    }

    /** Follows the path of the current element. */
    private final class Reader implements SafeXml.Handler {
        private final StringBuilder path = new StringBuilder();
        private final Map<String, String> dependency = new HashMap<>();

        @Override
        public void start(String name) {
            path.append('/').append(name);
        }

        @Override
        public void end(String name, String text) {
            take(path.toString(), name, text.trim());
            path.setLength(path.length() - name.length() - 1);
        }

        private void take(String place, String name, String text) {
            switch (place) {
                case "/project/groupId", "/project/artifactId", "/project/version" -> values.put(name, text);
                case "/project/parent/groupId", "/project/parent/version" -> values.put("parent/" + name, text);
                case "/project/licenses/license/name" -> {
                    if (!text.isEmpty() && licences.size() < 20 && text.length() < 500) {
                        licences.add(text);
                    }
                }
                case "/project/dependencies/dependency" -> {
                    if (dependencies.size() < MAX_DEPENDENCIES) {
                        dependencies.add(finished());
                    }
                    dependency.clear();
                }
                case "/project/dependencyManagement/dependencies/dependency" -> {
                    Dependency managed = finished();
                    values.put("managed/" + managed.group + ":" + managed.artifact, managed.version);
                    dependency.clear();
                }
                default -> {
                    if (place.startsWith("/project/properties/")) {
                        values.put("properties/" + name, text);
                    } else if (place.endsWith("/dependencies/dependency/" + name)) {
                        dependency.put(name, text);
                    }
                }
            }
        }

        private Dependency finished() {
            return new Dependency(
                    dependency.getOrDefault("groupId", ""),
                    dependency.getOrDefault("artifactId", ""),
                    dependency.getOrDefault("version", ""),
                    dependency.getOrDefault("scope", ""),
                    dependency.getOrDefault("type", ""),
                    dependency.getOrDefault("classifier", ""));
        }
    }
}
