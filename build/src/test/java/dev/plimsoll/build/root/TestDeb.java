package dev.plimsoll.build.root;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** Writes a package, of whatever a test wants to be in it. */
final class TestDeb {
    private final String name;
    private final StringBuilder fields = new StringBuilder();
    private final Tar control = new Tar();
    private final Tar data = new Tar();

    TestDeb(String name) {
        this.name = name;
    }

    /** Lines of the control file besides the usual ones. */
    TestDeb field(String line) {
        fields.append(line).append('\n');
        return this;
    }

    /** A file of the control part, such as a script. */
    TestDeb control(String file, String text) {
        control.entry("./" + file, '0', 0755, "", text);
        return this;
    }

    TestDeb file(String path, String text) {
        return file(path, 0644, text);
    }

    TestDeb file(String path, int mode, String text) {
        data.entry("./" + path, '0', mode, "", text);
        return this;
    }

    TestDeb directory(String path) {
        data.entry("./" + path + "/", '5', 0755, "", "");
        return this;
    }

    TestDeb link(String path, String target) {
        data.entry("./" + path, '2', 0777, target, "");
        return this;
    }

    /** Any entry, under a name as it is to stand. */
    TestDeb raw(String path, char type, String target) {
        data.entry(path, type, 0644, target, "");
        return this;
    }

    /** Writes it and describes it as its control file does. */
    RootPackage in(Path folder) throws IOException {
        Tar whole = new Tar();
        whole.entry(
                "./control",
                '0',
                0644,
                "",
                "Package: " + name + "\nVersion: 1.0\nArchitecture: amd64\nMaintainer: T <t@example.org>\n" + fields
                        + "Description: a test\n with a second line\n");
        whole.out.writeBytes(control.out.toByteArray());
        ByteArrayOutputStream ar = new ByteArrayOutputStream();
        ar.writeBytes("!<arch>\n".getBytes(StandardCharsets.US_ASCII));
        member(ar, "debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII));
        member(ar, "control.tar", whole.bytes());
        member(ar, "data.tar", data.bytes());
        Path file = folder.resolve(name + "_1.0_amd64.deb");
        Files.write(file, ar.toByteArray());
        return DebFolder.of(file);
    }

    private static void member(ByteArrayOutputStream ar, String name, byte[] content) {
        ar.writeBytes(
                String.format(Locale.ROOT, "%-16s%-12d%-6d%-6d%-8s%-10d`\n", name, 0, 0, 0, "100644", content.length)
                        .getBytes(StandardCharsets.US_ASCII));
        ar.writeBytes(content);
        if (content.length % 2 == 1) {
            ar.write('\n');
        }
    }

    private static final class Tar {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        void entry(String name, char type, int mode, String link, String text) {
            byte[] content = text.getBytes(StandardCharsets.UTF_8);
            byte[] header = new byte[512];
            put(header, 0, name);
            put(header, 100, String.format(Locale.ROOT, "%07o", mode));
            put(header, 108, "0000000");
            put(header, 116, "0000000");
            put(header, 124, String.format(Locale.ROOT, "%011o", content.length));
            put(header, 136, "00000000001");
            put(header, 156, String.valueOf(type));
            put(header, 157, link);
            put(header, 257, "ustar");
            put(header, 263, "00");
            put(header, 148, "        ");
            int sum = 0;
            for (byte b : header) {
                sum += b & 0xff;
            }
            put(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
            out.writeBytes(header);
            out.writeBytes(content);
            out.writeBytes(new byte[(512 - content.length % 512) % 512]);
        }

        private static void put(byte[] header, int offset, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            System.arraycopy(bytes, 0, header, offset, bytes.length);
        }

        byte[] bytes() {
            byte[] content = out.toByteArray();
            return Arrays.copyOf(content, content.length + 1024);
        }
    }
}
