package dev.plimsoll.image.source.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/** What the file system says of a file, a link not followed. */
record Stat(int mode, int userId, int groupId, long size) {
    /** The part of a mode that tells what a file is. */
    static final int TYPE_MASK = 0170000;

    static Stat of(Path file) throws IOException {
        Map<String, Object> values = Files.readAttributes(file, "unix:mode,uid,gid,size", LinkOption.NOFOLLOW_LINKS);
        return new Stat(
                (int) number(values, "mode"),
                (int) number(values, "uid"),
                (int) number(values, "gid"),
                number(values, "size"));
    }

    private static long number(Map<String, Object> values, String name) {
        return values.get(name) instanceof Number number ? number.longValue() : 0;
    }
}
