package dev.plimsoll.image.oci;

import dev.plimsoll.image.Layer;
import dev.plimsoll.image.LayerBlob;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A layer in a local file. Internal to this module. */
public final class RegionBlob implements LayerBlob {
    private final Layer layer;
    private final Region place;
    private final String source;
    private final boolean untrusted;

    /**
     * @param source names the archive or layout in errors
     * @param untrusted as {@link LayerBlob#untrusted()}
     */
    public RegionBlob(Layer layer, Region place, String source, boolean untrusted) {
        this.layer = layer;
        this.place = place;
        this.source = source;
        this.untrusted = untrusted;
    }

    /** The local blobs of an image's layers. */
    public static List<LayerBlob> all(List<Layer> layers, List<Region> places, String source) {
        List<LayerBlob> blobs = new ArrayList<>();
        for (Layer layer : layers) {
            blobs.add(new RegionBlob(layer, places.get(layer.index()), source, false));
        }
        return blobs;
    }

    @Override
    public Layer layer() {
        return layer;
    }

    @Override
    public boolean untrusted() {
        return untrusted;
    }

    @Override
    public String describe() {
        return describe(layer, source);
    }

    /** {@code layer 3 (sha256:…) of app.tar}; layers are counted from 0, as in reports. */
    public static String describe(Layer layer, String source) {
        String digest =
                layer.digest().or(layer::diffId).map(d -> " (" + d + ")").orElse("");
        return "layer " + layer.index() + digest + " of " + source;
    }

    @Override
    public InputStream open() throws IOException {
        return RegionInput.open(place);
    }

    @Override
    public Optional<Region> region() {
        return Optional.of(place);
    }
}
