package dev.plimsoll.debian.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.plimsoll.debian.resolve.ArchivePackage;
import dev.plimsoll.debian.resolve.MultiArch;
import dev.plimsoll.debian.resolve.RelationKind;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CatalogTest {
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
        Catalog catalog = TestCatalogs.catalog("main", "Package: a", FULL, "Package: z");

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
        Catalog catalog =
                TestCatalogs.catalog("main", "Package: a\nVersion: 1", FULL, "Package: a\nVersion: 2\nProvides: mta");

        assertThat(catalog.own("a")).containsExactly(0, 2);
        assertThat(catalog.providers("mta")).containsExactly(1, 2);
        assertThat(catalog.own("mta")).isEmpty();
        assertThat(catalog.own("absent")).isEmpty();
        assertThat(catalog.providers("")).isEmpty();
    }

    @Test
    void knowsTheOrderInWhichNamesAppear() {
        Catalog catalog = TestCatalogs.catalog("main", FULL, "Package: libc6", "Package: base");

        assertThat(catalog.rank("mailer")).isLessThan(catalog.rank("dpkg")).isNotNegative();
        assertThat(catalog.rank("dpkg")).isLessThan(catalog.rank("libc6"));
        assertThat(catalog.rank("libc6")).isLessThan(catalog.rank("base"));
        assertThat(catalog.rank("other")).as("only as other:any").isNegative();
    }

    @Test
    void findsEachOfManyPackagesInItsBlock() throws IOException {
        int count = 20_000;
        String[] stanzas = IntStream.range(0, count)
                .mapToObj(i -> "Package: p" + i + "\nVersion: " + i + "\nDepends: d" + i + "\nProvides: v" + i % 3
                        + " (= 1), v" + i % 3 + " (= 2)")
                .toArray(String[]::new);
        Catalog catalog = TestCatalogs.catalog("main", stanzas);

        for (int i = count - 1; i >= 0; i -= 7) {
            assertThat(catalog.own("p" + i)).containsExactly(i);
            assertThat(catalog.name(i)).isEqualTo("p" + i);
            assertThat(catalog.version(i)).isEqualTo("" + i);
            assertThat(catalog.stanza(i, "s").relations(RelationKind.DEPENDS)).hasToString("[d" + i + "]");
            assertThat(catalog.rank("d" + i)).isGreaterThan(catalog.rank("p" + i));
        }
        assertThat(catalog.providers("v1"))
                .as("each once, in their order")
                .containsExactly(
                        IntStream.range(0, count).filter(i -> i % 3 == 1).toArray());
        assertThat(catalog.own("p" + count)).isEmpty();
    }

    @Test
    void takesAPackageThatIsLargerThanABlock() throws IOException {
        String dependencies =
                IntStream.range(0, 10_000).mapToObj(i -> "name" + i).collect(Collectors.joining(", "));
        Catalog catalog = TestCatalogs.catalog(
                "main", "Package: a", "Package: big\nDepends: " + dependencies, "Package: z\nVersion: 3");

        assertThat(catalog.stanza(1, "s").relations(RelationKind.DEPENDS)).hasSize(10_000);
        assertThat(catalog.version(2)).isEqualTo("3");
        assertThat(catalog.version(0)).isEqualTo("1");
    }

    @Test
    void isEmptyIfTheIndexIs() {
        Catalog catalog = TestCatalogs.catalog("main");

        assertThat(catalog.own("a")).isEmpty();
        assertThat(catalog.rank("a")).isNegative();
    }

    @Test
    void refusesWhatIsNone() {
        assertThatIOException().isThrownBy(() -> new Catalog(new byte[3], "main"));
        assertThatIOException().isThrownBy(() -> new Catalog(new byte[100], "main"));
    }
}
