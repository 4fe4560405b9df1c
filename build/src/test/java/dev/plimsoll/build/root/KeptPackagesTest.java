package dev.plimsoll.build.root;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.base.AppDirectories;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.Seal;
import dev.plimsoll.base.SealedCache;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.unpack.KeptPackages;
import dev.plimsoll.build.unpack.Unpacked;
import dev.plimsoll.build.unpack.Unpacking;
import dev.plimsoll.build.unpack.Unpacking.Rights;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A package that an earlier run unpacked is as if it were unpacked again, for whoever does it; and its contents are not inflated. */
class KeptPackagesTest {
    @TempDir
    private Path folder;

    private static TestDeb deb() {
        return new TestDeb("kept")
                .directory("usr")
                .file("usr/a", "some text")
                .file("usr/empty", "")
                .file("usr/su", 06755, "x")
                .link("usr/link", "a")
                .raw("./usr/hard", '1', "./usr/a");
    }

    private Unpacked unpack(RootPackage each, Rights rights, Instant epoch, Limits limits, TempFiles tempFiles) {
        AppDirectories directories =
                new AppDirectories(folder.resolve("cache"), folder.resolve("data"), folder.resolve("config"));
        SealedCache cache = new SealedCache(
                directories.cache().resolve("packages"), 1 << 24, Seal.of(directories), Clock.systemUTC());
        return new Unpacking(tempFiles, limits, new KeptPackages(cache))
                .all(
                        List.of(new Unpacking.Source(each.described(), each.deb())),
                        epoch,
                        rights,
                        Progress.NONE.start("", 1))
                .get(0);
    }

    /** What a run of its own finds, a line for each file. */
    private List<String> lines(RootPackage each, Rights rights, Instant epoch) {
        try (TempFiles tempFiles = TempFiles.under(folder.resolve("temp"))) {
            Unpacked unpacked = unpack(each, rights, epoch, Limits.DEFAULT, tempFiles);
            return Stream.concat(unpacked.files().stream().map(KeptPackagesTest::line), unpacked.lost().stream())
                    .toList();
        }
    }

    private static String line(LayerFile file) {
        return file.type() + " " + Integer.toOctalString(file.mode()) + " " + file.userId() + " " + file.groupId() + " "
                + file.modified() + " " + file.path() + " " + file.linkTarget() + " "
                + file.body().map(KeptPackagesTest::text).orElse("-");
    }

    private static String text(FileBody body) {
        try (InputStream in = body.open();
                SeekableByteChannel channel = body.channel().orElseThrow()) {
            byte[] read = in.readAllBytes();
            ByteBuffer last = ByteBuffer.allocate(Math.min(4, read.length));
            channel.position(read.length - last.capacity()).read(last);
            assertThat(last.array()).isEqualTo(Arrays.copyOfRange(read, read.length - last.capacity(), read.length));
            assertThat(body.size()).isEqualTo(read.length);
            return read.length + " " + Arrays.hashCode(read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its contents come from nowhere else then: what is left of it has its control part only. */
    private static void cutOff(Path deb) throws IOException {
        byte[] bytes = Files.readAllBytes(deb);
        int data = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("data.tar");
        Files.write(deb, Arrays.copyOf(bytes, data));
    }

    @Test
    void whatWasUnpackedOnceComesOutTheSame() throws IOException {
        for (int size : List.of(10, 3_000_000)) {
            RootPackage each = deb().file("usr/large" + size, "0123456789".repeat(size / 10))
                    .in(Files.createDirectories(folder.resolve("debs" + size)));
            List<String> first = lines(each, Rights.KEPT, TestRoot.EPOCH);
            assertThat(first).hasSize(7);
            cutOff(each.deb());

            assertThat(lines(each, Rights.KEPT, TestRoot.EPOCH)).isEqualTo(first);
            deleteKept();
            assertThatThrownBy(() -> lines(each, Rights.KEPT, TestRoot.EPOCH))
                    .isInstanceOfSatisfying(
                            PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FEED_MALFORMED));
        }
    }

    private void deleteKept() throws IOException {
        try (Stream<Path> kept = Files.list(folder.resolve("cache/packages"))) {
            for (Path file : kept.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void rightsTimesAndLimitsAreThoseOfTheRun() throws IOException {
        RootPackage each = deb().in(folder);
        List<String> dropped = lines(each, Rights.DROPPED, TestRoot.EPOCH);
        List<String> early = lines(each, Rights.DROPPED, Instant.EPOCH);
        deleteKept();
        lines(each, Rights.KEPT, TestRoot.EPOCH);

        assertThat(lines(each, Rights.DROPPED, TestRoot.EPOCH))
                .isEqualTo(dropped)
                .anyMatch("usr/su"::equals);
        assertThat(lines(each, Rights.DROPPED, Instant.EPOCH)).isEqualTo(early);
        try (TempFiles tempFiles = TempFiles.under(folder.resolve("temp"))) {
            assertThatThrownBy(() ->
                            unpack(each, Rights.KEPT, TestRoot.EPOCH, Limits.DEFAULT.with("entries", 2), tempFiles))
                    .hasMessageContaining("more than 2 files");
        }
    }

    @Test
    void nothingIsKeptOfAPackageThatIsRefused() throws IOException {
        RootPackage each = deb().raw("./dev/sda", '4', "").in(folder);

        for (int run = 0; run < 2; run++) {
            assertThatThrownBy(() -> lines(each, Rights.KEPT, TestRoot.EPOCH)).hasMessageContaining("is a device");
            assertThat(folder.resolve("cache/packages")).doesNotExist();
        }
    }
}
