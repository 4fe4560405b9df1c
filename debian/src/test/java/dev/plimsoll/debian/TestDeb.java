package dev.plimsoll.debian;

import dev.plimsoll.base.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** A small package. */
public final class TestDeb {
    private final String name;
    private final String version;
    private final String source;
    private final byte[] bytes;

    /** @param source the Source field, or empty */
    private TestDeb(String name, String version, String source, byte[] bytes) {
        this.name = name;
        this.version = version;
        this.source = source;
        this.bytes = bytes;
    }

    String name() {
        return name;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    static TestDeb withChangelog(String name, String version, String source, String changelog) {
        Tar tar = new Tar();
        tar.file("./usr/share/doc/" + name + "/changelog.Debian.gz", gzip(changelog));
        return of(name, version, source, tar);
    }

    /** Its documentation directory is a link to a sibling's. */
    static TestDeb linkedTo(String sibling, String name, String version, String source) {
        Tar tar = new Tar();
        tar.link("./usr/share/doc/" + name, sibling);
        return of(name, version, source, tar);
    }

    static TestDeb of(String name, String version, String source, Tar tar) {
        Ar ar = new Ar();
        ar.member("debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII));
        ar.member(
                "control.tar.gz",
                gzip(new Tar().file("./control", control(name, version, source)).bytes()));
        ar.member("data.tar.gz", gzip(tar.bytes()));
        return new TestDeb(name, version, source, ar.bytes());
    }

    private static byte[] control(String name, String version, String source) {
        return fields(name, version, source).getBytes(StandardCharsets.UTF_8);
    }

    private static String fields(String name, String version, String source) {
        return "Package: " + name + "\n" + (source.isEmpty() ? "" : "Source: " + source + "\n") + "Version: " + version
                + "\nArchitecture: amd64\n" + (name.equals("other") ? "Breaks: base (<< 1)\n" : "")
                + "Description: a test\n with a second line\n";
    }

    String filename() {
        return "pool/main/" + name + "_" + version.substring(version.indexOf(':') + 1) + "_amd64.deb";
    }

    /** Its stanza of a Packages index. */
    String stanza() {
        return fields(name, version, source) + "Filename: " + filename() + "\nSize: " + bytes.length + "\nSHA256: "
                + Digest.sha256(bytes).hex() + "\n\n";
    }

    public static byte[] gzip(String text) {
        return gzip(text.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Writes ar archives. */
    public static final class Ar {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        public Ar() {
            out.writeBytes("!<arch>\n".getBytes(StandardCharsets.US_ASCII));
        }

        public void member(String name, byte[] content) {
            out.writeBytes(String.format(
                            Locale.ROOT, "%-16s%-12d%-6d%-6d%-8s%-10d`\n", name, 0, 0, 0, "100644", content.length)
                    .getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(content);
            if (content.length % 2 == 1) {
                out.write('\n');
            }
        }

        public byte[] bytes() {
            return out.toByteArray();
        }
    }

    /** Writes ustar archives. */
    public static final class Tar {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        public Tar file(String name, byte[] content) {
            header(name, '0', "", content.length);
            out.writeBytes(content);
            out.writeBytes(new byte[(512 - content.length % 512) % 512]);
            return this;
        }

        Tar link(String name, String target) {
            header(name, '2', target, 0);
            return this;
        }

        /** A file with a name of any length, as GNU tar writes it. */
        Tar longNamed(String name, byte[] content) {
            byte[] bytes = (name + "\0").getBytes(StandardCharsets.UTF_8);
            header("././@LongLink", 'L', "", bytes.length);
            out.writeBytes(bytes);
            out.writeBytes(new byte[(512 - bytes.length % 512) % 512]);
            return file(name.substring(0, 90), content);
        }

        private void header(String name, char type, String link, int size) {
            byte[] header = new byte[512];
            put(header, 0, name);
            put(header, 100, "0000644");
            put(header, 124, String.format(Locale.ROOT, "%011o", size));
            put(header, 156, String.valueOf(type));
            put(header, 157, link);
            put(header, 257, "ustar  ");
            put(header, 148, "        ");
            int sum = 0;
            for (byte b : header) {
                sum += b & 0xff;
            }
            put(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
            out.writeBytes(header);
        }

        private static void put(byte[] header, int offset, String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            System.arraycopy(bytes, 0, header, offset, bytes.length);
        }

        public byte[] bytes() {
            byte[] content = out.toByteArray();
            return java.util.Arrays.copyOf(content, content.length + 1024);
        }
    }
}
