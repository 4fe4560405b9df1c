package dev.plimsoll.image.archive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageFailures;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Layer;
import dev.plimsoll.image.LayerBlob;
import dev.plimsoll.image.LayeredImage;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.StoredImage;
import dev.plimsoll.image.oci.ConfigReader;
import dev.plimsoll.image.oci.ImageConfig;
import dev.plimsoll.image.oci.ImageFiles;
import dev.plimsoll.image.oci.Layers;
import dev.plimsoll.image.oci.RegionBlob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Archives of Docker before 1.10: {@code repositories} names the top layer of each tag, and each layer's {@code json} its parent.
 * They state no digests, so none are verified.
 */
final class OldArchive {
    /** Docker allowed 127. */
    private static final int MAX_LAYERS = 1000;

    private OldArchive() {}

    static Image open(ImageFiles files, ImageReference reference, OpenOptions options) {
        List<ArchivedImage> images = images(files, options.limits());
        ArchivedImage image = ImageChoice.choose(images, options.ref(), files.describe());
        List<String> ids = layerIds(image.id(), files, options.limits());
        List<LayerBlob.Region> places = ids.stream()
                .map(id -> id + "/layer.tar")
                .map(name -> files.find(name)
                        .orElseThrow(() -> ImageFailures.corrupt("layer " + files.describe(name) + " is missing")))
                .toList();
        byte[] configJson = files.read(image.config(), options.limits());
        ImageConfig config = ConfigReader.read(configJson, files.describe(image.config()), options.limits());
        List<Layers.Stored> stored = places.stream()
                .map(place -> new Layers.Stored(Optional.empty(), place.length()))
                .toList();
        List<Layer> layers = Layers.of(stored, config, files.describe());
        ImageInfo info = new ImageInfo(
                reference,
                reference.scheme(),
                Optional.empty(),
                Optional.empty(),
                config.platform(),
                image.tags(),
                layers,
                config.created(),
                config.labels(),
                Optional.of(config.run()),
                config.history(),
                Layers.totalSize(layers));
        return new LayeredImage(
                info,
                new StoredImage(configJson, RegionBlob.all(layers, places, files.describe(), false)),
                options,
                files);
    }

    private static JsonNode json(String name, ImageFiles files, Limits limits) {
        try {
            return SafeJson.within(limits).readTree(files.read(name, limits), files.describe(name));
        } catch (IOException e) {
            throw ImageFailures.of(e, files.describe(name));
        }
    }

    private static List<ArchivedImage> images(ImageFiles files, Limits limits) {
        Map<String, List<String>> tags = new TreeMap<>();
        json("repositories", files, limits)
                .properties()
                .forEach(repository -> repository
                        .getValue()
                        .properties()
                        .forEach(tag -> tags.computeIfAbsent(tag.getValue().asText(""), id -> new ArrayList<>())
                                .add(repository.getKey() + ":" + tag.getKey())));
        if (tags.isEmpty()) {
            throw ImageFailures.corrupt(files.describe("repositories") + " names no images");
        }
        List<ArchivedImage> images = new ArrayList<>();
        tags.forEach((id, names) -> images.add(new ArchivedImage(id + "/json", names, List.of())));
        return images;
    }

    private static List<String> layerIds(String top, ImageFiles files, Limits limits) {
        List<String> ids = new ArrayList<>();
        for (String id = top;
                !id.isEmpty();
                id = json(id + "/json", files, limits).path("parent").asText("")) {
            if (ids.size() == MAX_LAYERS || ids.contains(id)) {
                throw ImageFailures.corrupt(
                        files.describe(id + "/json") + ": its parents lead in a circle, or are over " + MAX_LAYERS);
            }
            ids.add(0, id);
        }
        return ids;
    }
}
