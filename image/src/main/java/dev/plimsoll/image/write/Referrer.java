package dev.plimsoll.image.write;

import dev.plimsoll.base.Digest;
import java.util.List;

/** An attachment as it is stored: its content, and the manifest that points from it to the image. Internal to this module. */
public final class Referrer {
    private final Attachment attachment;
    private final byte[] content;
    private final byte[] manifest;

    private Referrer(Attachment attachment, byte[] content, byte[] manifest) {
        this.attachment = attachment;
        this.content = content;
        this.manifest = manifest;
    }

    /**
     * The attachments of an image that was written.
     *
     * @param manifest the image's
     */
    public static List<Referrer> of(NewImage image, byte[] manifest, List<WrittenLayer> layers) {
        Digest subject = Digest.sha256(manifest);
        return image.attachments().stream()
                .map(attachment -> {
                    byte[] content = attachment.body().about(subject, layers);
                    return new Referrer(
                            attachment,
                            content,
                            ImageDocuments.attachment(attachment, content, subject, manifest.length));
                })
                .toList();
    }

    /** What it is. */
    public Attachment attachment() {
        return attachment;
    }

    /** Its content; not to be changed. */
    public byte[] content() {
        return content;
    }

    /** Its manifest; not to be changed. */
    public byte[] manifest() {
        return manifest;
    }

    /** Digest of its manifest. */
    public Digest digest() {
        return Digest.sha256(manifest);
    }
}
