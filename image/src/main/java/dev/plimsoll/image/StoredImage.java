package dev.plimsoll.image;

import java.util.List;

/**
 * What an image consists of, as it is stored, for those who write it anew with something changed. Readable until the image is closed.
 */
public final class StoredImage {
    private final byte[] config;
    private final List<LayerBlob> layers;

    /**
     * @param config the configuration's bytes, which are not to be changed
     * @param layers lowest first
     */
    public StoredImage(byte[] config, List<LayerBlob> layers) {
        this.config = config;
        this.layers = List.copyOf(layers);
    }

    /** The configuration, as JSON; not to be changed. */
    public byte[] config() {
        return config;
    }

    /** The layers, lowest first. */
    public List<LayerBlob> layers() {
        return layers;
    }
}
