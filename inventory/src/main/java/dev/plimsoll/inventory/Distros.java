package dev.plimsoll.inventory;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.image.FileContent;
import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.FileTree;
import dev.plimsoll.image.Gap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which distribution a tree is: by os-release, or where there is none by the two older files that say it exactly,
 * {@code /etc/alpine-release} and {@code /etc/debian_version}.
 */
public final class Distros {
    private static final String ETC = "etc/os-release";
    private static final String USR = "usr/lib/os-release";
    private static final String ALPINE = "etc/alpine-release";
    private static final String DEBIAN = "etc/debian_version";
    private static final String DEBIAN_ORIGIN = "etc/dpkg/origins/default";
    private static final int MAX_BYTES = 64 * 1024;

    private Distros() {}

    /** Whether a file may be one of those that tell; some distributions link os-release to a file of their own naming. */
    static boolean wants(String path) {
        return path.endsWith("/os-release")
                || path.equals(ALPINE)
                || path.equals(DEBIAN)
                || path.startsWith("usr/lib/os.release.d/")
                || path.startsWith("usr/lib/os-release.d/");
    }

    /** The distribution of a tree; empty if it states none. A file that tells but can't be read is a gap. */
    static Optional<Distro> read(FileTree tree, ExtractorOutput gaps) {
        for (String path : List.of(ETC, USR)) {
            Optional<String> text = text(tree, path, gaps);
            if (text.isPresent()) {
                return Optional.of(parse(text.get()));
            }
        }
        return text(tree, ALPINE, gaps)
                .flatMap(Distros::alpine)
                .or(() -> text(tree, DEBIAN, gaps)
                        .filter(text -> isDebianItself(tree))
                        .flatMap(Distros::debian));
    }

    /**
     * Reads the text of an os-release file. Lines that are no assignment are passed over, as the specification wants.
     *
     * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/os-release.html">os-release(5)</a>
     */
    public static Distro parse(String osRelease) {
        OsRelease values = OsRelease.parse(osRelease);
        return new Distro(
                values.get("ID", "linux"),
                values.get("VERSION_ID", ""),
                values.get("VERSION_CODENAME", ""),
                values.get("PRETTY_NAME", ""),
                values.words("ID_LIKE"));
    }

    private static Optional<String> text(FileTree tree, String path, ExtractorOutput gaps) {
        Optional<FileEntry> entry = tree.find(path).filter(found -> found.kind() == FileEntry.Kind.FILE);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        OptionalInt layer = OptionalInt.of(entry.get().layer());
        Optional<FileContent> content = tree.content(entry.get());
        if (content.isEmpty()) {
            gaps.gap(new Gap(path, layer, Gap.Reason.UNSUPPORTED, "leads to a file that was not read"));
            return Optional.empty();
        }
        try (InputStream in = content.get().stream()) {
            return Optional.of(new String(BoundedInput.readAll(in, MAX_BYTES, path), StandardCharsets.UTF_8));
        } catch (IOException e) {
            gaps.gap(new Gap(path, layer, Gap.Reason.CORRUPT, Extraction.message(e)));
            return Optional.empty();
        }
    }

    /** {@code 3.19.1}; a development snapshot ({@code 3.20_alpha20240315}) is no release. */
    private static Optional<Distro> alpine(String text) {
        String version = text.strip();
        if (!isDotted(version, 3)) {
            return Optional.empty();
        }
        String branch = version.substring(0, version.lastIndexOf('.'));
        return Optional.of(new Distro("alpine", version, "", "Alpine Linux v" + branch, List.of()));
    }

    /** {@code 12.5}; testing writes {@code trixie/sid}, and so does Ubuntu. */
    private static Optional<Distro> debian(String text) {
        String version = text.strip();
        if (!isDotted(version, 2)) {
            return Optional.empty();
        }
        String release = version.substring(0, version.indexOf('.'));
        return Optional.of(new Distro("debian", release, "", "Debian GNU/Linux " + release, List.of()));
    }

    /** Derivatives keep Debian's file but set another origin. */
    private static boolean isDebianItself(FileTree tree) {
        return tree.entry(DEBIAN_ORIGIN)
                .map(origin -> origin.linkTarget().endsWith("debian"))
                .orElse(true);
    }

    private static boolean isDotted(String version, int parts) {
        int dots = 0;
        boolean digit = false;
        for (int i = 0; i < version.length(); i++) {
            char c = version.charAt(i);
            if (c == '.' && digit) {
                dots++;
                digit = false;
            } else if (c >= '0' && c <= '9') {
                digit = true;
            } else {
                return false;
            }
        }
        return digit && dots == parts - 1 && version.length() < 20;
    }
}
