package dev.plimsoll.image;

import dev.plimsoll.base.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an image's builder attests of how it was built, as far as it tells of other images. The builder's word: its content is verified
 * by digest, but nobody's signature is.
 *
 * @param images the images that the build used, in the statement's order, without the builder's own tools: the base image is among
 *     them, beside those that other stages were built on or files copied from
 * @param started when the build began, if stated
 * @param dockerfile what it was built from, if the statement holds it: BuildKit's does in mode {@code max}
 * @param problems why an attestation that is there could not be read, for people, one line each
 * @see <a href="https://github.com/moby/buildkit/blob/master/docs/attestations/attestation-storage.md">Image attestation storage</a>
 */
public record Provenance(
        List<UsedImage> images, Optional<Instant> started, Optional<BuildFile> dockerfile, List<String> problems) {
    /** No attestation. */
    public static final Provenance NONE = new Provenance(List.of(), Optional.empty(), Optional.empty(), List.of());

    /**
     * An image that a build used.
     *
     * @param name as people write it, {@code debian:12}; untrusted text
     * @param digest of its manifest or index, if stated
     */
    public record UsedImage(String name, Optional<Digest> digest) {
        public UsedImage {
            Objects.requireNonNull(name, "name is null");
            Objects.requireNonNull(digest, "digest is null");
        }
    }

    /** A Dockerfile by its name in the build, untrusted text, with its content. */
    public record BuildFile(String name, String content) {
        public BuildFile {
            Objects.requireNonNull(name, "name is null");
            Objects.requireNonNull(content, "content is null");
        }
    }

    public Provenance {
        images = List.copyOf(images);
        Objects.requireNonNull(started, "started is null");
        Objects.requireNonNull(dockerfile, "dockerfile is null");
        problems = List.copyOf(problems);
    }

    /** An attestation that could not be read. */
    public static Provenance unreadable(String problem) {
        return new Provenance(List.of(), Optional.empty(), Optional.empty(), List.of(problem));
    }
}
