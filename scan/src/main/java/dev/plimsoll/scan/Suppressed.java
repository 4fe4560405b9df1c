package dev.plimsoll.scan;

import java.util.Objects;

/**
 * A finding that is shown apart, since an explanation says that it does not count.
 *
 * @param finding what was found
 * @param reason the explanation, one line
 */
public record Suppressed(Finding finding, String reason) {
    public Suppressed {
        Objects.requireNonNull(finding, "finding is null");
        Objects.requireNonNull(reason, "reason is null");
    }
}
