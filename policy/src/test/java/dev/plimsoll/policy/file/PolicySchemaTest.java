package dev.plimsoll.policy.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.plimsoll.policy.ImageRuleNames;
import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The schema for editors and the program's own reader accept and refuse the same. */
class PolicySchemaTest {
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static Schema schema;

    @BeforeAll
    static void readTheSchema() throws IOException {
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SharedFiles.checkout().resolve("docs/policy-schema.json")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "thresholds: {critical: 0, high: {max: 3}, medium: {max: 1, over: inform}, low: {max: 2147483647, over: ignore}}",
                "thresholds: {}",
                "unspecified: ignore",
                "only-fixable: false",
                "grace-days: {critical: 0, low: 90}",
                "kev: ignore",
                "epss: {score: 0}",
                "epss: {score: 1.0, over: inform}",
                "only-new: true",
                "max-feed-age: 0",
                "demand: fixes",
                "allow-unjudged: {unidentified-jars: 1, ecosystems: [npm], packages: [a], end-of-life: [b], gaps: [c], records: [d],"
                        + " nothing-found: false}",
                "image-rules: {base-age: {days: 3, effect: fail}, labels: {required: [a]}, secrets: warn}",
                "waivers: []",
                "waivers: [{id: '*', reason: r, owner: o, until: 2028-02-29}]",
                "waivers: [{id: a, package: b, path: c, image: d, reason: e, owner: f, until: '2027-01-01', control: g,"
                        + " only-while-unfixed: true, kev: false}]",
                "waiver-notice-days: 0",
                "contacts: {security: a, 'the boss': b}",
                "contacts: {}",
                "show: {severities: [critical, unspecified], only-fixed: true}",
                "show: {}",
                "images: [{match: a}, {match: [a, b], kev: warn, thresholds: {high: 1}, waivers: []}]"
            })
    void bothAccept(String text) {
        assertThat(PolicyReaderTest.reading(text).faults()).isEmpty();
        assertThat(schema.validate(json(text), InputFormat.JSON)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "text",
                "nonsense: 1",
                "thresholds: {unspecified: 1}",
                "thresholds: {critical: -1}",
                "thresholds: {critical: 2147483648}",
                "thresholds: {critical: 1.5}",
                "thresholds: {critical: 'none'}",
                "thresholds: {critical: {over: fail}}",
                "thresholds: {critical: {max: 0, over: scream}}",
                "thresholds: {critical: {max: 0, else: fail}}",
                "thresholds:",
                "unspecified: FAIL",
                "only-fixable: 1",
                "grace-days: {high: a}",
                "grace-days: 7",
                "kev: true",
                "epss: {score: 1.1}",
                "epss: {over: fail}",
                "epss: 0.5",
                "max-feed-age: 7d",
                "demand: all",
                "allow-unjudged: {jars: 1}",
                "allow-unjudged: {ecosystems: npm}",
                "allow-unjudged: {ecosystems: [1]}",
                "allow-unjudged: {nothing-found: 'yes'}",
                "image-rules: {runs-as-root: {days: 1}}",
                "image-rules: {no-such-rule: fail}",
                "image-rules: {base-age: {days: [1]}}",
                "waivers: {}",
                "waivers: [{reason: r, owner: o, until: 2028-02-29}]",
                "waivers: [{id: a, owner: o, until: 2028-02-29}]",
                "waivers: [{id: a, reason: r, until: 2028-02-29}]",
                "waivers: [{id: a, reason: r, owner: o}]",
                "waivers: [{id: a, reason: ' ', owner: o, until: 2028-02-29}]",
                "waivers: [{id: a, reason: r, owner: o, until: 2027-02-29}]",
                "waivers: [{id: a, reason: r, owner: o, until: soon}]",
                "waivers: [{id: a, reason: r, owner: o, until: 2028-02-29, expires: 2028-02-29}]",
                "contacts: {security: 1}",
                "contacts: []",
                "show: {severities: [worst]}",
                "show: {only-fixed: 1}",
                "images: {}",
                "images: [{kev: warn}]",
                "images: [{match: a, contacts: {}}]",
                "images: [{match: a, images: []}]"
            })
    void bothRefuse(String text) {
        assertThat(PolicyReaderTest.reading(text).faults()).isNotEmpty();
        assertThat(schema.validate(
                        json(text),
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true))))
                .isNotEmpty();
    }

    @Test
    void theSchemaKnowsEveryImageRule() throws IOException {
        Object parsed = new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(SharedFiles.checkout().resolve("docs/policy-schema.json")));

        Map<?, ?> rules = (Map<?, ?>) at(at(at(parsed, "$defs"), "imageRules"), "properties");
        assertThat(rules.keySet().stream().map(String::valueOf).toList())
                .containsExactlyInAnyOrderElementsOf(ImageRuleNames.ids());
    }

    private static Object at(Object parent, String key) {
        return Objects.requireNonNull(((Map<?, ?>) parent).get(key), key);
    }

    static List<String> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(SharedFiles.checkout().resolve("docs/policy.md")))
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleOfTheDocumentIsAccepted(String text) {
        bothAccept(text);
    }

    @Test
    void everyKeyHasAnExample() throws IOException {
        String all = String.join("\n", examples());

        assertThat(examples()).hasSizeGreaterThanOrEqualTo(12);
        List<String> keys = Pattern.compile("\"([a-z]+(-[a-z]+)*)\": \\{")
                .matcher(Files.readString(SharedFiles.checkout().resolve("docs/policy-schema.json")))
                .results()
                .map(match -> match.group(1))
                .filter(key -> !List.of(
                                "properties",
                                "properties",
                                "items",
                                "count",
                                "text",
                                "texts",
                                "threshold",
                                "image",
                                "waiver",
                                "severity")
                        .contains(key))
                .distinct()
                .toList();
        assertThat(keys)
                .hasSizeGreaterThan(30)
                .allSatisfy(key -> assertThat(all).contains(key + ":"));
    }

    private static String json(String text) {
        return value(new Load(LoadSettings.builder().build()).loadFromString(text));
    }

    private static String value(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(each -> value(each.getKey()) + ":" + value(each.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(PolicySchemaTest::value).collect(Collectors.joining(",", "[", "]"));
        }
        return value instanceof String string ? '"' + string.replace("\"", "\\\"") + '"' : String.valueOf(value);
    }
}
