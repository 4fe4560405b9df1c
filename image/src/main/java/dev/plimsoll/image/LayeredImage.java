package dev.plimsoll.image;

import java.util.List;

/** An image made of layer blobs, whatever source they come from: inflates, verifies, walks and merges them. */
public final class LayeredImage implements Image {
    private final ImageInfo info;
    private final AutoCloseable resources;

    /**
     * @param blobs one for each of {@link ImageInfo#layers()}, in that order
     * @param resources closed with the image
     */
    public LayeredImage(ImageInfo info, List<LayerBlob> blobs, OpenOptions options, AutoCloseable resources) {
        this.info = info;
        this.resources = resources;
    }

    @Override
    public ImageInfo info() {
        return info;
    }

    @Override
    public FileTree read(FileSelector selector) {
        throw new IllegalStateException("layers are not read yet");
    }

    @Override
    public void close() {
        try {
            resources.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
