package dev.plimsoll.image.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.image.Layer;
import dev.plimsoll.image.LayerBlob;
import dev.plimsoll.image.StoredImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Configurations and histories of images whose base is exchanged. */
class ExchangedBaseTest {
    private static final String BASE_LINES = """
            {"created_by": "ADD root"}, {"created_by": "CMD bash", "empty_layer": true}""";

    private static final StoredImage BASE = image("""
            {"config": {"Env": ["PATH=/bin", "LANG=C", "OLD=1"], "Cmd": ["bash"], "User": "app", "Labels": {"v": "1", "gone": "x"},
              "ExposedPorts": {"80/tcp": {}}}, "history": [%s]}""".formatted(BASE_LINES), "base");

    private static final StoredImage ONTO = image("""
            {"config": {"Env": ["PATH=/usr/bin", "LANG=C", "NEW=1"], "Cmd": ["dash"], "User": "other", "Labels": {"v": "2", "fresh": "y"},
              "ExposedPorts": {"81/tcp": {}}},
             "history": [{"created_by": "ADD new root"}, {"created_by": "plimsoll patch: a 1"}, {"created_by": "USER", "empty_layer": true}]}""", "new base", "patch");

    /** An image whose layers are only known by name. */
    private static StoredImage image(String config, String... layers) {
        List<LayerBlob> blobs = new ArrayList<>();
        for (String each : layers) {
            Layer layer = new Layer(
                    blobs.size(),
                    Optional.of(Digest.sha256(each.getBytes(StandardCharsets.UTF_8))),
                    Optional.empty(),
                    each,
                    -1);
            blobs.add(new LayerBlob() {
                @Override
                public Layer layer() {
                    return layer;
                }

                @Override
                public boolean untrusted() {
                    return false;
                }

                @Override
                public String describe() {
                    return each;
                }

                @Override
                public InputStream open() {
                    return InputStream.nullInputStream();
                }

                @Override
                public Optional<Region> region() {
                    return Optional.empty();
                }
            });
        }
        return new StoredImage(config.getBytes(StandardCharsets.UTF_8), blobs);
    }

    private static JsonNode config(ExchangedBase exchanged) throws IOException {
        return SafeJson.within(Limits.DEFAULT).readTree(exchanged.image().config(), "the result");
    }

    private static List<String> history(ExchangedBase exchanged) throws IOException {
        List<String> lines = new ArrayList<>();
        config(exchanged)
                .path("history")
                .forEach(each -> lines.add(each.path("created_by").asText()
                        + (each.path("empty_layer").asBoolean() ? " (empty)" : "")));
        return lines;
    }

    @Test
    void ownLayersLieOnTheNewOnesWithTheirLinesOfHistory() throws IOException {
        StoredImage child = image(
                "{\"architecture\": \"amd64\", \"history\": [" + BASE_LINES
                        + ", {\"created_by\": \"ENV A\", \"empty_layer\": true}, {\"created_by\": \"COPY app\"}"
                        + ", {\"created_by\": \"USER 1\", \"empty_layer\": true}]}",
                "base",
                "app");

        ExchangedBase exchanged = ExchangedBase.of(child, 1, BASE, ONTO, Set.of());

        assertThat(exchanged.image().layers())
                .extracting(each -> each.layer().index() + " " + each.describe())
                .containsExactly("0 new base", "1 patch", "2 app");
        assertThat(history(exchanged))
                .containsExactly(
                        "ADD new root",
                        "plimsoll patch: a 1",
                        "USER (empty)",
                        "ENV A (empty)",
                        "COPY app",
                        "USER 1 (empty)");
        assertThat(config(exchanged).at("/rootfs/diff_ids")).hasSize(3);
        assertThat(config(exchanged).path("architecture").asText()).isEqualTo("amd64");
    }

    @Test
    void aHistoryThatBeginsWithOtherWordsIsCutByItsLayersAndOneThatDoesNotFitIsLeftEmpty() throws IOException {
        StoredImage other =
                image("{\"history\": [{\"created_by\": \"rebuilt\"}, {\"created_by\": \"COPY app\"}]}", "base", "app");
        StoredImage none = image("{\"history\": [{\"created_by\": \"all in one\"}]}", "base", "app");

        assertThat(history(ExchangedBase.of(other, 1, BASE, ONTO, Set.of())))
                .containsExactly("ADD new root", "plimsoll patch: a 1", "USER (empty)", "COPY app");
        assertThat(history(ExchangedBase.of(none, 1, BASE, ONTO, Set.of())))
                .containsExactly("ADD new root", "plimsoll patch: a 1", "USER (empty)", "");
    }

    @Test
    void whatWasTheBasesFollowsTheNewOneAndWhatIsOwnStays() throws IOException {
        StoredImage child = image("""
                {"config": {"Env": ["PATH=/bin", "LANG=de", "OLD=1", "OWN=1"], "Cmd": ["serve"], "User": "app", "Entrypoint": null,
                  "Labels": {"v": "1", "gone": "x", "own": "z", "patched": "before"}, "ExposedPorts": {"80/tcp": {}, "8080/tcp": {}}},
                 "history": []}""", "base");

        ExchangedBase exchanged = ExchangedBase.of(child, 1, BASE, ONTO, Set.of("patched"));

        JsonNode config = config(exchanged).path("config");
        assertThat(config.path("Env"))
                .extracting(JsonNode::asText)
                .containsExactly("PATH=/usr/bin", "LANG=de", "OWN=1", "NEW=1");
        assertThat(config.path("Cmd").path(0).asText()).isEqualTo("serve");
        assertThat(config.path("User").asText()).isEqualTo("other");
        assertThat(config.path("Labels")).hasToString("{\"v\":\"2\",\"own\":\"z\",\"fresh\":\"y\"}");
        assertThat(config.path("ExposedPorts")).hasToString("{\"8080/tcp\":{},\"81/tcp\":{}}");
        assertThat(exchanged.followed())
                .containsExactly(
                        "User",
                        "Env NEW",
                        "Env OLD",
                        "Env PATH",
                        "ExposedPorts 80/tcp",
                        "ExposedPorts 81/tcp",
                        "Labels fresh",
                        "Labels gone",
                        "Labels patched",
                        "Labels v");
    }
}
