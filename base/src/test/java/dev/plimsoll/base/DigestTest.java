package dev.plimsoll.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {
    /** FIPS 180-2, appendix B.1. */
    private static final String SHA256_OF_ABC =
            "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private static final byte[] ABC = "abc".getBytes(StandardCharsets.US_ASCII);

    @Test
    void hashesAsThePublishedVectorsSay() throws IOException {
        assertThat(Digest.sha256(ABC)).hasToString(SHA256_OF_ABC);
        assertThat(Digest.of(Digest.Algorithm.SHA256, new ByteArrayInputStream(ABC)))
                .hasToString(SHA256_OF_ABC);
        assertThat(Digest.of(Digest.Algorithm.SHA1, new ByteArrayInputStream(ABC)))
                .hasToString("sha1:a9993e364706816aba3e25717850c26c9cd0d89d");
        assertThat(Digest.of(Digest.Algorithm.SHA512, new ByteArrayInputStream(ABC))
                        .hex())
                .startsWith("ddaf35a193617abacc417349ae204131");
    }

    @Test
    void readsWhatItWrites() {
        assertThat(Digest.parse(SHA256_OF_ABC)).contains(Digest.sha256(ABC));
    }

    @Test
    void writesTheSameInTurkey() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr"));
        try {
            assertThat(Digest.sha256(ABC)).hasToString(SHA256_OF_ABC);
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256",
                "sha256:",
                ":ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "sha256:BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
                "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a",
                "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad0",
                "sha256:../816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "SHA256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "md5:900150983cd24fb0d6963f7d28e17f72"
            })
    void refusesWhatIsNoDigest(String text) {
        assertThat(Digest.parse(text)).isEmpty();
    }

    @Test
    void canNotBeMadeOfAPath() {
        assertThatThrownBy(() -> new Digest(Digest.Algorithm.SHA256, "../".repeat(21) + "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
