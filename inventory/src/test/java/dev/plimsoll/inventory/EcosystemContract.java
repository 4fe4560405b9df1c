package dev.plimsoll.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.base.Limits;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.FileContent;
import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.Gap;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.Want;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link Ecosystem} keeps. A test class of an ecosystem extends this and adds cases as folders {@code
 * src/test/resources/dev/plimsoll/inventory/ecosystem/ID/CASE} with {@code root/} and {@code expected.json} ({@link GoldenCase}), and
 * a {@code versions.txt} beside them ({@link VersionSamples}). {@code -Dplimsoll.golden=rewrite} writes what is found as what is
 * expected; read the diff.
 */
public abstract class EcosystemContract {
    private static final int OFFSETS = 20;
    private static final int FILES_CUT_PER_CASE = 25;

    @TempDir
    Path temp;

    private final List<TempFiles> opened = new ArrayList<>();

    /** The ecosystem under test. */
    protected abstract Ecosystem ecosystem();

    /**
     * Whether a cut file always gives a gap or components that are in the whole file too. False where a cut line can't be told from a
     * whole one.
     */
    protected boolean detectsCuts() {
        return false;
    }

    /** The name that a component's purl can give back; other than the native one where the purl's rules change names. */
    protected String nameInPurl(Component component) {
        return component.name();
    }

    /** The version that a component's purl can give back. */
    protected String versionInPurl(Component component) {
        return component.version();
    }

    /** What the engine finds in an image with this ecosystem alone. */
    protected Inventory read(Image image) {
        return read(image, Limits.DEFAULT);
    }

    private Inventory read(Image image, Limits limits) {
        TempFiles tempFiles = TempFiles.under(temp);
        opened.add(tempFiles);
        return new InventoryReader(
                        List.of(ecosystem()), ReadOptions.of(tempFiles).withLimits(limits))
                .read(image);
    }

    @AfterEach
    void removeTempFiles() {
        opened.forEach(TempFiles::close);
    }

    @TestFactory
    Stream<DynamicTest> findsWhatTheCaseExpects() {
        List<GoldenCase> cases = GoldenCase.of(ecosystem());
        assertThat(cases).as("an ecosystem has golden cases").isNotEmpty();
        return cases.stream().map(each -> DynamicTest.dynamicTest(each.name(), () -> checkGolden(each)));
    }

    private void checkGolden(GoldenCase golden) throws IOException {
        String actual = InventoryText.of(read(golden.image()), ecosystem());
        if ("rewrite".equals(System.getProperty("plimsoll.golden"))) {
            golden.rewrite(actual);
        }
        assertThat(actual).isEqualTo(golden.expected());
    }

    @Test
    void findsTheSameTwiceAndInATurkishLocaleAndHoweverProbedFilesAreKept() {
        Locale before = Locale.getDefault();
        for (GoldenCase golden : GoldenCase.of(ecosystem())) {
            Inventory first = read(golden.image());
            assertThat(read(golden.image())).as(golden.name()).isEqualTo(first);
            assertThat(read(golden.image().keepingProbes()))
                    .as("%s, probed files kept unseen", golden.name())
                    .isEqualTo(first);
            try {
                Locale.setDefault(new Locale("tr", "TR"));
                assertThat(read(golden.image()))
                        .as("%s in Turkish", golden.name())
                        .isEqualTo(first);
            } finally {
                Locale.setDefault(before);
            }
        }
    }

    @Test
    void readsOnlyWhatItAskedFor() {
        for (GoldenCase golden : GoldenCase.of(ecosystem())) {
            MemoryImage image = golden.image();
            List<MemoryTree> trees = new ArrayList<>();
            read(new ForwardingImage(image, trees::add));
            for (MemoryTree tree : trees) {
                Set<String> unwanted = new TreeSet<>(tree.asked());
                tree.entries().filter(this::isWanted).forEach(entry -> unwanted.remove(entry.path()));
                assertThat(unwanted).as(golden.name()).isEmpty();
            }
        }
    }

    @Test
    void takesCutAndEmptyFiles() throws IOException {
        for (GoldenCase golden : GoldenCase.of(ecosystem())) {
            MemoryImage whole = golden.image();
            Inventory expected = read(whole);
            for (String path : wantedPaths(whole)) {
                byte[] content = content(whole, path);
                for (int i = 0; i < OFFSETS; i++) {
                    int length = (int) ((long) content.length * i / OFFSETS);
                    Inventory found = read(whole.copy().put(path, Arrays.copyOf(content, length)));
                    if (detectsCuts() && !path.endsWith("os-release")) {
                        assertCutIsSeen(expected, found, golden.name() + ": " + path + " cut to " + length + " bytes");
                    }
                }
            }
        }
    }

    private static void assertCutIsSeen(Inventory whole, Inventory cut, String what) {
        if (cut.gaps().isEmpty()) {
            assertThat(names(whole)).as(what).containsAll(names(cut));
        }
    }

    private static Set<String> names(Inventory inventory) {
        return inventory.components().stream()
                .map(component -> component.name() + " " + component.version())
                .collect(Collectors.toSet());
    }

    @Test
    void takesFilesThatAreNoneOfItsKind() throws IOException {
        byte[] noise = new byte[3000];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) (i * 31 + i / 7);
        }
        for (GoldenCase golden : GoldenCase.of(ecosystem())) {
            for (String path : wantedPaths(golden.image())) {
                MemoryImage image = golden.image().put(path, noise);
                assertThat(read(image).components())
                        .as("%s: noise in %s", golden.name(), path)
                        .hasSizeLessThanOrEqualTo(
                                read(golden.image()).components().size());
            }
        }
    }

    @Test
    void reportsAFileThatCannotBeRead() {
        for (GoldenCase golden : GoldenCase.of(ecosystem())) {
            for (String path : startPaths(golden.image())) {
                Inventory found = read(golden.image().put(path, new FailingContent()));
                assertThat(found.gaps())
                        .as("%s: %s fails", golden.name(), path)
                        .anyMatch(gap -> gap.path().equals(path) && gap.reason() == Gap.Reason.CORRUPT);
            }
        }
    }

    @Test
    void reportsAFileOverTheLimit() {
        for (GoldenCase golden : GoldenCase.of(ecosystem())) {
            Set<String> paths = new TreeSet<>(startPaths(golden.image()));
            paths.removeIf(path -> golden.image()
                            .read((p, size, mode) -> Want.NOTHING)
                            .entry(path)
                            .orElseThrow()
                            .size()
                    <= 1);
            Inventory found = read(golden.image(), Limits.DEFAULT.with("file-bytes", 1));
            assertThat(found.gaps())
                    .as(golden.name())
                    .filteredOn(gap -> gap.reason() == Gap.Reason.LIMIT)
                    .extracting(Gap::path)
                    .containsAll(paths);
            assertThat(found.components()).as(golden.name()).isEmpty();
        }
    }

    @Test
    void givesComponentsThatOthersCanUse() {
        for (GoldenCase golden : GoldenCase.of(ecosystem())) {
            Inventory inventory = read(golden.image());
            for (Component component : inventory.components()) {
                Purl purl = component.purl();
                assertThat(component.ecosystem()).isEqualTo(ecosystem().id());
                assertThat(ecosystem().purlTypes()).contains(purl.type());
                assertThat(Purl.parse(purl.toString())).as(purl.toString()).contains(purl);
                Component again = ecosystem()
                        .fromPurl(purl, new Location("bom.json", java.util.OptionalInt.empty()))
                        .orElseThrow(() -> new AssertionError("not read back: " + purl));
                assertThat(again.name()).isEqualTo(nameInPurl(component));
                assertThat(again.version()).isEqualTo(versionInPurl(component));
                ecosystem().keys(component, java.util.Optional.empty());
            }
        }
        assertThat(ecosystem()
                        .fromPurl(
                                Purl.of("generic", "", "openssl", "1.0", java.util.Map.of()),
                                new Location("bom.json", java.util.OptionalInt.empty())))
                .as("a purl of a foreign type")
                .isEmpty();
    }

    @Test
    void ordersVersionsTotally() throws Exception {
        VersionSamples samples =
                VersionSamples.read(GoldenCase.folderOf(ecosystem()).resolve("versions.txt"));
        VersionScheme scheme = ecosystem().versions();
        for (VersionSamples.Pair pair : samples.pairs()) {
            int sign = Integer.signum(scheme.parse(pair.left()).compareTo(scheme.parse(pair.right())));
            assertThat(sign).as(pair.toString()).isEqualTo(pair.sign());
        }
        for (String refused : samples.refused()) {
            assertThatThrownBy(() -> scheme.parse(refused))
                    .as("'%s' is no version", refused)
                    .isInstanceOf(UnreadableVersionException.class);
        }
        List<Version> sorted = new ArrayList<>();
        for (String text : samples.all()) {
            assertThat(scheme.parse(text)).hasToString(text);
            sorted.add(scheme.parse(text));
        }
        sorted.sort(null);
        for (int i = 0; i < sorted.size(); i++) {
            for (int j = i; j < sorted.size(); j++) {
                int there = sorted.get(i).compareTo(sorted.get(j));
                int back = sorted.get(j).compareTo(sorted.get(i));
                assertThat(there)
                        .as("%s against %s", sorted.get(i), sorted.get(j))
                        .isLessThanOrEqualTo(0);
                assertThat(Integer.signum(back))
                        .as("%s turned round", sorted.get(i))
                        .isEqualTo(-Integer.signum(there));
            }
        }
    }

    private boolean isWanted(FileEntry entry) {
        return Distros.wants(entry.path())
                || ecosystem().extractors().stream()
                        .anyMatch(each -> each.wants(entry.path(), entry.size(), entry.mode()) != Want.NOTHING);
    }

    private List<String> wantedPaths(MemoryImage image) {
        List<String> all = image.read((path, size, mode) -> Want.NOTHING)
                .entries()
                .filter(entry -> entry.kind() == FileEntry.Kind.FILE && isWanted(entry))
                .map(FileEntry::path)
                .toList();
        Set<String> some = new HashSet<>();
        for (int i = 0; i < FILES_CUT_PER_CASE && !all.isEmpty(); i++) {
            some.add(all.get((int) ((long) all.size() * i / FILES_CUT_PER_CASE)));
        }
        return some.stream().sorted().toList();
    }

    /** Files at which an extractor starts that runs for this image; probed ones are left out, they need not concern anybody. */
    private List<String> startPaths(MemoryImage image) {
        ReadAs as = read(image).readAs();
        return image.read((path, size, mode) -> Want.NOTHING)
                .entries()
                .filter(entry -> entry.kind() == FileEntry.Kind.FILE
                        && ecosystem().extractors().stream()
                                .filter(each -> as == ReadAs.SOURCE || each.reads() == ReadAs.ROOT)
                                .anyMatch(each -> each.wants(entry.path(), entry.size(), entry.mode()) == Want.CONTENT
                                        && each.startsAt(entry.path())))
                .map(FileEntry::path)
                .toList();
    }

    private static byte[] content(MemoryImage image, String path) throws IOException {
        MemoryTree tree = image.read((each, size, mode) -> Want.CONTENT);
        FileContent content = tree.content(tree.entry(path).orElseThrow()).orElseThrow();
        try (InputStream in = content.stream()) {
            return in.readAllBytes();
        }
    }
}
