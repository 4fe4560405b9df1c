package dev.plimsoll.build.patch.java;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Spring Boot's lists of the jars in a jar: {@code classpath.idx} says in which order they are searched, {@code layers.idx} to which
 * layer of an image each belongs. A jar that is not listed is not on the class path.
 *
 * @see <a href="https://docs.spring.io/spring-boot/specification/executable-jar/nested-jars.html">Spring Boot, nested jars</a>
 */
final class BootIndex {
    /** Where they lie in a jar and in a war. */
    static final Set<String> NAMES =
            Set.of("BOOT-INF/classpath.idx", "BOOT-INF/layers.idx", "WEB-INF/classpath.idx", "WEB-INF/layers.idx");

    private BootIndex() {}

    /** The index with another entry's name in the place of one; empty if it does not list that. */
    static Optional<byte[]> renamed(byte[] index, String from, String to) {
        String text = new String(index, StandardCharsets.ISO_8859_1);
        String changed = text.replace("\"" + from + "\"", "\"" + to + "\"");
        return changed.equals(text) ? Optional.empty() : Optional.of(changed.getBytes(StandardCharsets.ISO_8859_1));
    }
}
