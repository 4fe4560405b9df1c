package dev.plimsoll.build.patch;

import static dev.plimsoll.build.patch.JarImages.file;
import static dev.plimsoll.build.patch.JarImages.maven;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.advisory.Severity;
import dev.plimsoll.advisory.VersionRange;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.write.LayerContent;
import dev.plimsoll.inventory.PackageKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages, flaws and severities that a patch is kept to; all else stays as it is. */
class PartOfAnImageTest {
    @TempDir
    private Path directory;

    private JarImages images;

    @BeforeEach
    void start() throws IOException {
        images = new JarImages(directory);
        images.publish("lib", "1.2.7");
        images.publish("other", "1.1");
        images.flaw("CVE-2026-0001", maven("lib"), "high", VersionRange.before("1.2.7"));
        images.flaw("CVE-2026-0002", maven("other"), "low", VersionRange.before("1.1"));
        images.flaw("CVE-2026-0003", debian("openssl"), "high", VersionRange.before("3.0.2"));
        images.flaw("CVE-2026-0004", debian("zlib"), "low", VersionRange.before("1.3"));
    }

    @AfterEach
    void stop() {
        images.close();
    }

    private static PackageKey debian(String source) {
        return new PackageKey("Debian:12", PackageKey.Kind.SOURCE, source);
    }

    private PatchOptions options(UnaryOperator<PatchOptions.Builder> part) {
        return part.apply(images.builder(images.place("image"))).build();
    }

    private void assertExchanges(UnaryOperator<PatchOptions.Builder> part, String name, String... libraries) {
        PatchedImage patched = images.patch(options(part), name).orElseThrow();

        assertThat(patched.plan().changes().stream().map(each -> each.name() + " " + each.to()))
                .containsExactlyInAnyOrder(libraries);
        assertThat(patched.after().findings()).hasSize(2 - libraries.length);
    }

    @Test
    void librariesAreExchangedThatAnyOfTheOptionsNames() {
        images.writeLibraries("image");

        assertExchanges(part -> part.onlySeverities(Set.of(Severity.HIGH)), "a", "org.example:lib 1.2.7");
        assertExchanges(part -> part.onlyPackages(Set.of("other")), "b", "org.example:other 1.1");
        assertExchanges(part -> part.onlyPackages(Set.of("org.example:other")), "c", "org.example:other 1.1");
        assertExchanges(part -> part.onlyFlaws(Set.of("CVE-2026-0002")), "d", "org.example:other 1.1");
        assertExchanges(part -> part.onlyFlaws(Set.of("GHSA-CVE-2026-0001")), "e", "org.example:lib 1.2.7");
        assertExchanges(
                part -> part.onlyFlaws(Set.of("CVE-2026-0001")).onlySeverities(Set.of(Severity.LOW)),
                "f",
                "org.example:lib 1.2.7",
                "org.example:other 1.1");
        assertThat(images.patch(options(part -> part.onlySeverities(Set.of(Severity.CRITICAL))), "g"))
                .isEmpty();
    }

    @Test
    void debianPackagesAreUpgradedThatAnyOfTheOptionsNames() {
        String status =
                stanza("libssl3", "openssl", "3.0.1") + stanza("zlib1g", "zlib", "1.2") + stanza("tar", "tar", "1");
        images.write(
                "image",
                "",
                Map.of(),
                new LayerContent(
                        "made",
                        List.of(
                                file("etc/os-release", "ID=debian\nVERSION_ID=12\n".getBytes(StandardCharsets.UTF_8)),
                                file("var/lib/dpkg/status", status.getBytes(StandardCharsets.UTF_8)))));

        assertThat(selected(part -> part)).as("all").isEmpty();
        assertThat(selected(part -> part.onlySeverities(Set.of(Severity.HIGH)))).contains(Set.of("libssl3"));
        assertThat(selected(part -> part.onlyFlaws(Set.of("CVE-2026-0004")))).contains(Set.of("zlib1g"));
        assertThat(selected(part -> part.onlyFlaws(Set.of("GHSA-CVE-2026-0003"))))
                .contains(Set.of("libssl3"));
        assertThat(selected(part -> part.onlyPackages(Set.of("tar")).onlySeverities(Set.of(Severity.LOW))))
                .contains(Set.of("tar", "zlib1g"));
        assertThat(selected(part -> part.onlySeverities(Set.of(Severity.CRITICAL))))
                .contains(Set.of());
    }

    private static String stanza(String name, String source, String version) {
        return "Package: " + name + "\nStatus: install ok installed\nSource: " + source + "\nVersion: " + version
                + "\nArchitecture: amd64\n\n";
    }

    private Optional<Set<String>> selected(UnaryOperator<PatchOptions.Builder> part) {
        return PatchSelection.of(options(part), images.scan("image"));
    }

    @Test
    void whatTheImageDoesNotHaveIsNamed() {
        images.writeLibraries("image");

        assertRefused(
                part -> part.onlyPackages(Set.of("libb")), "the image has no Debian package and no Java library libb");
        assertRefused(part -> part.onlyFlaws(Set.of("CVE-2020-1")), "the image has no finding CVE-2020-1");
        assertThat(directory.resolve("patched")).doesNotExist();
    }

    private void assertRefused(UnaryOperator<PatchOptions.Builder> part, String why) {
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> images.patch(options(part), "patched"))
                .withMessage(why)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE));
    }
}
