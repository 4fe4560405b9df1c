package dev.plimsoll.image;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What only those need to know of an entry who write it anew.
 *
 * @param modified when its content was changed last
 * @param xattrs extended attributes by name, sorted
 */
public record FileDetails(Instant modified, Map<String, byte[]> xattrs) {
    public FileDetails {
        Objects.requireNonNull(modified, "modified is null");
        xattrs = xattrs.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(xattrs));
    }
}
