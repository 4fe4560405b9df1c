package dev.plimsoll.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PurlTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "lodash",
                "é",
                "日本",
                "a\u0001b",
                "a\u001bB",
                "a b",
                "x%41",
                "a@b?c#d",
                "a+b:c~",
                "\uD83D\uDEA2",
                "%3A",
                "%FFFFFFC3"
            })
    void readsBackWhateverAnImageCallsItsPackages(String name) {
        Purl purl = Purl.of("npm", "", name, name, Map.of("note", name));

        assertThat(Purl.parse(purl.toString())).contains(purl);
        assertThat(purl.toString()).matches("[!-~]+");
    }

    @Test
    void writesPercentEncodedUtf8() {
        assertThat(Purl.of("npm", "@bébé", "naïve", "1.0+b:1", Map.of()))
                .hasToString("pkg:npm/%40b%C3%A9b%C3%A9/na%C3%AFve@1.0%2Bb:1");
        assertThat(Purl.of("deb", "debian", "a", "1:2", Map.of("arch", "amd64", "x", "b/c")))
                .hasToString("pkg:deb/debian/a@1:2?arch=amd64&x=b%2Fc");
    }
}
