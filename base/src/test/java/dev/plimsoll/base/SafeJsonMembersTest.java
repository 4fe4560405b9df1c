package dev.plimsoll.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeJsonMembersTest {
    private static final int LIMIT = 200_000;
    private final SafeJson json =
            SafeJson.within(Limits.DEFAULT.with("json-depth", 10).with("json-bytes", LIMIT));

    private static InputStream utf8(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads all members called {@code a} whole and all called {@code list} by element, passes over the rest. */
    private List<String> read(InputStream in, boolean whole) throws IOException {
        List<String> seen = new ArrayList<>();
        json.readMembers(in, "doc", whole, (name, value) -> {
            if (name.equals("a")) {
                seen.add("a=" + value.tree());
            } else if (name.equals("list")) {
                value.elements(element -> seen.add(element.toString()));
            }
        });
        return seen;
    }

    @Test
    void givesMembersInOrderAndPassesOverTheRest() throws IOException {
        assertThat(read(
                        utf8(
                                "{\"x\":{\"a\":[1,{}]},\"list\":[1,{\"b\":[2]},[3]],\"y\":1,\"a\":{\"c\":null},\"z\":[[]]}"),
                        true))
                .containsExactly("1", "{\"b\":[2]}", "[3]", "a={\"c\":null}");
    }

    @Test
    void anEmptyListGivesNothingAndALoneValueOneElement() throws IOException {
        assertThat(read(utf8("{\"list\":[],\"a\":0,\"list\":7}"), true)).containsExactly("a=0", "7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "[]", "1", "{\"a\":1", "{\"a\"", "{\"list\":[1,", "{\"x\":[", "{} {}", "{}x", "{a:1}"})
    void refusesWhatIsNotOneObject(String text) {
        assertThatThrownBy(() -> read(utf8(text), true))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining("doc");
    }

    @Test
    void mayStopAtTheEndOfTheObject() throws IOException {
        assertThat(read(utf8("{\"a\":1}, \"more\": 2}"), false)).containsExactly("a=1");
    }

    @Test
    void depthHoldsInWhatIsPassedOverToo() {
        assertThatThrownBy(() -> read(utf8("{\"x\":" + "[".repeat(100) + "]".repeat(100) + "}"), true))
                .isInstanceOf(LimitExceededException.class);
    }

    @Test
    void anArrayIsReadElementByElement() throws IOException {
        List<String> elements = new ArrayList<>();
        json.readElements(utf8(" [1, {\"a\":[2]}, \"x\"] "), "doc", each -> elements.add(each.toString()));
        assertThat(elements).containsExactly("1", "{\"a\":[2]}", "\"x\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[1", "[1] 2", "[1,}"})
    void whatIsNoWholeArrayIsRefused(String document) {
        assertThatThrownBy(() -> json.readElements(utf8(document), "doc", each -> {}))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining("doc");
    }

    @Test
    void anObjectOfAnySizeIsReadInParts() throws IOException {
        String element = "{\"n\":\"" + "x".repeat(1000) + "\"},";
        int[] count = {0};
        json.readMembers(
                utf8("{\"list\":[" + element.repeat(5000) + "1]}"),
                "doc",
                true,
                (name, value) -> value.elements(each -> count[0]++));
        assertThat(count[0]).isEqualTo(5001);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":[", "{\"list\":[1,["})
    void aPartOverTheLimitIsRefusedBeforeItEnds(String start) {
        InputStream endless = new SequenceInputStream(utf8(start), new InputStream() {
            private int at;

            @Override
            public int read() {
                return at++ % 2 == 0 ? '1' : ',';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                for (int i = 0; i < length; i++) {
                    buffer[offset + i] = (byte) read();
                }
                return length;
            }
        });
        assertThatThrownBy(() -> read(endless, true))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("200000");
    }
}
