package dev.plimsoll.inventory.ecosystem.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.image.Gap;
import dev.plimsoll.image.Scheme;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Ecosystem;
import dev.plimsoll.inventory.EcosystemContract;
import dev.plimsoll.inventory.Inventory;
import dev.plimsoll.inventory.MemoryImage;
import dev.plimsoll.inventory.VersionOracle;
import dev.plimsoll.testkit.RequiresCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeEcosystemTest extends EcosystemContract {
    @Override
    protected Ecosystem ecosystem() {
        return new NodeEcosystem();
    }

    @Override
    protected String nameInPurl(Component component) {
        return component.name().toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @CsvSource({
        "node_modules/a/package.json, true",
        "node_modules/@s/a/package.json, true",
        "node_modules/a/node_modules/b/package.json, true",
        "app/test/node_modules/b/package.json, true",
        "node_modules/a/lib/server/node_modules/b/package.json, true",
        "node_modules/.pnpm/node_modules/a/package.json, true",
        "node_modules/.pnpm/a@1.0.0_b@2/node_modules/@s/a/package.json, true",
        "node_modules/.store/a-1/package/package.json, true",
        "usr/share/nodejs/semver/package.json, true",
        "usr/share/nodejs/@npmcli/fs/package.json, true",
        "usr/lib/nodejs/a/package.json, true",
        "usr/share/nodejs/gulp/node_modules/b/package.json, true",
        "usr/share/nodejs/package.json, false",
        "usr/share/nodejs/@npmcli/package.json, false",
        "usr/share/nodejs/semver/esm/package.json, false",
        "usr/share/nodejs/a/test/node_modules/b/package.json, false",
        "opt/usr/share/nodejs/a/package.json, false",
        "package.json, false",
        "/package.json, false",
        "a/package.json, false",
        "node_modules/package.json, false",
        "node_modules/@s/package.json, false",
        "node_modules/.bin/package.json, false",
        "node_modules/.a-x7Y/package.json, false",
        "node_modules/.store/a-1/package.json, false",
        "node_modules/.pnpm/a@1/package.json, false",
        "node_modules/a/esm/package.json, false",
        "node_modules/@s/a/esm/package.json, false",
        "node_modules/a/test/x/node_modules/b/package.json, false",
        "node_modules/a/x-package.json, false",
        "node_modules/a/package.json/b, false",
        "my_node_modules/a/package.json, false",
    })
    void tellsInstalledPackagesByTheirPlace(String path, boolean installed) {
        assertThat(PackagePaths.isInstalledManifest(path)).isEqualTo(installed);
    }

    @Test
    void reportsJsonOfAbsurdDepthOrSizeAsBeyondTheLimits() {
        Inventory found = read(MemoryImage.empty()
                .put("node_modules/deep/package.json", "{\"a\":" + "[".repeat(100_000) + "}")
                .put("node_modules/long/package.json", "{\"a\":\"" + "x".repeat(17 << 20) + "\"}"));

        assertThat(found.components()).isEmpty();
        assertThat(found.gaps()).extracting(Gap::reason).containsExactly(Gap.Reason.LIMIT, Gap.Reason.LIMIT);
    }

    @Test
    void reportsWhatALockFileOfTheFutureSays() {
        Inventory found = read(MemoryImage.empty()
                .as(Scheme.FS)
                .put(
                        "package-lock.json",
                        "{\"lockfileVersion\":4,\"packages\":{\"node_modules/a\":{\"version\":\"1.0.0\"}}}")
                .put("old/yarn.lock", "a@^1:\n  version \"1.0.0\"\n")
                .put("long/yarn.lock", "# yarn lockfile v1\n" + "x".repeat(17 << 20)));

        assertThat(found.components()).isEmpty();
        assertThat(found.gaps())
                .extracting(Gap::reason)
                .containsExactly(Gap.Reason.LIMIT, Gap.Reason.CORRUPT, Gap.Reason.UNSUPPORTED);
    }

    @Test
    void keepsDifferentNamesApartThatPurlsDoNot() {
        Inventory found = read(MemoryImage.empty()
                .put("node_modules/JSONStream/package.json", "{\"name\":\"JSONStream\",\"version\":\"1.3.5\"}"));

        assertThat(found.components()).singleElement().satisfies(component -> {
            assertThat(component.purl()).hasToString("pkg:npm/jsonstream@1.3.5");
            assertThat(ecosystem().keys(component, Optional.empty()))
                    .singleElement()
                    .satisfies(key -> assertThat(key.name()).isEqualTo("JSONStream"));
        });
    }

    @Test
    @RequiresCommand("npm")
    void findsWhatNpmSaysItInstalled(@TempDir Path directory) throws Exception {
        Files.writeString(
                directory.resolve("package.json"),
                "{\"dependencies\":{\"express\":\"4.16.0\",\"low\":\"npm:lodash@4.17.15\",\"@babel/code-frame\":\"7.0.0\","
                        + "\"rxjs\":\"6.6.7\",\"resolve\":\"1.10.0\",\"npm\":\"6.14.4\"}}");
        VersionOracle.run(directory, "npm", "install", "--no-audit", "--no-fund", "--silent", "--ignore-scripts");
        // npm's own record of what lies in node_modules; bundled packages included.
        JsonNode record = new ObjectMapper()
                .readTree(directory.resolve("node_modules/.package-lock.json").toFile());
        TreeSet<String> expected = new TreeSet<>();
        record.path("packages").properties().forEach(entry -> {
            String place = entry.getKey();
            String name = entry.getValue()
                    .path("name")
                    .asText(place.substring(place.lastIndexOf("node_modules/") + "node_modules/".length()));
            expected.add(name + " " + entry.getValue().path("version").asText());
        });

        Inventory found = read(MemoryImage.of(directory).as(Scheme.ARCHIVE));

        TreeSet<String> names = new TreeSet<>();
        found.components().forEach(component -> names.add(component.name() + " " + component.version()));
        assertThat(expected).hasSizeGreaterThan(300);
        assertThat(names).isEqualTo(expected);
        assertThat(found.gaps()).isEmpty();
    }
}
