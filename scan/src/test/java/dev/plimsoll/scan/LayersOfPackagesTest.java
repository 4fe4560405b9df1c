package dev.plimsoll.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.advisory.Coverage;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.inventory.PackageKey;
import dev.plimsoll.inventory.sbom.Sbom;
import dev.plimsoll.inventory.sbom.SbomFormat;
import dev.plimsoll.inventory.sbom.Subject;
import dev.plimsoll.inventory.sbom.format.SbomFormats;
import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.image.TinyImage;
import dev.plimsoll.testkit.image.TinyTar;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Findings in packages of apk and rpm name the layer that brought the package, not the last one that wrote the database. */
class LayersOfPackagesTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path directory;

    @Test
    void apkPackagesComeWithTheLayerOfTheirFiles() throws Exception {
        String first = "P:first\nV:1-r0\nF:usr/bin\nR:first\n\n";
        String second = "P:second\nV:1-r0\nF:usr/bin\nR:second\n\n";
        TinyImage image = new TinyImage()
                .layer(new TinyTar()
                        .file("etc/os-release", "ID=alpine\nVERSION_ID=3.20.1\n")
                        .file("usr/bin/first", "")
                        .file("lib/apk/db/installed", first))
                .layer(new TinyTar().file("usr/bin/second", "").file("lib/apk/db/installed", first + second));

        assertLayers(image, "Alpine:v3.20", PackageKey.Kind.SOURCE);
    }

    @Test
    @RequiresCommand("rpmbuild")
    void rpmPackagesComeWithTheLayerOfTheirFiles() throws Exception {
        run("""
                set -e
                for name in first second; do
                    printf '%s\\n' "Name: $name" 'Version: 1' 'Release: 1' 'Summary: A test' 'License: MIT' 'BuildArch: noarch' \\
                        '%description' 'A test.' '%install' "mkdir -p %{buildroot}/usr/bin" "touch %{buildroot}/usr/bin/$name" \\
                        '%files' "/usr/bin/$name" > $name.spec
                    rpmbuild -bb --quiet --define "_topdir $PWD/build" --define '_build_id_links none' $name.spec
                done
                mkdir root
                install() {
                    rpm --root "$PWD/root" --dbpath /var/lib/rpm --define '_db_backend sqlite' -i --nodeps --noscripts \\
                        build/RPMS/noarch/$1-1-1.noarch.rpm
                }
                install first
                mkdir -p root/etc layer2/var/lib/rpm layer2/usr/bin
                printf 'ID=almalinux\\nVERSION_ID=9.4\\n' > root/etc/os-release
                tar -cf layer1.tar -C root .
                install second
                cp -a root/var/lib/rpm/. layer2/var/lib/rpm/
                cp -a root/usr/bin/second layer2/usr/bin/
                tar -cf layer2.tar -C layer2 .
                """);
        TinyImage image = new TinyImage()
                .layer(Files.readAllBytes(directory.resolve("layer1.tar")))
                .layer(Files.readAllBytes(directory.resolve("layer2.tar")));

        assertLayers(image, "AlmaLinux:9", PackageKey.Kind.BINARY);
    }

    /** In the image itself and in both SBOMs made of it. */
    private void assertLayers(TinyImage image, String ecosystem, PackageKey.Kind kind) throws IOException {
        Path archive = TinyImage.writeTar(image.dockerFiles(), directory.resolve("image.tar"));
        try (Scanner scanner = Scanner.builder(Map.of("HOME", directory.toString()), NOW)
                .fetcher(HttpFetcher.offline())
                .source(Samples.knowing(
                        Coverage.Level.JUDGED,
                        Samples.advisory("CVE-1", List.of(), new PackageKey(ecosystem, kind, "first"), "2-r0"),
                        Samples.advisory("CVE-2", List.of(), new PackageKey(ecosystem, kind, "second"), "2-r0")))
                .build()) {
            ScanResult scanned = scanner.scan("archive://" + archive);
            assertThat(layers(scanned)).isEqualTo(Map.of("first", 0, "second", 1));
            InventoryOf inventory =
                    scanner.inventory(ImageReference.parse("archive://" + archive), ScanOptions.DEFAULT);
            for (SbomFormat format : SbomFormats.all()) {
                Path file = directory.resolve(format.id() + ".json");
                try (OutputStream out = Files.newOutputStream(file)) {
                    format.write(
                            Sbom.of(inventory.inventory(), Subject.of(inventory.image()), "plimsoll test"),
                            NOW.instant(),
                            out);
                }
                assertThat(layers(scanner.scan("sbom://" + file)))
                        .as(format.id())
                        .isEqualTo(layers(scanned));
            }
        }
    }

    private static Map<String, Integer> layers(ScanResult result) {
        Map<String, Integer> layers = new TreeMap<>();
        result.findings()
                .forEach(finding ->
                        layers.put(finding.component().name(), finding.layer().orElse(-1)));
        return layers;
    }

    private void run(String script) throws IOException, InterruptedException {
        Path log = directory.resolve("log");
        Process process = new ProcessBuilder("sh", "-c", script)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }
}
