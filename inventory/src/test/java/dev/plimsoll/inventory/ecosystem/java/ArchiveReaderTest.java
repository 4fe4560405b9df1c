package dev.plimsoll.inventory.ecosystem.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.Limits;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.Gap;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Inventory;
import dev.plimsoll.inventory.InventoryReader;
import dev.plimsoll.inventory.MemoryImage;
import dev.plimsoll.inventory.ReadOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Archives as they come, and as an attacker makes them: never an exception, never a hang, never a silent nothing. */
@Timeout(60)
class ArchiveReaderTest {
    private static final byte[] LIB =
            Zips.jar().coordinate("g", "lib", "1").classes("g/L.class").bytes();

    @TempDir
    Path temp;

    @Test
    void readsStoredAndDeflatedArchivesInEachOther() {
        byte[] war = Zips.jar()
                .stored("WEB-INF/lib/lib-1.jar", LIB)
                .file("WEB-INF/lib/b.jar", LIB)
                .bytes();
        byte[] ear = Zips.jar().file("a.war", war).bytes();

        assertThat(places(read("x.ear", ear)))
                .containsExactly(
                        "g:lib:1 x.ear!/a.war!/WEB-INF/lib/b.jar", "g:lib:1 x.ear!/a.war!/WEB-INF/lib/lib-1.jar");
    }

    @Test
    void readsAnArchiveThatIsTooLargeForMemory() throws IOException {
        byte[] noise = new byte[40 << 20];
        new Random(1).nextBytes(noise);
        byte[] big = Zips.jar()
                .file("noise.bin", noise)
                .file("lib/lib-1.jar", LIB)
                .coordinate("g", "big", "2")
                .bytes();

        assertThat(places(read("x.ear", Zips.jar().file("big-2.jar", big).bytes())))
                .containsExactly("g:big:2 x.ear!/big-2.jar", "g:lib:1 x.ear!/big-2.jar!/lib/lib-1.jar");
        try (Stream<Path> left = Files.walk(temp).filter(Files::isRegularFile)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void readsBehindAStartScriptAndBeforeTrailingBytes() {
        byte[] script = "#!/bin/sh\nexec java -jar $0\n".getBytes(StandardCharsets.US_ASCII);
        assertThat(places(read("lib.jar", join(script, LIB)))).containsExactly("g:lib:1 lib.jar");
        assertThat(places(read("lib.jar", join(LIB, new byte[1000])))).containsExactly("g:lib:1 lib.jar");
    }

    @Test
    void readsZip64() {
        assertThat(places(read("lib.jar", asZip64(LIB)))).containsExactly("g:lib:1 lib.jar");
        assertThat(places(read("lib.jar", join(new byte[777], asZip64(LIB))))).containsExactly("g:lib:1 lib.jar");
    }

    @Test
    void aSignatureInTheCommentLeadsNowhere() {
        ByteArrayOutputStream comment = new ByteArrayOutputStream();
        for (int i = 0; i < 2000; i++) {
            comment.writeBytes(new byte[] {'P', 'K', 5, 6, 0, 0, 0, 0, 9, 0, 9, 0, 9, 9, 0, 0, 0, 0, 0, 0, 0, 0});
        }
        assertThat(places(read("lib.jar", join(LIB, comment.toByteArray())))).containsExactly("g:lib:1 lib.jar");
    }

    @Test
    void aCutArchiveIsAGap() {
        for (int i = 0; i < 40; i++) {
            Inventory found = read("lib.jar", Arrays.copyOf(LIB, 1 + (LIB.length - 1) * i / 40));
            assertThat(found.gaps()).as("cut at %s/40", i).hasSize(1);
            assertThat(found.components()).isEmpty();
        }
    }

    @Test
    void noDamageThrows() {
        byte[] boot = Zips.jar()
                .stored("BOOT-INF/lib/lib-1.jar", LIB)
                .file("BOOT-INF/lib/b-1.jar", LIB)
                .manifest("Implementation-Title: x")
                .classes("a/B.class")
                .bytes();
        Random random = new Random(7);
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = boot.clone();
            for (int k = 0; k <= random.nextInt(4); k++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            assertThat(read("boot.jar", damaged).gaps())
                    .noneMatch(gap -> gap.detail().contains("Exception"));
        }
    }

    @Test
    void oneDamagedArchiveCostsOnlyItself() {
        byte[] war = Zips.jar()
                .stored("WEB-INF/lib/bad.jar", Arrays.copyOf(LIB, LIB.length / 2))
                .stored("WEB-INF/lib/lib-1.jar", LIB)
                .bytes();
        Inventory found = read("x.war", war);
        assertThat(found.gaps()).extracting(Gap::path).containsExactly("x.war!/WEB-INF/lib/bad.jar");
        assertThat(places(found)).containsExactly("g:lib:1 x.war!/WEB-INF/lib/lib-1.jar");
    }

    @Test
    void namesThatLeadOutsideAreNamesOnly() {
        byte[] jar = Zips.jar()
                .file("../../etc/passwd", "x")
                .file("../META-INF/maven/g/a/pom.properties", "groupId=g\nartifactId=a\nversion=1")
                .stored("/../../lib-1.jar", LIB)
                .bytes();
        assertThat(places(read("x.jar", jar))).contains("g:lib:1 x.jar!//../../lib-1.jar");
    }

    @Test
    void depthIsBounded() {
        byte[] nested = LIB;
        for (int i = 0; i < 12; i++) {
            nested = Zips.jar().file("n" + i + ".jar", nested).bytes();
        }
        Inventory found = read("x.jar", nested);
        assertThat(found.components()).isEmpty();
        assertThat(found.gaps()).hasSize(1).allMatch(gap -> gap.reason() == Gap.Reason.LIMIT);
    }

    @Test
    void aBombIsAGap() {
        byte[] zeroes = new byte[64 << 20];
        byte[] bomb = Zips.jar()
                .file("META-INF/maven/g/a/pom.properties", zeroes)
                .file("b.jar", zeroes)
                .bytes();
        Inventory found = read("x.jar", bomb, Limits.DEFAULT.with("file-bytes", 20 << 20));
        assertThat(found.gaps()).isNotEmpty().anyMatch(gap -> gap.reason() == Gap.Reason.LIMIT);
    }

    @Test
    void entriesThatOverlapAreCountedEachTime() {
        // Thousands of entries that are all the same stored archive, which itself has to be hashed.
        byte[] inner = Zips.jar()
                .stored("big.bin", new byte[1 << 20])
                .classes("a/A.class")
                .bytes();
        byte[] jar = withEntriesRepeated(Zips.jar().stored("n.jar", inner).bytes(), 60_000);
        Inventory found = read("x.jar", jar, Limits.DEFAULT.with("file-bytes", 64 << 20));
        assertThat(found.gaps()).anyMatch(gap -> gap.reason() == Gap.Reason.LIMIT);
    }

    @Test
    void bothOfTwoEntriesWithOneNameCount() {
        byte[] one =
                Zips.jar().coordinate("g", "a", "1").coordinate("g", "b", "2").bytes();
        byte[] same = new String(one, StandardCharsets.ISO_8859_1)
                .replace("maven/g/b/", "maven/g/a/")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(read("x.jar", same).components())
                .extracting(Component::name)
                .containsExactlyInAnyOrder("g:a", "g:b");
    }

    @Test
    void namesOfPropertiesThatNobodyResolvedAreNoVersions() {
        byte[] jar = Zips.jar()
                .coordinate("g", "a", "${project.version}")
                .classes("A.class")
                .bytes();
        assertThat(read("a.jar", jar).components()).singleElement().satisfies(c -> {
            assertThat(c.name()).isEqualTo("g:a");
            assertThat(c.version()).isEmpty();
        });
    }

    @Test
    void aJarThatOnlyHoldsAnotherOneIsNotTheOther() {
        byte[] jar = Zips.jar()
                .coordinate("g", "lib", "3.0")
                .classes("a/A.class", "g/L.class")
                .bytes();
        Inventory found = read("tool-1.2.jar", jar);
        assertThat(places(found)).containsExactly("g:lib:3.0 tool-1.2.jar!/META-INF/maven/g/lib/pom.properties");
        assertThat(found.unidentified()).hasSize(1);
    }

    @Test
    void theOwnCoordinateIsTheOneTheFileIsCalledBy() {
        byte[] jar = Zips.jar()
                .coordinate("g", "spring", "1")
                .coordinate("g", "spring-core", "1")
                .classes("a/A.class")
                .bytes();
        assertThat(places(read("spring-core-1.jar", jar)))
                .containsExactly(
                        "g:spring-core:1 spring-core-1.jar",
                        "g:spring:1 spring-core-1.jar!/META-INF/maven/g/spring/pom.properties");
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    /** Puts a zip64 end record and locator before the end record, whose own fields then say 'look there'. */
    private static byte[] asZip64(byte[] zip) {
        ByteBuffer old = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int end = zip.length - 22;
        ByteBuffer out = ByteBuffer.allocate(zip.length + 76).order(ByteOrder.LITTLE_ENDIAN);
        out.put(zip, 0, end);
        out.putInt(0x06064b50)
                .putLong(44)
                .putShort((short) 45)
                .putShort((short) 45)
                .putInt(0)
                .putInt(0);
        out.putLong(old.getShort(end + 10)).putLong(old.getShort(end + 10));
        out.putLong(old.getInt(end + 12)).putLong(old.getInt(end + 16));
        out.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
        out.putInt(0x06054b50)
                .putInt(0)
                .putShort((short) -1)
                .putShort((short) -1)
                .putInt(-1)
                .putInt(-1)
                .putShort((short) 0);
        return out.array();
    }

    /** Repeats the directory's only entry. */
    private static byte[] withEntriesRepeated(byte[] zip, int times) {
        ByteBuffer old = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int end = zip.length - 22;
        int length = old.getInt(end + 12);
        int start = old.getInt(end + 16);
        ByteBuffer out = ByteBuffer.allocate(start + length * times + 22).order(ByteOrder.LITTLE_ENDIAN);
        out.put(zip, 0, start);
        for (int i = 0; i < times; i++) {
            out.put(zip, start, length);
        }
        out.putInt(0x06054b50).putInt(0).putShort((short) times).putShort((short) times);
        out.putInt(length * times).putInt(start).putShort((short) 0);
        return out.array();
    }

    private static List<String> places(Inventory inventory) {
        assertThat(inventory.gaps())
                .filteredOn(gap -> gap.reason() != Gap.Reason.CORRUPT)
                .isEmpty();
        return inventory.components().stream()
                .flatMap(c -> c.locations().stream().map(l -> c.name() + ":" + c.version() + " " + l.path()))
                .sorted()
                .toList();
    }

    private Inventory read(String path, byte[] content) {
        return read(path, content, Limits.DEFAULT);
    }

    private Inventory read(String path, byte[] content, Limits limits) {
        try (TempFiles tempFiles = TempFiles.under(temp)) {
            return new InventoryReader(
                            List.of(new JavaEcosystem()),
                            ReadOptions.of(tempFiles).withLimits(limits))
                    .read(MemoryImage.empty().put(path, content));
        }
    }
}
