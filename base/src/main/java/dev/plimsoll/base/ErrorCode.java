package dev.plimsoll.base;

/**
 * One code per cause of failure. Code that reacts to a failure looks at the code or its {@link Kind}, never at a message text.
 */
public enum ErrorCode {
    /** The command line or an API argument asks for something that makes no sense. */
    USAGE(Kind.USER),
    /** The image, directory, archive or SBOM that was named does not exist. */
    IMAGE_NOT_FOUND(Kind.USER),
    /** The image has no manifest for the wanted platform, or {@code --ref} names none of those in the archive. */
    PLATFORM_NOT_FOUND(Kind.USER),
    /** {@code --offline} was given and the work needs the network. */
    OFFLINE(Kind.USER),
    /** A report that was named as input is cut off, malformed, of another version or not one of Plimsoll's. */
    REPORT_UNREADABLE(Kind.USER),
    /** A build that the user described ended in an error of its own steps. */
    BUILD_FAILED(Kind.USER),

    /** An archive, layer, manifest or SBOM is cut off, malformed or contradicts itself. */
    IMAGE_CORRUPT(Kind.IMAGE),
    /** Content does not have the digest under which it was asked for. */
    DIGEST_MISMATCH(Kind.IMAGE),
    /** A limit of {@link Limits} was exceeded. */
    LIMIT_EXCEEDED(Kind.IMAGE),
    /** A media type, compression or format version that Plimsoll cannot read. */
    UNSUPPORTED_FORMAT(Kind.IMAGE),

    /** A feed, package index or changelog cannot be parsed at all. */
    FEED_MALFORMED(Kind.FEED),
    /** A signature or hash of an advisory source is missing or wrong. */
    FEED_UNTRUSTED(Kind.FEED),
    /** An advisory source is expired, or older than what was seen before. */
    FEED_EXPIRED(Kind.FEED),

    /** A host could not be reached, or answered with an error. */
    NETWORK(Kind.ENVIRONMENT),
    /** A registry or mirror refused the credentials, or wants some. */
    ACCESS_DENIED(Kind.ENVIRONMENT),
    /** The container engine's socket is missing or refuses us. */
    ENGINE_UNREACHABLE(Kind.ENVIRONMENT),
    /** A local file or directory can't be read or written. */
    FILE_ACCESS(Kind.ENVIRONMENT),
    /** The advisory store is damaged, of another version, or locked by another update. */
    STORE_UNUSABLE(Kind.ENVIRONMENT),

    /** A fault of Plimsoll itself. */
    INTERNAL(Kind.INTERNAL);

    /** Who can do something about it. */
    public enum Kind {
        USER,
        IMAGE,
        FEED,
        ENVIRONMENT,
        INTERNAL
    }

    private final Kind kind;

    ErrorCode(Kind kind) {
        this.kind = kind;
    }

    /** The kind of cause; decides exit codes and, later, HTTP statuses. */
    public Kind kind() {
        return kind;
    }
}
