package dev.plimsoll.inventory.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.source.ImageSources;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Inventory;
import dev.plimsoll.inventory.InventoryReader;
import dev.plimsoll.inventory.ReadAs;
import dev.plimsoll.inventory.ReadOptions;
import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.RequiresFile;
import dev.plimsoll.testkit.SharedFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All ecosystems together on real images, opened as a user would. */
class WholeImagesTest {
    private static final String ALPINE = "fixtures/images/alpine-310.tar.gz";

    @TempDir
    Path temp;

    private Inventory read(String reference) {
        try (TempFiles tempFiles = TempFiles.under(temp);
                HttpFetcher fetcher = HttpFetcher.offline();
                Image image = ImageSources.open(
                        ImageReference.parse(reference), OpenOptions.of(Map.of(), fetcher, tempFiles))) {
            return new InventoryReader(Ecosystems.all(), ReadOptions.of(tempFiles)).read(image);
        }
    }

    @Test
    @RequiresFile(ALPINE)
    void readsARealAlpineImage() {
        Inventory inventory = read("archive://" + SharedFiles.path(ALPINE));

        assertThat(inventory.readAs()).isEqualTo(ReadAs.ROOT);
        assertThat(inventory.distro().orElseThrow().id()).isEqualTo("alpine");
        assertThat(inventory.components())
                .hasSize(14)
                .extracting(Component::ecosystem)
                .containsOnly("apk");
        assertThat(inventory.components())
                .filteredOn(component -> component.name().equals("libcrypto1.1"))
                .singleElement()
                .satisfies(component ->
                        assertThat(component.origin().orElseThrow().name()).isEqualTo("openssl"));
        assertThat(inventory.gaps()).isEmpty();
    }

    @Test
    @Tag("proof")
    @RequiresCommand("dpkg-query")
    void readsThisMachine() throws Exception {
        Inventory inventory = read("fs:///");

        List<String> theirs = new String(
                        new ProcessBuilder("dpkg-query", "-W", "-f", "${db:Status-Status} ${Package} ${Version}\n")
                                .start()
                                .getInputStream()
                                .readAllBytes(),
                        StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("config-files ") && !line.startsWith("not-installed "))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .toList();
        assertThat(inventory.components())
                .filteredOn(component -> component.ecosystem().equals("dpkg"))
                .extracting(component -> component.name() + " " + component.version())
                .containsExactlyInAnyOrderElementsOf(theirs);
        assertThat(inventory.components())
                .filteredOn(component -> component.ecosystem().equals("python")
                        && component.locations().get(0).path().startsWith("usr/lib/python3/dist-packages/"))
                .isNotEmpty()
                .allMatch(component -> component.owner().isPresent());
    }
}
