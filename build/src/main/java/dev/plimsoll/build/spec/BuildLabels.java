package dev.plimsoll.build.spec;

import java.util.Set;

/** The labels that builds, patches and rebases set from what they know. */
public final class BuildLabels {
    /** When the archive was last changed that the packages come from. */
    public static final String SCAN_DATE = "security.scan-date";

    /** Which suites of which dates the packages come from. */
    public static final String PATCH_LEVEL = "security.patch-level";

    /** What the image is made of. */
    public static final String BASE = "base";

    /** On which image it stands; {@code scratch} if it is made of a spec. */
    public static final String BASE_NAME = "org.opencontainers.image.base.name";

    /** The digest of the image on which it stands; not of what is made of a spec. */
    public static final String BASE_DIGEST = "org.opencontainers.image.base.digest";

    public static final String MAINTAINER = "maintainer";
    public static final String TITLE = "org.opencontainers.image.title";
    public static final String DESCRIPTION = "org.opencontainers.image.description";
    public static final String AUTHORS = "org.opencontainers.image.authors";
    public static final String LICENCES = "org.opencontainers.image.licenses";
    public static final String SOURCE = "org.opencontainers.image.source";
    public static final String URL = "org.opencontainers.image.url";
    public static final String VENDOR = "org.opencontainers.image.vendor";
    public static final String VERSION = "org.opencontainers.image.version";
    public static final String REVISION = "org.opencontainers.image.revision";
    public static final String CREATED = "org.opencontainers.image.created";

    /** Those of an image that is made of a spec, which that can't claim. */
    public static final Set<String> OWN = Set.of(
            SCAN_DATE,
            PATCH_LEVEL,
            BASE,
            BASE_NAME,
            MAINTAINER,
            TITLE,
            DESCRIPTION,
            AUTHORS,
            LICENCES,
            SOURCE,
            URL,
            VENDOR,
            VERSION,
            REVISION,
            CREATED);

    private BuildLabels() {}
}
