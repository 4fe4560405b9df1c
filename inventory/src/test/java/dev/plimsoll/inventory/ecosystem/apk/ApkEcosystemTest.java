package dev.plimsoll.inventory.ecosystem.apk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.plimsoll.base.Limits;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.Gap;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Ecosystem;
import dev.plimsoll.inventory.EcosystemContract;
import dev.plimsoll.inventory.ExtractorOutput;
import dev.plimsoll.inventory.Inventory;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.inventory.MemoryImage;
import dev.plimsoll.inventory.Owner;
import dev.plimsoll.inventory.OwnershipInput;
import dev.plimsoll.inventory.Unidentified;
import dev.plimsoll.inventory.VersionPairs;
import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.RequiresFile;
import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApkEcosystemTest extends EcosystemContract {
    private static final String IMAGE = "fixtures/images/alpine-310.tar.gz";

    @TempDir
    Path directory;

    @Override
    protected Ecosystem ecosystem() {
        return new ApkEcosystem();
    }

    @Override
    protected boolean detectsCuts() {
        return true;
    }

    @Test
    void knowsOwnersThroughMergedUsr() {
        MemoryImage image = MemoryImage.empty()
                .put(
                        "usr/lib/apk/db/installed",
                        "P:py3-yaml\nV:5.3-r1\nF:lib/python3\nR:METADATA\nR:PKG-INFO\n\nP:root\nV:1-r0\nF:\nR:init\n\n")
                .put("usr/lib/python3/METADATA", "")
                .put("usr/lib/python3/other", "")
                .put("init", "")
                .link("lib", "usr/lib");
        Map<String, Owner> owners = new ApkEcosystem()
                .owners(
                        new OwnershipInput(
                                Set.of("usr/lib/python3/METADATA", "usr/lib/python3/other", "init"),
                                image.read((path, size, mode) -> new ApkExtractor().wants(path, size, mode)),
                                Limits.DEFAULT,
                                TempFiles.under(directory)),
                        new Nothing());

        assertThat(owners)
                .containsOnly(
                        Map.entry("usr/lib/python3/METADATA", new Owner("apk", "py3-yaml", "5.3-r1")),
                        Map.entry("init", new Owner("apk", "root", "1-r0")));
    }

    /** Every layer that installs anything rewrites the database; which layer brought a package its own files say. */
    @Test
    void aPackagesLayerIsThatOfItsFirstOwnFile() {
        String database = "usr/lib/apk/db/installed";
        MemoryImage image = MemoryImage.empty()
                .put(database, """
                        P:busybox
                        V:1-r0
                        F:etc
                        R:securetty
                        F:lib
                        R:libdl.so
                        R:libbb.so

                        P:only-settings
                        V:1-r0
                        F:etc
                        R:settings

                        P:removed
                        V:1-r0
                        F:bin
                        R:removed

                        """, 3)
                .put("etc/securetty", "edited", 2)
                .put("etc/settings", "", 1)
                .link("usr/lib/libdl.so", "libbb.so")
                .put("usr/lib/libbb.so", "", 1)
                .link("lib", "usr/lib");

        assertThat(read(image).components())
                .extracting(Component::name, Component::locations)
                .containsExactly(
                        tuple("busybox", List.of(location(database, 3), location("usr/lib/libbb.so", 1))),
                        tuple("only-settings", List.of(location("etc/settings", 1), location(database, 3))),
                        tuple("removed", List.of(location(database, 3))));
    }

    private static Location location(String path, int layer) {
        return new Location(path, OptionalInt.of(layer));
    }

    private static final class Nothing implements ExtractorOutput {
        @Override
        public void component(Component component) {
            throw new AssertionError(component);
        }

        @Override
        public void unidentified(Unidentified piece) {
            throw new AssertionError(piece);
        }

        @Override
        public void gap(Gap gap) {
            throw new AssertionError(gap);
        }
    }

    /** The root of the real Alpine image, unpacked. */
    private Path alpineRoot() throws IOException, InterruptedException {
        Path root = Files.createDirectory(directory.resolve("root"));
        String script = "cd '" + directory + "' && tar -xzf '" + SharedFiles.path(IMAGE)
                + "' && for l in $(find . -name layer.tar -o -name '*.tar.gz'); do tar -xf $l -C root; done";
        run(List.of("sh", "-c", script));
        return root;
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    private static boolean canRun(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    @RequiresFile(IMAGE)
    @RequiresCommand("tar")
    void findsWhatTheImagesOwnApkListsAndOrdersAsItDoes() throws Exception {
        Path root = alpineRoot();
        Inventory inventory = read(MemoryImage.of(root));
        assertThat(inventory.distro().orElseThrow().versionId()).startsWith("3.10");
        assertThat(inventory.gaps()).isEmpty();

        List<String> inRoot = List.of(
                root + "/lib/ld-musl-x86_64.so.1",
                "--library-path",
                root + "/lib:" + root + "/usr/lib",
                root + "/sbin/apk");
        List<String> list = new ArrayList<>(inRoot);
        list.addAll(List.of("--root", root.toString(), "info", "-v"));
        org.junit.jupiter.api.Assumptions.assumeTrue(canRun(list), "the image's apk runs on this machine");
        Process process = new ProcessBuilder(list).start();
        List<String> theirs = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("WARNING"))
                .sorted()
                .toList();
        assertThat(theirs).hasSizeGreaterThan(10);
        assertThat(inventory.components().stream()
                        .map(component -> component.name() + "-" + component.version())
                        .sorted()
                        .toList())
                .isEqualTo(theirs);
        checkOrder(String.join(" ", inRoot));
    }

    /**
     * The image's apk is of generation 2; pairs whose order apk 3 changed are left out: components that begin with zero, versions with
     * a hash, numbers that overflow, and what only apk 3 refuses.
     */
    private void checkOrder(String apk) throws IOException, InterruptedException {
        List<String> real = new ArrayList<>(List.of("1.1.1k-r0", "2.0_rc1", "1.0_p9-r1", "1.2.3_git20200101-r3"));
        Path secdb = SharedFiles.path("advisories/alpine");
        if (Files.exists(secdb)) {
            real.addAll(SecDbVersions.read(secdb));
        }
        List<VersionPairs.Pair> pairs = VersionPairs.of(real, "0123456789.abp_-r", 1500, 3).stream()
                .filter(pair -> isPlain(pair.left()) && isPlain(pair.right()))
                .limit(300)
                .toList();
        assertThat(pairs).hasSizeGreaterThanOrEqualTo(300);
        String program = "while IFS='\t' read -r a b; do r=$(" + apk + " version -t \"$a\" \"$b\" 2>/dev/null); "
                + "case \"$r\" in '<') echo -1;; '>') echo 1;; '=') echo 0;; *) echo '!';; esac; done";
        VersionPairs.assertAgrees(ecosystem().versions(), pairs, List.of("sh", "-c", program), directory);
    }

    private static boolean isPlain(String version) {
        return version.matches(
                "\\d{1,8}(\\.([1-9]\\d{0,7}|0))*[a-z]?(_(alpha|beta|pre|rc|cvs|svn|git|hg|p)\\d{0,8})*(-r\\d{1,5})?");
    }

    @Test
    @RequiresFile("advisories/alpine")
    void readsNearlyEveryVersionInAlpinesAdvisories() throws Exception {
        List<String> versions = SecDbVersions.read(SharedFiles.path("advisories/alpine"));
        List<String> refused = new ArrayList<>();
        for (String version : versions) {
            try {
                ecosystem().versions().parse(version);
            } catch (dev.plimsoll.inventory.UnreadableVersionException e) {
                refused.add(version);
            }
        }
        assertThat(versions).hasSizeGreaterThan(1000);
        assertThat(refused).as("of %s versions", versions.size()).hasSizeLessThan(versions.size() / 50);
    }

    @Test
    void wantsOnlyTheTwoDatabases() {
        MemoryImage image = MemoryImage.empty()
                .put("lib/apk/db/installed", "")
                .put("usr/lib/apk/db/installed", "")
                .put("backup/lib/apk/db/installed", "");
        Stream<String> wanted = image.read((path, size, mode) -> dev.plimsoll.image.Want.NOTHING)
                .entries()
                .filter(entry -> entry.kind() == FileEntry.Kind.FILE
                        && new ApkExtractor().wants(entry.path(), 1, 0) == dev.plimsoll.image.Want.CONTENT)
                .map(FileEntry::path);
        assertThat(wanted).containsExactly("lib/apk/db/installed", "usr/lib/apk/db/installed");
    }
}
