package dev.plimsoll.build.elf;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.SafeJson;
import dev.plimsoll.build.elf.ElfFile.NotedDlopen;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the notes by which programs say what they load while they run. */
final class DlopenNotes {
    private static final int TYPE = 0x407c0c0a;
    private static final String OWNER = "FDO\0";

    private DlopenNotes() {}

    static List<NotedDlopen> of(ByteBuffer notes) throws IOException {
        List<NotedDlopen> found = new ArrayList<>();
        long at = 0;
        while (at + 12 <= notes.capacity()) {
            long nameSize = notes.getInt((int) at) & 0xffffffffL;
            long size = notes.getInt((int) at + 4) & 0xffffffffL;
            int type = notes.getInt((int) at + 8);
            long content = at + 12 + aligned(nameSize);
            if (content + size > notes.capacity()) {
                // Notes aligned to 8 bytes are read wrongly by this; none of those is the one that is sought.
                return found;
            }
            if (type == TYPE && text(notes, (int) at + 12, (int) nameSize).equals(OWNER)) {
                found.addAll(parse(text(notes, (int) content, (int) size)));
            }
            at = content + aligned(size);
        }
        return found;
    }

    private static List<NotedDlopen> parse(String text) throws IOException {
        int end = text.indexOf('\0');
        JsonNode notes = SafeJson.within(Limits.DEFAULT)
                .readTree(
                        (end < 0 ? text : text.substring(0, end)).getBytes(StandardCharsets.UTF_8), "a note on dlopen");
        List<NotedDlopen> found = new ArrayList<>();
        for (JsonNode note : notes) {
            List<String> sonames = new ArrayList<>();
            note.path("soname").forEach(each -> sonames.add(each.asText()));
            found.add(new NotedDlopen(
                    sonames, note.path("priority").asText("recommended").equals("required")));
        }
        return found;
    }

    private static long aligned(long size) {
        return size + 3 & ~3L;
    }

    private static String text(ByteBuffer notes, int at, int size) {
        byte[] bytes = new byte[size];
        notes.get(at, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
