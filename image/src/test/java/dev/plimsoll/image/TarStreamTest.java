package dev.plimsoll.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.plimsoll.testkit.Command;
import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.image.TinyTar;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarStreamTest {
    @TempDir
    Path directory;

    private static final String LONG = "long/" + "n".repeat(200);

    private static List<String> read(byte[] tar) throws IOException {
        TarStream stream = new TarStream(new ByteArrayInputStream(tar));
        List<String> entries = new ArrayList<>();
        for (Optional<TarStream.Entry> next = stream.next(); next.isPresent(); next = stream.next()) {
            TarStream.Entry entry = next.get();
            String content = new String(entry.content().readAllBytes(), StandardCharsets.UTF_8);
            entries.add(entry.kind() + " " + entry.path() + " " + entry.link() + ":" + content);
        }
        return entries;
    }

    private static TinyTar tar() {
        return new TinyTar()
                .directory("./")
                .file("./dir//a", "text")
                .file(LONG, "deep")
                .symlink("/dir/link", "../a")
                .hardLink("hard", "dir/a")
                .device("tty");
    }

    @Test
    void givesEachEntryWithItsContent() throws IOException {
        assertThat(read(tar().bytes()))
                .containsExactly(
                        "DIRECTORY  :",
                        "FILE dir/a :text",
                        "FILE " + LONG + " :deep",
                        "SYMLINK dir/link ../a:",
                        "OTHER hard dir/a:",
                        "OTHER tty :");
    }

    @Test
    void contentThatNobodyReadOrReadInPartIsPassedOver() throws IOException {
        TarStream stream = new TarStream(new ByteArrayInputStream(
                new TinyTar().file("a", "x".repeat(700)).file("b", "next").bytes()));
        TarStream.Entry first = stream.next().orElseThrow();
        assertThat(first.content().read()).isEqualTo('x');
        assertThat(stream.next().orElseThrow().content()).hasContent("next");
    }

    @Test
    void whereItIsCutIsAnError() {
        byte[] whole = tar().withoutEnd();
        for (int length = 0; length < whole.length; length += 64) {
            byte[] cut = Arrays.copyOf(whole, length);
            if (length % 512 != 0) {
                assertThatIOException().as("cut at %s", length).isThrownBy(() -> read(cut));
            }
        }
        byte[] inContent =
                Arrays.copyOf(new TinyTar().file("a", "x".repeat(700)).bytes(), 1024);
        assertThatIOException().isThrownBy(() -> read(inContent)).withMessageContaining("cut off at offset 1024");
    }

    @Test
    void namesThatClimbOutAndFilesWithHolesAreErrors() {
        assertThatIOException()
                .isThrownBy(() -> read(new TinyTar().file("a/../../b", "").bytes()))
                .withMessageContaining("climbs out")
                .withMessageContaining("a/../../b");
        byte[] holes = new TinyTar()
                .pax("GNU.sparse.size=100", "GNU.sparse.map=50,4")
                .file("holes", "text")
                .bytes();
        assertThatIOException().isThrownBy(() -> read(holes)).withMessageContaining("holes");
    }

    @Test
    @RequiresCommand("tar")
    void givesAllThatGnuTarWrites() throws IOException {
        Files.createDirectory(directory.resolve("in"));
        Command.run("sh", "-c", """
                set -e
                cd "$1"
                echo text > tool
                ln tool twin
                mkfifo pipe
                chmod 6755 tool
                tar --format=posix --pax-option=SCHILY.xattr.user.note:=kept --owner=7 --group=lp:9 --mtime=@1700000000.25 -cf ../out.tar pipe tool twin
                """, "sh", directory.resolve("in").toString());
        TarStream stream = new TarStream(new ByteArrayInputStream(Files.readAllBytes(directory.resolve("out.tar"))));

        TarStream.Entry pipe = stream.next().orElseThrow();
        assertThat(pipe.details().type()).isEqualTo(TarStream.Type.PIPE);
        TarStream.Entry tool = stream.next().orElseThrow();
        assertThat(tool.details().mode()).isEqualTo(06755);
        assertThat(tool.details().userId()).isEqualTo(7);
        assertThat(tool.details().groupId()).isEqualTo(9);
        assertThat(tool.details().groupName()).isEqualTo("lp");
        assertThat(tool.details().modified()).isEqualTo(Instant.ofEpochSecond(1_700_000_000, 250_000_000));
        assertThat(tool.details().xattrs()).containsOnlyKeys("user.note");
        assertThat(tool.details().xattrs().get("user.note")).asString().isEqualTo("kept");
        assertThat(tool.size()).isEqualTo(5);
        TarStream.Entry twin = stream.next().orElseThrow();
        assertThat(twin.details().type()).isEqualTo(TarStream.Type.HARD_LINK);
        assertThat(twin.link()).isEqualTo("tool");
        assertThat(stream.next()).isEmpty();
        assertThat(stream.hasEndMark()).isTrue();
    }
}
