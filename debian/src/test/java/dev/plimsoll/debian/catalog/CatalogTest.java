package dev.plimsoll.debian.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.plimsoll.debian.resolve.ArchivePackage;
import dev.plimsoll.debian.resolve.MultiArch;
import dev.plimsoll.debian.resolve.RelationKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {
    @TempDir
    Path directory;

    private static final String FULL = """
            Package: mailer
            Source: mail (2:1.0-1)
            Version: 1.0-1+b2
            Architecture: amd64
            Maintainer: Somebody
            Depends: libc6 (>= 2.36),
             base | other:any (<< 3)
            Pre-Depends: dpkg
            Breaks: old (<= 1)
            Provides: mta (= 1), mail-agent
            Multi-Arch: foreign
            Essential: yes
            Priority: required
            Section: mail
            Installed-Size: 120
            Description: it mails""";

    @Test
    void givesBackWhatAStanzaSays() throws IOException {
        Catalog catalog = new TestCatalogs(directory).catalog("main", "Package: a", FULL, "Package: z");

        ArchivePackage mailer = catalog.stanza(catalog.own("mailer")[0], "bookworm");
        assertThat(mailer.version()).isEqualTo("1.0-1+b2");
        assertThat(mailer.source()).isEqualTo("mail");
        assertThat(mailer.sourceVersion()).isEqualTo("2:1.0-1");
        assertThat(mailer.relations(RelationKind.DEPENDS)).hasToString("[libc6 (>= 2.36), base | other:any (<< 3)]");
        assertThat(mailer.relations(RelationKind.PRE_DEPENDS)).hasToString("[dpkg]");
        assertThat(mailer.relations(RelationKind.BREAKS)).hasToString("[old (<= 1)]");
        assertThat(mailer.relations(RelationKind.CONFLICTS)).isEmpty();
        assertThat(mailer.multiArch()).isEqualTo(MultiArch.FOREIGN);
        assertThat(mailer.essential()).isTrue();
        assertThat(mailer.installedSize()).isEqualTo(120);
        assertThat(mailer.suite()).isEqualTo("bookworm");
    }

    @Test
    void findsByNameWhatIsThereAndWhatIsProvided() {
        Catalog catalog = new TestCatalogs(directory)
                .catalog("main", "Package: a\nVersion: 1", FULL, "Package: a\nVersion: 2\nProvides: mta");

        assertThat(catalog.own("a")).containsExactly(0, 2);
        assertThat(catalog.providers("mta")).containsExactly(1, 2);
        assertThat(catalog.own("mta")).isEmpty();
        assertThat(catalog.own("absent")).isEmpty();
        assertThat(catalog.providers("")).isEmpty();
    }

    @Test
    void knowsTheOrderInWhichNamesAppear() {
        Catalog catalog = new TestCatalogs(directory).catalog("main", FULL, "Package: libc6", "Package: base");

        assertThat(catalog.rank("mailer")).isLessThan(catalog.rank("dpkg")).isNotNegative();
        assertThat(catalog.rank("dpkg")).isLessThan(catalog.rank("libc6"));
        assertThat(catalog.rank("libc6")).isLessThan(catalog.rank("base"));
        assertThat(catalog.rank("other")).as("only as other:any").isNegative();
    }

    @Test
    void refusesAFileThatIsCutOrChanged() throws IOException {
        Path file = new TestCatalogs(directory).write("main", FULL);
        byte[] good = Files.readAllBytes(file);
        for (int length : new int[] {0, 3, good.length / 2, good.length - 1}) {
            Files.write(file, Arrays.copyOf(good, length));
            assertThatIOException().as("cut at " + length).isThrownBy(() -> Catalog.read(file));
        }
        byte[] changed = good.clone();
        changed[good.length - 10] ^= 1;
        Files.write(file, changed);
        assertThatIOException().isThrownBy(() -> Catalog.read(file));
    }
}
