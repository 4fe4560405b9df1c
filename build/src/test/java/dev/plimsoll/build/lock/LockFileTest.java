package dev.plimsoll.build.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.debian.LockedPackage;
import dev.plimsoll.image.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is locked is what is read again, and nothing else passes for a lock. */
class LockFileTest {
    private static final Platform AMD64 = Platform.parse("linux/amd64");
    private static final Platform ARM64 = Platform.parse("linux/arm64");
    private static final LockRequest REQUEST = new LockRequest(
            "bookworm",
            List.of("bookworm", "bookworm-security"),
            List.of("main"),
            List.of("base-files"),
            List.of(),
            false);

    @TempDir
    private Path folder;

    @Test
    void a_lock_lies_beside_its_spec() {
        assertThat(LockFile.beside(Path.of("containers/redis.yaml"))).isEqualTo(Path.of("containers/redis.lock.json"));
        assertThat(LockFile.beside(Path.of("redis"))).isEqualTo(Path.of("redis.lock.json"));
    }

    @Test
    void what_was_written_is_read_again_for_each_platform() {
        Path file = folder.resolve("a.lock.json");
        LockFile.read(file).with(AMD64, lock("amd64")).write();
        LockFile.read(file).with(ARM64, lock("arm64")).write();

        LockFile read = LockFile.read(file);

        assertThat(read.of(AMD64, REQUEST)).contains(lock("amd64"));
        assertThat(read.of(ARM64, REQUEST)).contains(lock("arm64"));
        assertThat(read.of(AMD64, REQUEST).orElseThrow().date()).isEqualTo(Instant.parse("2026-11-28T10:00:00Z"));
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".new"));
    }

    @Test
    void the_same_locks_are_the_same_bytes_on_every_machine() throws IOException {
        Path one = folder.resolve("one.lock.json");
        Path other = folder.resolve("other.lock.json");
        LockFile.read(one).with(AMD64, lock("amd64")).with(ARM64, lock("arm64")).write();
        LockFile.read(other)
                .with(ARM64, lock("arm64"))
                .with(AMD64, lock("amd64"))
                .write();

        assertThat(one).hasSameBinaryContentAs(other);
        assertThat(Files.readString(one)).doesNotContain("\r").endsWith("}\n");
    }

    @Test
    void no_file_holds_no_lock() {
        assertThat(LockFile.read(folder.resolve("none")).of(AMD64, REQUEST)).isEmpty();
    }

    @Test
    void a_lock_of_another_request_is_refused_with_what_has_changed() {
        LockFile locks = LockFile.read(folder.resolve("a.lock.json")).with(AMD64, lock("amd64"));
        LockRequest other = new LockRequest(
                "bookworm", REQUEST.suites(), REQUEST.components(), List.of("redis-server"), List.of(), false);

        assertThatThrownBy(() -> locks.of(AMD64, other))
                .isInstanceOfSatisfying(
                        PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE))
                .hasMessageContaining(
                        "is older than its spec: packages has redis-server now, and has no base-files any more")
                .hasMessageContaining("--lock makes it anew");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "version" : 1 | "version" : 2 | its version is not 1
                    "name" : "base-files" | "name" : "../x" | x' is no name of a package
                    pool/main/b/base-files/b.deb | pool/../../b.deb | is no file of an archive
                    "sha256" : " | "sha256" : "zz | is no digest
                    "size" : 70000 | "size" : 0 | the size of base-files is missing
                    2026-11-28T10:00:00Z | yesterday | yesterday' is no date
                    "filename" | "file" | filename' is missing
                    """)
    void a_file_that_was_edited_badly_is_refused(String before, String after, String why) throws IOException {
        Path file = folder.resolve("a.lock.json");
        LockFile.read(file).with(AMD64, lock("amd64")).write();
        String text = Files.readString(file);
        assertThat(text).contains(before);
        Files.writeString(file, text.replace(before, after));

        assertThatThrownBy(() -> LockFile.read(file))
                .isInstanceOf(PlimsollException.class)
                .hasMessageContaining(why)
                .hasMessageContaining(file.toString());
    }

    private static Lock lock(String architecture) {
        return new Lock(
                REQUEST,
                List.of(suite("bookworm", "2026-10-01T08:00:00Z"), suite("bookworm-security", "2026-11-28T10:00:00Z")),
                List.of(new LockedPackage(
                        "base-files",
                        "12.4+deb12u12",
                        architecture,
                        "bookworm",
                        "pool/main/b/base-files/b.deb",
                        Digest.sha256(new byte[] {1}),
                        70_000)));
    }

    private static LockedSuite suite(String name, String date) {
        return new LockedSuite(name, Instant.parse(date), Digest.sha256(new byte[] {2}));
    }
}
