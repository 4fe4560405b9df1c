package dev.plimsoll.base;

import java.util.Objects;
import java.util.Optional;

/**
 * What a server says to tell one state of a resource from another; kept beside a copy to ask later whether it changed.
 *
 * @param etag the {@code ETag} as sent, quotes and {@code W/} included
 * @param lastModified the {@code Last-Modified} date as sent
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-validator-fields">RFC 9110, validators</a>
 */
public record HttpValidators(Optional<String> etag, Optional<String> lastModified) {
    /** Nothing to tell states apart by. */
    public static final HttpValidators NONE = new HttpValidators(Optional.empty(), Optional.empty());

    public HttpValidators {
        Objects.requireNonNull(etag, "etag is null");
        Objects.requireNonNull(lastModified, "lastModified is null");
    }

    /** The value for {@code If-Range}: a strong tag, else the date; empty if a part of this state cannot be asked for safely. */
    Optional<String> ifRange() {
        return etag.filter(tag -> !tag.startsWith("W/")).or(() -> etag.isPresent() ? Optional.empty() : lastModified);
    }

    /** Whether {@code other} is surely the same state, byte by byte. */
    boolean sameState(HttpValidators other) {
        return ifRange().isPresent() && ifRange().equals(other.ifRange());
    }
}
