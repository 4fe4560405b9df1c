package dev.plimsoll.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class SafeTextTest {
    @Test
    void whatCouldSteerATerminalIsWrittenOut() {
        assertThat(SafeText.oneLine("a\u001b[31m\r\nb\u202e\u2028\ud800", 100))
                .isEqualTo("a\\u001b[31m\\u000d\\u000ab\\u202e\\u2028\\ud800");
        assertThat(SafeText.oneLine("naïve 图像 😀", 100)).isEqualTo("naïve 图像 😀");
    }

    @Test
    void longTextIsCut() {
        assertThat(SafeText.oneLine("x".repeat(1000), 10)).isEqualTo("xxxxxxxxxx…");
        assertThat(SafeText.oneLine("xxxx", 4)).isEqualTo("xxxx");
    }

    @Test
    void aPlaceHoldsNoSecrets() {
        assertThat(SafeText.place(URI.create("https://user:pass@cdn.example:8443/blob?X-Amz-Signature=abc#f")))
                .isEqualTo("https://cdn.example:8443/blob");
    }
}
