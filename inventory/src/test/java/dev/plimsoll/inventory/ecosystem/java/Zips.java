package dev.plimsoll.inventory.ecosystem.java;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives for tests, entry by entry. */
final class Zips {
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Entry(String name, byte[] content, boolean stored) {}

    private final List<Entry> entries = new ArrayList<>();

    static Zips jar() {
        return new Zips();
    }

    Zips file(String name, byte[] content) {
        entries.add(new Entry(name, content, false));
        return this;
    }

    Zips file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Zips stored(String name, byte[] content) {
        entries.add(new Entry(name, content, true));
        return this;
    }

    Zips classes(String... paths) {
        for (String path : paths) {
            file(path, "\u00ca\u00fe");
        }
        return this;
    }

    Zips coordinate(String group, String artifact, String version) {
        return file(
                "META-INF/maven/" + group + "/" + artifact + "/pom.properties",
                "groupId=" + group + "\nartifactId=" + artifact + "\nversion=" + version + "\n");
    }

    Zips manifest(String... headers) {
        return file("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.BEST_SPEED);
            for (Entry each : entries) {
                ZipEntry entry = new ZipEntry(each.name());
                entry.setTime(0);
                if (each.stored()) {
                    CRC32 crc = new CRC32();
                    crc.update(each.content());
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(each.content().length);
                    entry.setCrc(crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(each.content());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
