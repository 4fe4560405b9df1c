package dev.plimsoll.inventory.ecosystem.dpkg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.Gap;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Ecosystem;
import dev.plimsoll.inventory.EcosystemContract;
import dev.plimsoll.inventory.Inventory;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.inventory.MemoryImage;
import dev.plimsoll.inventory.MemoryTree;
import dev.plimsoll.inventory.Origin;
import dev.plimsoll.inventory.Owner;
import dev.plimsoll.inventory.OwnershipInput;
import dev.plimsoll.inventory.Purl;
import dev.plimsoll.inventory.VersionPairs;
import dev.plimsoll.testkit.RequiresCommand;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DpkgEcosystemTest extends EcosystemContract {
    private static final String STATUS = "var/lib/dpkg/status";

    @TempDir
    Path directory;

    @Override
    protected Ecosystem ecosystem() {
        return new DpkgEcosystem();
    }

    @Override
    protected boolean detectsCuts() {
        return true;
    }

    private static String stanza(String name, String version) {
        return "Package: " + name + "\nStatus: install ok installed\nArchitecture: amd64\nVersion: " + version + "\n\n";
    }

    private Map<String, Owner> owners(MemoryImage image, String... paths) {
        MemoryTree tree = image.read((path, size, mode) -> new DpkgStatusExtractor().wants(path, size, mode));
        List<Gap> gaps = new ArrayList<>();
        Map<String, Owner> owners = new DpkgEcosystem()
                .owners(
                        new OwnershipInput(
                                Set.of(paths), tree, dev.plimsoll.base.Limits.DEFAULT, TempFiles.under(directory)),
                        new CollectingOutput(gaps));
        assertThat(gaps).isEmpty();
        return owners;
    }

    @Test
    void knowsOwnersByListsOfEitherNameAndThroughMergedUsr() {
        MemoryImage image = MemoryImage.empty()
                .put(STATUS, stanza("python3-yaml", "6.0-3") + stanza("libssl3", "3.0.16-1"))
                .put("var/lib/dpkg/info/python3-yaml.list", "/.\n/lib\n/lib/yaml/METADATA\n")
                .put("var/lib/dpkg/info/libssl3:amd64.list", "/usr/lib/libssl.so.3\n")
                .put("var/lib/dpkg/info/gone.list", "/usr/lib/other\n")
                .put("usr/lib/yaml/METADATA", "")
                .link("lib", "usr/lib");

        assertThat(owners(image, "usr/lib/yaml/METADATA", "usr/lib/libssl.so.3", "usr/lib/other"))
                .containsOnly(
                        Map.entry("usr/lib/yaml/METADATA", new Owner("dpkg", "python3-yaml", "6.0-3")),
                        Map.entry("usr/lib/libssl.so.3", new Owner("dpkg", "libssl3", "3.0.16-1")));
    }

    @Test
    void knowsOwnersByChecksumsWhereThereAreNoLists() {
        MemoryImage image = MemoryImage.empty()
                .put("var/lib/dpkg/status.d/libssl3", "Package: libssl3\nVersion: 3\n")
                .put(
                        "var/lib/dpkg/status.d/libssl3.md5sums",
                        "d41d8cd98f00b204e9800998ecf8427e  usr/lib/libssl.so.3\n");

        assertThat(owners(image, "usr/lib/libssl.so.3"))
                .containsOnly(Map.entry("usr/lib/libssl.so.3", new Owner("dpkg", "libssl3", "3")));
    }

    @Test
    void honoursDiversions() {
        MemoryImage image = MemoryImage.empty()
                .put(STATUS, stanza("dash", "1") + stanza("other", "2"))
                .put("var/lib/dpkg/diversions", "/bin/sh\n/bin/sh.distrib\ndash\n")
                .put("var/lib/dpkg/info/dash.list", "/bin/sh\n")
                .put("var/lib/dpkg/info/other.list", "/bin/sh\n");

        assertThat(owners(image, "bin/sh", "bin/sh.distrib"))
                .containsOnly(
                        Map.entry("bin/sh", new Owner("dpkg", "dash", "1")),
                        Map.entry("bin/sh.distrib", new Owner("dpkg", "other", "2")));
    }

    @Test
    void takesASourcePackageFromForeignPurlsOnlyWhereTheySayIt() {
        Location location = new Location("bom.json", OptionalInt.empty());

        Component withUpstream = new DpkgEcosystem()
                .fromPurl(
                        Purl.parse(
                                        "pkg:deb/debian/gcc@4:12.2.0-3?arch=amd64&distro=debian-12&upstream=gcc-defaults%401.203")
                                .orElseThrow(),
                        location)
                .orElseThrow();
        assertThat(withUpstream.origin()).contains(new Origin("gcc-defaults", "1.203"));
        assertThat(new DpkgEcosystem().keys(withUpstream, java.util.Optional.empty()))
                .extracting(key -> key.ecosystem() + " " + key.name())
                .containsExactly("Debian:12 gcc-defaults", "Debian:12 gcc");

        Component without = new DpkgEcosystem()
                .fromPurl(Purl.parse("pkg:deb/debian/libc6@2.36-9").orElseThrow(), location)
                .orElseThrow();
        assertThat(without.origin()).isEmpty();
    }

    /** What dpkg itself says of this machine. */
    @Test
    @RequiresCommand("dpkg-query")
    void findsWhatDpkgQueryFindsOnThisMachine() throws Exception {
        MemoryImage image = MemoryImage.of(
                Path.of("/"),
                path -> Set.of("etc", "usr", "usr/lib", "var", "var/lib", "var/lib/dpkg", "etc/os-release")
                                .contains(path)
                        || path.equals("usr/lib/os-release")
                        || path.equals(STATUS));
        Inventory inventory = read(image);

        List<String> ours = inventory.components().stream()
                .map(component ->
                        component.name() + " " + component.properties().get("arch") + " " + component.version()
                                + " " + component.origin().orElseThrow().name() + " "
                                + component.origin().orElseThrow().version())
                .sorted()
                .toList();
        Process process = new ProcessBuilder(
                        "dpkg-query",
                        "-W",
                        "-f",
                        "${db:Status-Status} ${Package} ${Architecture} ${Version} ${source:Package} ${source:Version}\n")
                .start();
        List<String> theirs = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("config-files ") && !line.startsWith("not-installed "))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .sorted()
                .toList();
        assertThat(theirs).hasSizeGreaterThan(50);
        assertThat(ours).isEqualTo(theirs);
        assertThat(inventory.gaps()).isEmpty();
    }

    private static final String ALPHABET = "0123456789.~+-:abzAZ";

    @Test
    @RequiresCommand("perl")
    void ordersThousandsOfPairsAsDpkgsPerlLibraryDoes() throws Exception {
        String program = """
                use Dpkg::Version;
                while (<STDIN>) {
                  chomp; my ($a, $b) = split /\\t/, $_, -1;
                  my ($x, $y) = (Dpkg::Version->new($a), Dpkg::Version->new($b));
                  print version_compare($a, $b), "\\n";
                }
                """;
        List<VersionPairs.Pair> pairs = VersionPairs.of(DebVersions.real(), ALPHABET, 20_000, 1).stream()
                .filter(pair -> DebVersions.isClean(pair.left()) && DebVersions.isClean(pair.right()))
                .toList();
        assertThat(pairs).hasSizeGreaterThan(10_000);

        VersionPairs.assertAgrees(ecosystem().versions(), pairs, List.of("perl", "-e", program), directory);
    }

    @Test
    @RequiresCommand({"dpkg", "sh"})
    void ordersAndRefusesAsDpkgDoes() throws Exception {
        String program = """
                while IFS='\t' read -r a b; do
                  if dpkg --compare-versions "$a" lt "$b" 2>err; then r=-1
                  elif dpkg --compare-versions "$a" eq "$b" 2>/dev/null; then r=0
                  else r=1; fi
                  if grep -q '^dpkg: error' err; then r='!'; fi
                  echo "$r"
                done
                """;
        List<VersionPairs.Pair> pairs = VersionPairs.of(DebVersions.real(), ALPHABET, 600, 2);

        VersionPairs.assertAgrees(
                ecosystem().versions(), pairs, List.of("sh", "-c", "cd '" + directory + "' && " + program), directory);
    }
}
