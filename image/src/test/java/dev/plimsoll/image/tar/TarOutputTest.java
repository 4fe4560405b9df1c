package dev.plimsoll.image.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.image.FileNames;
import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.RequiresCommand;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is what GNU tar and Python read. */
@RequiresCommand({"tar", "python3"})
class TarOutputTest {
    private static final byte[] TEXT = "text\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    private static TarItem file(String path) {
        return new TarItem(path, TarItem.Kind.FILE, 04755, 7, 8, 1_700_000_000L, "", TEXT.length, Map.of());
    }

    private Path archive(TarItem... items) throws IOException {
        Path file = directory.resolve("a.tar");
        try (TarOutput out = new TarOutput(Files.newOutputStream(file), FileNames::encode)) {
            for (TarItem item : items) {
                boolean hasBody = item.kind() == TarItem.Kind.FILE;
                out.add(item, hasBody ? new ByteArrayInputStream(TEXT) : InputStream.nullInputStream());
            }
            out.end();
        }
        return file;
    }

    private static String listed(Path archive) {
        return Command.run(
                "tar",
                "--list",
                "--verbose",
                "--numeric-owner",
                "--utc",
                "--full-time",
                "--quoting-style=literal",
                "--file",
                archive.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 98, 99, 100, 101, 150, 155, 156, 200, 254, 255, 256, 257, 300, 5000})
    void namesOfAnyLengthAreRead(int length) throws IOException {
        StringBuilder name = new StringBuilder();
        while (name.length() < length) {
            name.append(name.length() % 40 == 39 ? '/' : 'n');
        }
        String path = name.charAt(length - 1) == '/' ? name.substring(0, length - 1) + "m" : name.toString();

        assertThat(listed(archive(file(path))))
                .isEqualTo("-rwsr-xr-x 7/8               5 2023-11-14 22:13:20 " + path + "\n");
    }

    @Test
    void everyKindOfEntryIsRead() throws IOException {
        Path archive = archive(
                new TarItem("d", TarItem.Kind.DIRECTORY, 01777, 0, 0, 0, "", 0, Map.of()),
                file("d/ümlaut"),
                new TarItem("d/hard", TarItem.Kind.HARD_LINK, 0644, 0, 0, 0, "d/ümlaut", 0, Map.of()),
                new TarItem("soft", TarItem.Kind.SYMLINK, 0777, 0, 0, 0, "d/" + "x".repeat(120), 0, Map.of()),
                new TarItem("far", TarItem.Kind.DIRECTORY, 0700, 3_000_000, 2_097_151, -5, "", 0, Map.of()));

        assertThat(listed(archive))
                .contains("drwxrwxrwt 0/0               0 1970-01-01 00:00:00 d/\n")
                .contains(" d/ümlaut\n", "d/hard link to d/ümlaut\n", "soft -> d/" + "x".repeat(120) + "\n")
                .contains("drwx------ 3000000/2097151 ", " 1969-12-31 23:59:55 far/\n");
    }

    @Test
    void extendedAttributesAreRead() throws IOException {
        Map<String, byte[]> xattrs =
                Map.of("security.capability", new byte[] {1, 0, '\n', (byte) 0xff}, "user.a", TEXT);
        Path archive = archive(new TarItem("f", TarItem.Kind.FILE, 0755, 0, 0, 0, "", TEXT.length, xattrs), file("g"));

        String read = Command.run(
                "python3",
                "-c",
                "import sys, tarfile\nfor e in tarfile.open(sys.argv[1]):\n"
                        + " print(e.name, e.size, sorted((k, v.encode('utf-8', 'surrogateescape')) for k, v in e.pax_headers.items()))",
                archive.toString());

        assertThat(read.lines())
                .contains(
                        "f 5 [('SCHILY.xattr.security.capability', b'\\x01\\x00\\n\\xff'), ('SCHILY.xattr.user.a', b'text\\n')]")
                .contains("g 5 []");
    }

    @Test
    void aSizeBeyondOctalIsSaidInAnExtendedHeader() throws IOException {
        long size = 9L << 30;
        TarItem big = new TarItem("big", TarItem.Kind.FILE, 0644, 0, 0, 0, "", size, Map.of());
        ByteArrayOutputStream head = new ByteArrayOutputStream();

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new TarOutput(head, FileNames::encode).add(big, InputStream.nullInputStream()))
                .withMessageContaining("big ended " + size + " bytes too early");

        assertThat(head.toString(StandardCharsets.ISO_8859_1)).contains("19 size=9663676416\n");
    }

    @Test
    void aBodyThatGrewIsRefused() {
        TarItem small = new TarItem("f", TarItem.Kind.FILE, 0644, 0, 0, 0, "", 2, Map.of());

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new TarOutput(new ByteArrayOutputStream(), FileNames::encode)
                        .add(small, new ByteArrayInputStream(TEXT)))
                .withMessageContaining("f has more than the 2 bytes");
    }
}
