package dev.plimsoll.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an earlier run made comes back as it was, and nothing else ever does. */
class SealedCacheTest {
    private static final byte[] CONTENT = "what cost much to make".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path home;

    private AppDirectories directories() {
        return new AppDirectories(home.resolve("cache"), home.resolve("data"), home.resolve("config"));
    }

    private Path kept() {
        return directories().cache().resolve("kept");
    }

    /** As a run of its own has it. */
    private SealedCache cache(long most) {
        return new SealedCache(kept(), most, Seal.of(directories()), Clock.systemUTC());
    }

    private SealedCache cache() {
        return cache(1 << 20);
    }

    private static void keep(SealedCache cache, String name, byte[] content) throws IOException {
        ByteArrayOutputStream beside = new ByteArrayOutputStream();
        try (SealedDraft draft = cache.draft(name);
                OutputStream out = draft.beside(beside)) {
            out.write(content, 0, content.length / 2);
            out.write(content, content.length / 2, content.length - content.length / 2);
            draft.keep();
        }
        assertThat(beside.toByteArray()).isEqualTo(content);
    }

    private static Optional<byte[]> read(SealedCache cache, String name) throws IOException {
        Optional<SealedFile> found = cache.find(name);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (SealedFile kept = found.get()) {
            return Optional.of(kept.content().readAllBytes());
        }
    }

    @Test
    void whatOneRunKeepsTheNextOneFinds() throws IOException {
        keep(cache(), "a.x", CONTENT);
        keep(cache(), "empty.x", new byte[0]);

        assertThat(read(cache(), "a.x")).contains(CONTENT);
        assertThat(read(cache(), "empty.x")).contains(new byte[0]);
        assertThat(read(cache(), "b.x")).isEmpty();
    }

    @Test
    void aFileThatIsDamagedAnywhereIsAsGoodAsNone() throws IOException {
        keep(cache(), "a.x", CONTENT);
        byte[] whole = Files.readAllBytes(kept().resolve("a.x"));
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 1;
            Files.write(kept().resolve("a.x"), damaged);
            assertThat(read(cache(), "a.x")).as("bit of byte %d", at).isEmpty();
            Files.write(kept().resolve("a.x"), Arrays.copyOf(whole, at));
            assertThat(read(cache(), "a.x")).as("cut to %d bytes", at).isEmpty();
        }
        keep(cache(), "a.x", CONTENT);
        assertThat(read(cache(), "a.x")).contains(CONTENT);
    }

    /** As somebody does who may write to the cache, and would like another content to get into an image. */
    @Test
    void whatAnotherUserSealedOrWhatHasAnotherNameIsAsGoodAsNone() throws IOException {
        AppDirectories theirs = new AppDirectories(kept(), home.resolve("theirs"), home);
        keep(new SealedCache(kept(), 1 << 20, Seal.of(theirs), Clock.systemUTC()), "a.x", CONTENT);
        keep(cache(), "b.x", CONTENT);
        Files.copy(kept().resolve("b.x"), kept().resolve("c.x"));

        assertThat(read(cache(), "a.x")).isEmpty();
        assertThat(read(cache(), "c.x")).isEmpty();
        assertThat(read(cache(), "b.x")).contains(CONTENT);
    }

    @Test
    void theKeyIsForTheUserAloneAndMadeAnewIfItIsDamaged() throws IOException {
        keep(cache(), "a.x", CONTENT);
        Path key = directories().data().resolve("cache.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        Files.write(key, new byte[3]);

        assertThat(read(cache(), "a.x")).isEmpty();
        keep(cache(), "a.x", CONTENT);
        assertThat(read(cache(), "a.x")).contains(CONTENT);
    }

    @Test
    @Timeout(10)
    void aPipeOrADirectoryIsNotWaitedFor() throws Exception {
        Files.createDirectories(kept().resolve("a.x"));
        new ProcessBuilder("mkfifo", kept().resolve("b.x").toString()).start().waitFor();

        assertThat(read(cache(), "a.x")).isEmpty();
        assertThat(read(cache(), "b.x")).isEmpty();
    }

    @Test
    void aContentIsHadAtOnceIfItIsNoLongerThanExpected() throws IOException {
        byte[] large = new byte[300_000];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i >> 4);
        }
        keep(cache(), "a.x", large);
        try (SealedFile kept = cache().find("a.x").orElseThrow()) {
            assertThat(kept.bytes(large.length)).isEqualTo(large);
            assertThatIOException().isThrownBy(() -> kept.bytes(large.length - 1));
        }
    }

    @Test
    void placesThatCannotBeWrittenToCostNothingElse() throws IOException {
        Files.createFile(home.resolve("data"));
        keep(cache(), "a.x", CONTENT);
        assertThat(read(cache(), "a.x")).isEmpty();

        Files.delete(home.resolve("data"));
        Files.move(home.resolve("cache"), home.resolve("aside"));
        Files.createFile(home.resolve("cache"));
        keep(cache(), "a.x", CONTENT);
        assertThat(read(cache(), "a.x")).isEmpty();
        assertThat(home.resolve("cache")).isEmptyFile();
    }

    @Test
    void whatIsNotKeptToItsEndIsNotThere() throws IOException {
        try (SealedDraft draft = cache().draft("a.x")) {
            draft.beside(OutputStream.nullOutputStream()).write(CONTENT);
        }

        assertThat(read(cache(), "a.x")).isEmpty();
        try (Stream<Path> aside = Files.list(kept().resolve("aside"))) {
            assertThat(aside).isEmpty();
        }
    }

    @Test
    void theLongestUnusedGoWhenThereAreTooMany() throws IOException {
        for (String name : List.of("a.x", "b.x")) {
            keep(cache(), name, new byte[1000]);
            Files.setLastModifiedTime(kept().resolve(name), FileTime.from(Instant.ofEpochSecond(name.charAt(0))));
        }
        assertThat(read(cache(), "a.x")).isPresent();
        keep(cache(2500), "c.x", new byte[1000]);

        try (Stream<Path> files = Files.list(kept())) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("a.x", "c.x");
        }
    }
}
