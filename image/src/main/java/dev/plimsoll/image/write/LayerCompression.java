package dev.plimsoll.image.write;

/** How the blobs of layers are compressed. */
public enum LayerCompression {
    NONE,
    /** Every engine reads it. */
    GZIP,
    /** Smaller and faster; engines before 23 can't read it. */
    ZSTD
}
