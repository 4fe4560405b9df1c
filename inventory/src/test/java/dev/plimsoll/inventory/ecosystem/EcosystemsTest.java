package dev.plimsoll.inventory.ecosystem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.inventory.Ecosystem;
import dev.plimsoll.inventory.EcosystemContract;
import dev.plimsoll.inventory.Extractor;
import dev.plimsoll.testkit.SharedFiles;
import dev.plimsoll.testkit.architecture.FixtureRule;
import dev.plimsoll.testkit.architecture.SeamRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EcosystemsTest {
    @Test
    void everyEcosystemIsListedAndKeepsTheContract() {
        SeamRule.everyImplementerIsListedAndKeepsTheContract(
                Ecosystem.class, Ecosystems.class, EcosystemContract.class, 7);
    }

    @Test
    void everyEcosystemHasFixtures() {
        FixtureRule.everyImplementerHasFixtures(
                Ecosystems.all().stream().map(Ecosystem::id).toList(),
                SharedFiles.checkout().resolve("inventory/src/test/resources/dev/plimsoll/inventory/ecosystem"),
                7);
    }

    @Test
    void listsEveryImplementerThereIs() throws IOException {
        Path sources = SharedFiles.checkout().resolve("inventory/src/main/java/dev/plimsoll/inventory/ecosystem");
        List<String> implementers;
        try (Stream<Path> files = Files.walk(sources)) {
            implementers = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Ecosystem.java"))
                    .map(name -> name.substring(0, name.length() - 5))
                    .toList();
        }

        assertThat(Ecosystems.all())
                .extracting(ecosystem -> ecosystem.getClass().getSimpleName())
                .containsExactlyInAnyOrderElementsOf(implementers)
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void knowsEachByItsIdAndItsPurlTypes() {
        assertThat(Ecosystems.all()).extracting(Ecosystem::id).doesNotHaveDuplicates();
        assertThat(Ecosystems.all().stream().flatMap(ecosystem -> ecosystem.purlTypes().stream()))
                .doesNotHaveDuplicates();
        assertThat(Ecosystems.all().stream().flatMap(each -> each.extractors().stream()))
                .extracting(Extractor::id)
                .doesNotHaveDuplicates();
        for (Ecosystem ecosystem : Ecosystems.all()) {
            assertThat(Ecosystems.byId(ecosystem.id())).containsSame(ecosystem);
            ecosystem
                    .purlTypes()
                    .forEach(type -> assertThat(Ecosystems.byPurlType(type)).containsSame(ecosystem));
        }
        assertThat(Ecosystems.byId("none")).isEmpty();
        assertThat(Ecosystems.byPurlType("generic")).isEmpty();
    }
}
