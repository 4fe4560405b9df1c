package dev.plimsoll.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeJsonTest {
    private static final Limits LIMITS = Limits.DEFAULT.with("json-depth", 10).with("json-bytes", 1000);
    private final SafeJson json = SafeJson.within(LIMITS);

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] nested(int depth) {
        return utf8("[".repeat(depth) + "]".repeat(depth));
    }

    @Test
    void readsADocument() throws IOException {
        assertThat(json.readTree(utf8(" {\"a\": [1, \"ü\"]} \n"), "a.json")
                        .at("/a/1")
                        .asText())
                .isEqualTo("ü");
    }

    @Test
    void readsToTheStatedDepthAndNoDeeper() throws IOException {
        assertThat(json.readTree(nested(10), "a.json").isArray()).isTrue();
        assertThatThrownBy(() -> json.readTree(nested(11), "a.json"))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("a.json");
    }

    @Test
    void depthHoldsForStreamingToo() throws IOException {
        try (JsonParser parser = json.factory().createParser(nested(11))) {
            assertThatThrownBy(() -> {
                        while (parser.nextToken() != null) {
                            assertThat(parser.currentTokenLocation()).isNotNull();
                        }
                    })
                    .isInstanceOf(StreamConstraintsException.class);
        }
    }

    @Test
    void aStreamIsReadToTheStatedSize() throws IOException {
        InputStream fits = new ByteArrayInputStream(utf8("\"" + "x".repeat(998) + "\""));
        assertThat(json.readTree(fits, "a.json").asText()).hasSize(998);
        InputStream tooLong = new ByteArrayInputStream(utf8("\"" + "x".repeat(999) + "\""));
        assertThatThrownBy(() -> json.readTree(tooLong, "a.json"))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("a.json")
                .hasMessageContaining("1000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  \n",
                "{\"a\": 1",
                "{\"a\": 1}}",
                "{} {}",
                "{} x",
                "[1,]",
                "{'a': 1}",
                "{a: 1}",
                "NaN",
                "// no\n{}",
                "\u0000",
                "not json"
            })
    void refusesWhatIsNotOneDocument(String text) {
        assertThatThrownBy(() -> json.readTree(utf8(text), "config of a.tar"))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining("config of a.tar");
    }

    @Test
    void saysWhere() {
        assertThatThrownBy(() -> json.readTree(utf8("{\n  \"a\": tru\n}"), "a.json"))
                .hasMessageContaining("line 2");
    }

    @Test
    void aMessageDoesNotRepeatTheDocument() {
        assertThatThrownBy(() -> json.readTree(utf8("{\"password\": \"hunter2\" oops}"), "a.json"))
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        assertThatThrownBy(() -> json.readTree(new byte[] {'"', (byte) 0xff, (byte) 0xfe, '"'}, "a.json"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void refusesAnAbsurdNumber() {
        assertThatThrownBy(() -> json.readTree(utf8("1" + "0".repeat(500)), "a.json"))
                .isInstanceOf(LimitExceededException.class);
    }
}
