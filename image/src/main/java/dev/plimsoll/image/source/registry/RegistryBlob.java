package dev.plimsoll.image.source.registry;

import dev.plimsoll.base.Progress;
import dev.plimsoll.image.Layer;
import dev.plimsoll.image.LayerBlob;
import dev.plimsoll.image.oci.Descriptor;
import dev.plimsoll.image.registry.RegistryName;
import java.io.InputStream;
import java.util.Optional;

/** A layer that a registry keeps. */
final class RegistryBlob implements LayerBlob {
    private final RegistryClient client;
    private final Layer layer;
    private final Descriptor descriptor;
    private final String image;
    private final Progress progress;

    RegistryBlob(RegistryClient client, Layer layer, Descriptor descriptor, RegistryName image, Progress progress) {
        this.client = client;
        this.layer = layer;
        this.descriptor = descriptor;
        this.image = image.toString();
        this.progress = progress;
    }

    @Override
    public Layer layer() {
        return layer;
    }

    @Override
    public boolean untrusted() {
        return true;
    }

    @Override
    public String describe() {
        return "layer " + layer.index() + " (" + descriptor.digest() + ") of " + image;
    }

    @Override
    public InputStream open() {
        Progress.Task task = progress.start("layer " + (layer.index() + 1) + " of " + image, descriptor.size());
        try {
            return new BlobInput(client.blob(descriptor.digest(), describe()), descriptor.size(), task, describe());
        } catch (RuntimeException e) {
            task.close();
            throw e;
        }
    }

    @Override
    public Optional<Region> region() {
        return Optional.empty();
    }
}
