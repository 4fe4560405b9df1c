package dev.plimsoll.inventory.ecosystem.node;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.plimsoll.base.MalformedJsonException;
import dev.plimsoll.inventory.ExtractorInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads package.json files as a stream, keeping only what is asked for; there are thousands in an image.
 *
 * @see <a href="https://docs.npmjs.com/cli/configuring-npm/package-json">package.json</a>
 */
final class PackageJsonReader {
    private static final Set<String> DEPENDENCIES = Set.of("dependencies", "devDependencies", "optionalDependencies");

    private final JsonStreams streams = new JsonStreams();

    /** @throws IOException if it is not a JSON object, or states a name or version that is no text */
    PackageJson read(ExtractorInput input) throws IOException {
        return streams.read(input, PackageJsonReader::read);
    }

    private static PackageJson read(JsonParser parser) throws IOException {
        String name = "";
        String version = "";
        List<String> licences = List.of();
        int dependencies = 0;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "name" -> name = text(parser, field);
                case "version" -> version = text(parser, field);
                case "license", "licenses" -> licences = joined(licences, licences(parser));
                default -> {
                    if (DEPENDENCIES.contains(field) && parser.currentToken() == JsonToken.START_OBJECT) {
                        dependencies += JsonStreams.countFields(parser);
                    } else {
                        parser.skipChildren();
                    }
                }
            }
        }
        return new PackageJson(name, version, licences, dependencies);
    }

    private static String text(JsonParser parser, String field) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new MalformedJsonException("its " + field + " is not a text", null);
        }
        return parser.getText().strip();
    }

    private static List<String> joined(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        more.stream().filter(each -> !all.contains(each)).forEach(all::add);
        return all;
    }

    /** {@code "MIT"}, {@code {"type": "MIT"}}, or a list of either. */
    private static List<String> licences(JsonParser parser) throws IOException {
        List<String> found = new ArrayList<>();
        switch (parser.currentToken()) {
            case VALUE_STRING -> addIfStated(found, parser.getText());
            case START_OBJECT -> addIfStated(found, type(parser));
            case START_ARRAY -> {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    if (parser.currentToken() == JsonToken.VALUE_STRING) {
                        addIfStated(found, parser.getText());
                    } else if (parser.currentToken() == JsonToken.START_OBJECT) {
                        addIfStated(found, type(parser));
                    } else {
                        parser.skipChildren();
                    }
                }
            }
            default -> {}
        }
        return found;
    }

    private static void addIfStated(List<String> licences, String licence) {
        if (!licence.isBlank()) {
            licences.add(licence.strip());
        }
    }

    private static String type(JsonParser parser) throws IOException {
        String type = "";
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            boolean wanted = parser.currentName().equals("type");
            if (parser.nextToken() == JsonToken.VALUE_STRING && wanted) {
                type = parser.getText();
            }
            parser.skipChildren();
        }
        return type;
    }
}
