package dev.plimsoll.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.Gap;
import dev.plimsoll.image.Scheme;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryReaderTest {
    private static final String OS_RELEASE = "ID=debian\nVERSION_ID=\"12\"\n";

    @TempDir
    Path temp;

    private Inventory read(MemoryImage image) {
        return read(image, ReadOptions.of(TempFiles.under(temp)));
    }

    private static Inventory read(MemoryImage image, ReadOptions options) {
        return new InventoryReader(List.of(new FakeEcosystem.WithOwners(), new FakeEcosystem()), options).read(image);
    }

    @Test
    void givesComponentsInOrderWhateverTheFilesAre() {
        Inventory inventory = read(MemoryImage.empty()
                .put("z.fake", "b 2\na 1\n")
                .put("a.fake", "c 3\n")
                .put("etc/os-release", OS_RELEASE));

        assertThat(inventory.components()).extracting(Component::name).containsExactly("a", "b", "c");
        assertThat(inventory.distro().orElseThrow().versionId()).isEqualTo("12");
        assertThat(inventory.gaps()).isEmpty();
        assertThat(inventory.completeness()).isEmpty();
    }

    @Test
    void turnsEachKindOfFailureIntoAGapAndKeepsTheRest() {
        Inventory inventory = read(MemoryImage.empty()
                .put("1.fake", "a 1\n!io\nnever 1\n")
                .put("2.fake", "!limit\n")
                .put("3.fake", "!bug\n")
                .put("4.fake", "!deep\n")
                .put("5.fake", "b 2\n"));

        assertThat(inventory.components()).extracting(Component::name).containsExactly("a", "b");
        assertThat(inventory.gaps())
                .extracting(Gap::path, Gap::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("1.fake", Gap.Reason.CORRUPT),
                        org.assertj.core.groups.Tuple.tuple("2.fake", Gap.Reason.LIMIT),
                        org.assertj.core.groups.Tuple.tuple("3.fake", Gap.Reason.CORRUPT),
                        org.assertj.core.groups.Tuple.tuple("4.fake", Gap.Reason.LIMIT));
        assertThat(inventory.gaps().get(0).detail()).isEqualTo("line is bad");
    }

    @Test
    void keepsTheImagesOwnGapsAndGivesNoneTwice() {
        Gap gap = new Gap("lost.fake", OptionalInt.of(0), Gap.Reason.ACCESS, "refused");

        assertThat(read(MemoryImage.empty().gap(gap).gap(gap)).gaps()).containsExactly(gap);
    }

    @Test
    void reportsAWantedLinkToAFileThatNobodyWanted() {
        Inventory inventory = read(MemoryImage.empty()
                .put("opt/blob", "a 1\n")
                .link("app.fake", "opt/blob")
                .put("b.fake", "b 1\n")
                .link("c.fake", "/b.fake")
                .link("dangling.fake", "nowhere"));

        assertThat(inventory.gaps()).extracting(Gap::path).containsExactly("app.fake");
        assertThat(inventory.components()).extracting(Component::name).containsExactly("b");
    }

    @Test
    void mergesEqualComponentsAndKeepsDifferentOnesApart() {
        Inventory inventory = read(MemoryImage.empty()
                .put("y.fake", "a 1\n")
                .put("x.fake", "a 1\n")
                .put("usr/owned.fake", "a 1\n")
                .put("db.fakedb", "usr/owned.fake pkg 7\n"));

        assertThat(inventory.components()).hasSize(2);
        assertThat(inventory.components().get(0).owner()).contains(new Owner("owning", "pkg", "7"));
        assertThat(inventory.components().get(1).locations())
                .extracting(Location::path)
                .containsExactly("x.fake", "y.fake");
    }

    @Test
    void findsOwnersThroughMergedDirectoriesAndForPiecesInsideArchives() {
        Inventory inventory = read(MemoryImage.empty()
                .put("usr/lib/x.fake", "a 1\n?\n")
                .link("lib", "usr/lib")
                .put("db.fakedb", "/lib/x.fake pkg 7\n"));

        Owner owner = new Owner("owning", "pkg", "7");
        assertThat(inventory.components().get(0).owner()).contains(owner);
        assertThat(inventory.unidentified().get(0).owner()).contains(owner);
    }

    @Test
    void readsADirectoryAsARootOnlyWithOsReleaseAndAPackageDatabase() {
        MemoryImage source = MemoryImage.empty()
                .put("a.lock.fake", "a 1\n")
                .put("b.fake", "b 1\n")
                .as(Scheme.FS);
        MemoryImage root = source.copy().put("etc/os-release", OS_RELEASE).put("db.fakedb", "");

        assertThat(read(source).readAs()).isEqualTo(ReadAs.SOURCE);
        assertThat(read(source).components()).extracting(Component::name).containsExactly("a", "b");
        assertThat(read(root).readAs()).isEqualTo(ReadAs.ROOT);
        assertThat(read(root).components()).extracting(Component::name).containsExactly("b");
        assertThat(read(source.as(Scheme.ARCHIVE)).readAs()).isEqualTo(ReadAs.ROOT);
        assertThat(read(root, ReadOptions.of(TempFiles.under(temp)).withAs(ReadAs.SOURCE))
                        .components())
                .extracting(Component::name)
                .containsExactly("a", "b");
    }

    private final class Proving extends FakeEcosystem implements Identifies {
        private final boolean failing;

        Proving(boolean failing) {
            this.failing = failing;
        }

        @Override
        public Identified identify(List<Unidentified> pieces, IdentifyContext context) {
            if (failing) {
                throw new PlimsollException(ErrorCode.NETWORK, "no route");
            }
            Location first = pieces.get(0).location();
            return new Identified(
                    List.of(
                            Component.of("fake", "p", "1", Purl.of("generic", "", "p", "1", Map.of()), first),
                            Component.of(
                                    "fake",
                                    "invented",
                                    "1",
                                    Purl.of("generic", "", "i", "1", Map.of()),
                                    new Location("elsewhere", OptionalInt.empty()))),
                    List.of(pieces.get(1).withReason("asked, no match")));
        }

        Inventory read(MemoryImage image) {
            IdentifyContext context = new IdentifyContext(
                    HttpFetcher.offline(), temp, Map.of(), Limits.DEFAULT, InstantSource.system(), Progress.NONE);
            return new InventoryReader(
                            List.of(this), ReadOptions.of(TempFiles.under(temp)).withIdentify(context))
                    .read(image);
        }
    }

    @Test
    void replacesProvedPiecesAndLosesNone() {
        MemoryImage image =
                MemoryImage.empty().put("1.fake", "?\n").put("2.fake", "?\n").put("3.fake", "?\n");

        Inventory proved = new Proving(false).read(image);
        assertThat(proved.components()).extracting(Component::name).containsExactly("p");
        assertThat(proved.unidentified())
                .extracting(Unidentified::reason)
                .containsExactly("asked, no match", "states none");

        Inventory failed = new Proving(true).read(image);
        assertThat(failed.unidentified())
                .hasSize(3)
                .allMatch(piece -> piece.reason().contains("no route"));
    }
}
