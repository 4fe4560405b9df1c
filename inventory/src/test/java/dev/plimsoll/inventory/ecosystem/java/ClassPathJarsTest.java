package dev.plimsoll.inventory.ecosystem.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.Gap;
import dev.plimsoll.inventory.Inventory;
import dev.plimsoll.inventory.InventoryReader;
import dev.plimsoll.inventory.MemoryContent;
import dev.plimsoll.inventory.MemoryImage;
import dev.plimsoll.inventory.ReadOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jars this test runs with: Maven put them where their path says what they are. */
class ClassPathJarsTest {
    @Test
    void namesEachJarAsItsPlaceInTheLocalRepositoryDoesOrNotAtAll(@TempDir Path temp) throws IOException {
        List<MavenLayout.Jar> jars = jars();
        MemoryImage image = MemoryImage.empty();
        for (MavenLayout.Jar jar : jars) {
            image.put(jar.imagePath(), MemoryContent.of(jar.file()));
        }

        Inventory inventory;
        try (TempFiles tempFiles = TempFiles.under(temp)) {
            inventory = new InventoryReader(List.of(new JavaEcosystem()), ReadOptions.of(tempFiles)).read(image);
        }

        assertThat(inventory.gaps()).extracting(Gap::toString).isEmpty();
        OwnIdentity identity = OwnIdentity.of(inventory, jars);
        assertThat(identity.wrong()).isEmpty();
        assertThat(identity.stated()).hasSizeGreaterThan(15);
        assertThat(identity.stated().size()
                        + identity.unidentified().size()
                        + identity.nothing().size())
                .isEqualTo(jars.size());
        // Jars that hold neither a coordinate nor code.
        assertThat(identity.nothing().size()).isLessThan(jars.size() / 10);
    }

    private static List<MavenLayout.Jar> jars() {
        List<MavenLayout.Jar> jars = new ArrayList<>();
        for (String entry : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(File.pathSeparator)) {
            int root = entry.indexOf("/repository/");
            if (entry.endsWith(".jar") && root >= 0) {
                Path repository = Path.of(entry.substring(0, root + "/repository".length()));
                jars.add(new MavenLayout(repository).jar(Path.of(entry)));
            }
        }
        assertThat(jars).hasSizeGreaterThan(20);
        return jars;
    }
}
