package dev.plimsoll.image.oci;

import dev.plimsoll.image.FileStamp;
import dev.plimsoll.image.Layer;
import dev.plimsoll.image.LayerBlob;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A layer in a local file. Internal to this module. */
public final class RegionBlob implements LayerBlob {
    private final Layer layer;
    private final Region place;
    private final String source;
    private final boolean fromEngine;
    private volatile @Nullable String verified;

    /**
     * @param source names the archive or layout in errors
     * @param fromEngine as {@link LayerBlob#fromEngine()}
     */
    private RegionBlob(Layer layer, Region place, String source, boolean fromEngine) {
        this.layer = layer;
        this.place = place;
        this.source = source;
        this.fromEngine = fromEngine;
    }

    /**
     * The local blobs of an image's layers.
     *
     * @param source names the archive or layout in errors
     * @param fromEngine as {@link LayerBlob#fromEngine()}
     */
    public static List<LayerBlob> all(List<Layer> layers, List<Region> places, String source, boolean fromEngine) {
        List<LayerBlob> blobs = new ArrayList<>();
        for (Layer layer : layers) {
            blobs.add(new RegionBlob(layer, places.get(layer.index()), source, fromEngine));
        }
        return blobs;
    }

    @Override
    public Layer layer() {
        return layer;
    }

    @Override
    public boolean untrusted() {
        return false;
    }

    @Override
    public void verified(String stamp) {
        verified = stamp;
    }

    @Override
    public boolean isVerified() {
        String stamp = verified;
        return stamp != null && FileStamp.of(place.file()).filter(stamp::equals).isPresent();
    }

    @Override
    public boolean fromEngine() {
        return fromEngine;
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
