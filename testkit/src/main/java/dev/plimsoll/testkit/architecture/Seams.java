package dev.plimsoll.testkit.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which packages hold implementers of a seam, and which classes list them. */
final class Seams {
    /** Package names below which each sub-package is one implementer; the list of all lies in the folder itself. */
    private static final Set<String> FOLDERS =
            Set.of("source", "ecosystem", "feed", "format", "rule", "patch", "target");

    private Seams() {}

    /** The implementer package that a class lies in or below, such as {@code dev.plimsoll.image.source.oci}. */
    static Optional<String> implementerOf(JavaClass type) {
        List<String> parts = List.of(type.getPackageName().split("\\."));
        for (int i = 2; i + 1 < parts.size(); i++) {
            if (FOLDERS.contains(parts.get(i))) {
                return Optional.of(String.join(".", parts.subList(0, i + 2)));
            }
        }
        return Optional.empty();
    }

    /** Whether a class lies beside the implementers' packages, where the class lies that names them in plain lines. */
    static boolean isList(JavaClass type) {
        String packageName = type.getPackageName();
        return FOLDERS.contains(packageName.substring(packageName.lastIndexOf('.') + 1));
    }

    /** The class that a nested class is written in, or the class itself. */
    static JavaClass outermost(JavaClass type) {
        JavaClass result = type;
        for (Optional<JavaClass> outer = result.getEnclosingClass();
                outer.isPresent();
                outer = result.getEnclosingClass()) {
            result = outer.get();
        }
        return result;
    }
}
