package dev.plimsoll.image.source.directory;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The bytes of a path, whatever the locale is. */
final class PathBytes {
    private PathBytes() {}

    /** @param path relative or absolute, without {@code ..} or, if it has some, taken as it stands */
    static byte[] of(Path path) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (path.isAbsolute()) {
            bytes.write('/');
        }
        for (int i = 0; i < path.getNameCount(); i++) {
            if (i > 0) {
                bytes.write('/');
            }
            appendName(path.getName(i), bytes);
        }
        return bytes.toByteArray();
    }

    /** A directory's URI ends in a slash, any other's does not; a name has no slash of its own. */
    private static void appendName(Path name, ByteArrayOutputStream bytes) {
        String text = name.toString();
        if (text.equals("..") || text.equals(".")) {
            bytes.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
            return;
        }
        String uri = Path.of("/").resolve(name).toUri().getRawPath();
        int end = uri.endsWith("/") ? uri.length() - 1 : uri.length();
        for (int i = uri.lastIndexOf('/', end - 1) + 1; i < end; i++) {
            if (uri.charAt(i) == '%') {
                bytes.write(Integer.parseInt(uri.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(uri.charAt(i));
            }
        }
    }
}
