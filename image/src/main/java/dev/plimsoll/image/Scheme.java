package dev.plimsoll.image;

/** Where a reference says the image is; the prefixes are Docker Scout's. */
public enum Scheme {
    /** The engine, else the registry; also what no prefix means. */
    IMAGE("image://"),
    /** The local container engine. */
    LOCAL("local://"),
    /** An OCI registry. */
    REGISTRY("registry://"),
    /** An OCI image layout, as a directory or a tar. */
    OCI_DIR("oci-dir://"),
    /** A tar as {@code docker save} writes it, or an OCI layout in a tar. */
    ARCHIVE("archive://"),
    /** A directory, or this machine's own root. */
    FS("fs://"),
    /** A software bill of materials; no image is opened for it. */
    SBOM("sbom://");

    private final String prefix;

    Scheme(String prefix) {
        this.prefix = prefix;
    }

    /** As users write it, with {@code ://}. */
    public String prefix() {
        return prefix;
    }
}
