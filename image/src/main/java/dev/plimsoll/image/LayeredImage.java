package dev.plimsoll.image;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.LimitExceededException;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** An image made of layer blobs, whatever source they come from: inflates, verifies, walks and merges them. */
public final class LayeredImage implements Image {
    private final ImageInfo info;
    private final StoredImage stored;
    private final List<LayerBlob> blobs;
    private final OpenOptions options;
    private final AutoCloseable resources;
    private final List<Closeable> readings = new ArrayList<>();

    /**
     * @param stored with one blob for each of {@link ImageInfo#layers()}, in that order
     * @param resources closed with the image
     */
    public LayeredImage(ImageInfo info, StoredImage stored, OpenOptions options, AutoCloseable resources) {
        if (stored.layers().size() != info.layers().size()) {
            throw new IllegalArgumentException(
                    stored.layers().size() + " blobs for " + info.layers().size() + " layers");
        }
        this.info = info;
        this.stored = stored;
        this.blobs = stored.layers();
        this.options = options;
        this.resources = resources;
    }

    @Override
    public ImageInfo info() {
        return info;
    }

    @Override
    public FileTree read(FileSelector selector) {
        int threads = Math.max(1, Math.min(blobs.size(), Runtime.getRuntime().availableProcessors()));
        ExecutorService pool = Executors.newFixedThreadPool(threads, LayeredImage::daemon);
        try (Progress.Task task = options.progress().start("reading " + info.reference(), info.size())) {
            LayerReading reading = new LayerReading(selector, options, task);
            readings.add(reading);
            return merge(submit(reading, pool), reading);
        } catch (LimitExceededException e) {
            throw ImageFailures.of(e, info.reference().toString());
        } finally {
            pool.shutdownNow();
        }
    }

    @Override
    public Optional<StoredImage> stored() {
        return Optional.of(stored);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "plimsoll-layer");
        thread.setDaemon(true);
        return thread;
    }

    private List<Future<LayerListing>> submit(LayerReading reading, ExecutorService pool) {
        List<Future<LayerListing>> listings = new ArrayList<>();
        for (LayerBlob blob : blobs) {
            listings.add(pool.submit(() -> new LayerReader(blob, reading).read()));
        }
        return listings;
    }

    /** Lower layers first; a listing is let go as soon as it is merged. */
    private FileTree merge(List<Future<LayerListing>> listings, LayerReading reading) throws LimitExceededException {
        TreeBuilder builder = new TreeBuilder(reading.budget());
        ContentChoice choice = new ContentChoice(reading.selector());
        for (int i = 0; i < listings.size(); i++) {
            LayerListing listing = await(listings.get(i));
            listings.set(i, null);
            builder.add(listing);
            choice.add(listing);
        }
        TreeNode[] ordered = TreeOrder.byPath(builder.root());
        choice.decide(ordered);
        choice.missed()
                .forEach((layer, nodes) -> new MissedContents(blobs.get(layer), reading, builder.gaps()).read(nodes));
        return new MergedTree(builder.root(), ordered, builder.gaps().list());
    }

    private LayerListing await(Future<LayerListing> listing) {
        try {
            return listing.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlimsollException(
                    ErrorCode.FILE_ACCESS, "interrupted while reading the layers of " + info.reference(), e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PlimsollException failure) {
                throw failure;
            }
            throw new PlimsollException(
                    ErrorCode.INTERNAL, "reading the layers of " + info.reference() + " failed", e.getCause());
        }
    }

    /** Deletes nothing: temporary files go with their {@link dev.plimsoll.base.TempFiles}. */
    @Override
    public void close() {
        try {
            for (Closeable reading : readings) {
                reading.close();
            }
            resources.close();
        } catch (IOException e) {
            throw ImageFailures.of(e, info.reference().toString());
        } catch (Exception e) {
            throw new PlimsollException(ErrorCode.INTERNAL, "closing " + info.reference() + " failed", e);
        }
    }
}
