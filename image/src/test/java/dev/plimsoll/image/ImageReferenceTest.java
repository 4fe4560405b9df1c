package dev.plimsoll.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
    @ParameterizedTest
    @CsvSource({
        "alpine, IMAGE, alpine",
        "localhost:5000/team/app:1.2, IMAGE, localhost:5000/team/app:1.2",
        "image://alpine:3.10, IMAGE, alpine:3.10",
        "local://app, LOCAL, app",
        "registry://r.example/app@sha256:00, REGISTRY, r.example/app@sha256:00",
        "oci-dir:///var/layout, OCI_DIR, /var/layout",
        "archive://./a b.tar, ARCHIVE, ./a b.tar",
        "fs:///, FS, /",
        "sbom://a.json, SBOM, a.json",
    })
    void readsPrefixAndPlace(String text, Scheme scheme, String place) {
        assertThat(ImageReference.parse(text)).isEqualTo(new ImageReference(scheme, place));
    }

    @Test
    void anSbomWithoutAPlaceIsStandardInput() {
        assertThat(ImageReference.parse("sbom://")).isEqualTo(new ImageReference(Scheme.SBOM, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "archive://", "fs://", "registry://", "docker://alpine", "https://x", "://"})
    void refusesWhatNamesNoImage(String text) {
        assertThatThrownBy(() -> ImageReference.parse(text))
                .isInstanceOfSatisfying(
                        PlimsollException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE));
    }

    @Test
    void anUnknownPrefixIsToldTheKnownOnes() {
        assertThatThrownBy(() -> ImageReference.parse("docker://alpine"))
                .hasMessageContaining("docker://")
                .hasMessageContaining("registry://")
                .hasMessageContaining("sbom://");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alpine:3.10", "archive://a.tar", "fs:///", "sbom://"})
    void isWrittenAsItWasRead(String text) {
        assertThat(ImageReference.parse(text)).hasToString(text);
    }
}
