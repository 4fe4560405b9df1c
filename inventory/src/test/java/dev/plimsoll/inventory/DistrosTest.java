package dev.plimsoll.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.Gap;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistrosTest {
    @TempDir
    Path temp;

    private Optional<Distro> read(MemoryImage image) {
        return inventory(image).distro();
    }

    private Inventory inventory(MemoryImage image) {
        return new InventoryReader(List.of(), ReadOptions.of(TempFiles.under(temp))).read(image);
    }

    @Test
    void readsOsReleaseWithEachKindOfQuoting() {
        Distro distro = Distros.parse("""
                # a comment
                ID=almalinux
                ID="alma'linux"
                VERSION_ID='9.4'
                PRETTY_NAME="Alma \\"Linux\\" \\$5"
                ID_LIKE="rhel centos  fedora"
                VERSION_CODENAME=
                not a line
                """);

        assertThat(distro.id()).isEqualTo("alma'linux");
        assertThat(distro.versionId()).isEqualTo("9.4");
        assertThat(distro.prettyName()).isEqualTo("Alma \"Linux\" $5");
        assertThat(distro.idLike()).containsExactly("rhel", "centos", "fedora");
        assertThat(distro.codename()).isEmpty();
        assertThat(Distros.parse("").id()).isEqualTo("linux");
    }

    @Test
    void followsLinksAndPrefersEtc() {
        assertThat(read(MemoryImage.empty()
                        .link("etc/os-release", "../usr/lib/os-release")
                        .put("usr/lib/os-release", "ID=x")))
                .map(Distro::id)
                .contains("x");
        assertThat(read(MemoryImage.empty().put("etc/os-release", "ID=x").put("usr/lib/os-release", "ID=y")))
                .map(Distro::id)
                .contains("x");
        assertThat(read(MemoryImage.empty()
                        .link("etc/os-release", "../usr/lib/os-release")
                        .link("usr/lib/os-release", "os.release.d/os-release-fedora")
                        .put("usr/lib/os.release.d/os-release-fedora", "ID=fedora")))
                .map(Distro::id)
                .contains("fedora");
    }

    @Test
    void fallsBackOnlyWhereExact() {
        assertThat(read(MemoryImage.empty().put("etc/alpine-release", "3.10.9\n")))
                .contains(new Distro("alpine", "3.10.9", "", "Alpine Linux v3.10", List.of()));
        assertThat(read(MemoryImage.empty().put("etc/alpine-release", "3.20_alpha20240315\n")))
                .isEmpty();
        assertThat(read(MemoryImage.empty().put("etc/debian_version", "12.5\n")))
                .map(Distro::versionId)
                .contains("12");
        assertThat(read(MemoryImage.empty().put("etc/debian_version", "trixie/sid\n")))
                .isEmpty();
        assertThat(read(MemoryImage.empty()
                        .put("etc/debian_version", "12.5\n")
                        .link("etc/dpkg/origins/default", "/etc/dpkg/origins/devuan")))
                .isEmpty();
        assertThat(read(MemoryImage.empty())).isEmpty();
    }

    @Test
    void reportsAnOsReleaseThatIsTooLargeToBeOne() {
        Inventory inventory = inventory(MemoryImage.empty().put("etc/os-release", "#".repeat(100_000)));

        assertThat(inventory.distro()).isEmpty();
        assertThat(inventory.gaps()).extracting(Gap::path).containsExactly("etc/os-release");
    }
}
