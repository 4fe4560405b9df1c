package dev.plimsoll.inventory.ecosystem.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.plimsoll.image.Gap;
import dev.plimsoll.image.Scheme;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Ecosystem;
import dev.plimsoll.inventory.EcosystemContract;
import dev.plimsoll.inventory.Inventory;
import dev.plimsoll.inventory.MemoryImage;
import dev.plimsoll.inventory.VersionOracle;
import dev.plimsoll.testkit.RequiresCommand;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonEcosystemTest extends EcosystemContract {
    private static final String LIST = """
            import importlib.metadata as m
            for d in m.distributions(path=['packages']):
                print(d.metadata['Name'], d.version)
            """;

    @Override
    protected Ecosystem ecosystem() {
        return new PythonEcosystem();
    }

    @Override
    protected String nameInPurl(Component component) {
        return component.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @ParameterizedTest
    @CsvSource({
        "Jinja2, jinja2",
        "zope.interface, zope-interface",
        "ruamel__yaml.-clib, ruamel-yaml-clib",
        "IDNA, idna",
    })
    void takesTheSpellingsOfANameAsOne(String name, String key) {
        assertThat(ecosystem().canonicalName(name)).isEqualTo(key);
    }

    @Test
    void givesUpFilesThatAreNoRequirementsAfterSomeLines() {
        Inventory found = read(MemoryImage.empty()
                .as(Scheme.FS)
                .put("requirements.txt", "!\n".repeat(1_000_000))
                .put("long/requirements.txt", "x".repeat(20 << 20)));

        assertThat(found.gaps()).hasSizeLessThan(60);
        assertThat(found.gaps())
                .extracting(Gap::path, Gap::reason)
                .contains(
                        tuple("long/requirements.txt", Gap.Reason.LIMIT),
                        tuple("requirements.txt", Gap.Reason.CORRUPT));
    }

    @Test
    void boundsTheHeadersOfMetadata() {
        Inventory found = read(MemoryImage.empty()
                .put("a-1.dist-info/METADATA", "Name: a\nVersion: 1\nLicense: " + "x".repeat(20 << 20) + "\n")
                .put("b-1.dist-info/METADATA", "Name: b\nVersion: 1\n\n" + "x".repeat(20 << 20) + "\n"));

        assertThat(found.components()).extracting(Component::name).containsExactly("b");
        assertThat(found.gaps()).extracting(Gap::reason).containsExactly(Gap.Reason.LIMIT);
    }

    @Test
    @RequiresCommand({"python3", "pip"})
    void findsWhatPythonSaysIsInstalled(@TempDir Path directory) throws Exception {
        VersionOracle.run(
                directory,
                "pip",
                "install",
                "--quiet",
                "--target",
                "packages",
                "requests==2.19.0",
                "Jinja2==2.10",
                "zope.interface==6.0",
                "setuptools==65.5.0",
                "ruamel.yaml==0.17.21");
        String listed = VersionOracle.run(directory, "python3", "-c", LIST);

        Inventory found = read(MemoryImage.of(directory).as(Scheme.ARCHIVE));

        TreeSet<String> names = new TreeSet<>();
        found.components().stream()
                .filter(component -> component.locations().stream()
                        .noneMatch(each -> each.path().contains("_vendor")))
                .forEach(component -> names.add(component.name() + " " + component.version()));
        assertThat(names).isEqualTo(new TreeSet<>(listed.lines().toList())).hasSizeGreaterThan(8);
        assertThat(found.gaps()).isEmpty();
    }
}
