package dev.plimsoll.image.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.PlimsollException;
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

/**
 * An image's own layers on the layers of another than that it was built on, with both histories. Its configuration stays its own, but
 * for what it took over unchanged: that follows the new base, as a build would have it.
 *
 * @param image the result, readable as long as both images are
 * @param followed settings that follow the new base, such as {@code Env PATH}
 */
public record ExchangedBase(StoredImage image, List<String> followed) {
    public ExchangedBase {
        followed = List.copyOf(followed);
    }

    /**
     * Exchanges the base.
     *
     * @param layers how many of the child's layers are its base's
     * @param from the configuration of that base, with its history
     * @param onto the new base
     * @param always labels that follow the new base whatever the child says
     * @throws PlimsollException IMAGE_CORRUPT if a configuration can't be read
     */
    public static ExchangedBase of(
            StoredImage child, int layers, StoredImage from, StoredImage onto, Set<String> always) {
        ObjectNode json = BaseConfig.read(child);
        ObjectNode old = BaseConfig.read(from);
        ObjectNode fresh = BaseConfig.read(onto);
        List<LayerBlob> blobs = new ArrayList<>(onto.layers());
        for (LayerBlob own : child.layers().subList(layers, child.layers().size())) {
            blobs.add(new MovedBlob(own, blobs.size()));
        }
        List<JsonNode> history = new ArrayList<>(lines(fresh, onto.layers().size()));
        history.addAll(own(
                lines(json, child.layers().size()),
                lines(old, layers),
                child.layers().size(),
                layers));
        ArrayNode written = json.putArray("history");
        history.forEach(written::add);
        diffIds(json, blobs);
        List<String> followed = InheritedConfig.follow(json, old, fresh, always);
        return new ExchangedBase(new StoredImage(json.toString().getBytes(StandardCharsets.UTF_8), blobs), followed);
    }

    private static void diffIds(ObjectNode json, List<LayerBlob> blobs) {
        ObjectNode root = json.putObject("rootfs");
        root.put("type", "layers");
        ArrayNode diffIds = root.putArray("diff_ids");
        for (LayerBlob blob : blobs) {
            blob.layer().diffId().map(Digest::toString).ifPresent(diffIds::add);
        }
    }

    /** The lines of history; where they don't fit the layers, an empty one for each layer. */
    private static List<JsonNode> lines(ObjectNode config, int layers) {
        List<JsonNode> lines = new ArrayList<>();
        if (config.get("history") instanceof ArrayNode history) {
            history.forEach(lines::add);
        }
        if (layersOf(lines) == layers) {
            return lines;
        }
        lines.clear();
        for (int i = 0; i < layers; i++) {
            lines.add(config.objectNode());
        }
        return lines;
    }

    private static long layersOf(List<JsonNode> lines) {
        return lines.stream().filter(ExchangedBase::makesLayer).count();
    }

    private static boolean makesLayer(JsonNode line) {
        return !line.path("empty_layer").asBoolean(false);
    }

    /** The child's own lines: those after its base's, which are known by what they say, or else by the number of their layers. */
    private static List<JsonNode> own(List<JsonNode> lines, List<JsonNode> base, int all, int layers) {
        if (startsWith(lines, base)) {
            List<JsonNode> rest = lines.subList(base.size(), lines.size());
            if (layersOf(rest) == all - layers) {
                return rest;
            }
        }
        int seen = 0;
        int cut = 0;
        while (seen < layers) {
            if (makesLayer(lines.get(cut))) {
                seen++;
            }
            cut++;
        }
        return lines.subList(cut, lines.size());
    }

    private static boolean startsWith(List<JsonNode> lines, List<JsonNode> base) {
        if (base.size() > lines.size()) {
            return false;
        }
        for (int i = 0; i < base.size(); i++) {
            JsonNode line = lines.get(i);
            boolean same = line.path("created_by")
                            .asText("")
                            .equals(base.get(i).path("created_by").asText(""))
                    && makesLayer(line) == makesLayer(base.get(i));
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /** A layer at another place of an image. */
    private record MovedBlob(LayerBlob blob, int index) implements LayerBlob {
        @Override
        public Layer layer() {
            Layer layer = blob.layer();
            return new Layer(index, layer.diffId(), layer.digest(), layer.createdBy(), layer.size());
        }

        @Override
        public boolean untrusted() {
            return blob.untrusted();
        }

        @Override
        public boolean fromEngine() {
            return blob.fromEngine();
        }

        @Override
        public String describe() {
            return blob.describe();
        }

        @Override
        public InputStream open() throws IOException {
            return blob.open();
        }

        @Override
        public Optional<Region> region() {
            return blob.region();
        }
    }
}
