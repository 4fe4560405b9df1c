package dev.plimsoll.advisory;

import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * One file of a feed.
 *
 * @param name names it in errors and in the store, unique within the feed
 * @param publisher where its publisher keeps it
 * @param mirrorPaths where it lies below the root of a mirror, the first that exists counts; the last segment may hold one
 *     {@code *}, which stands for anything and of which the greatest name is taken (directories only)
 * @param isOptional whether a publisher or mirror may be without it
 */
public record FeedFile(String name, URI publisher, List<String> mirrorPaths, boolean isOptional) {
    public FeedFile {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(publisher, "publisher is null");
        mirrorPaths = List.copyOf(mirrorPaths);
        if (mirrorPaths.isEmpty()) {
            throw new IllegalArgumentException("a feed's file has a place in a mirror: " + name);
        }
    }
}
