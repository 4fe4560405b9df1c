package dev.plimsoll.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FileNamesTest {
    private static String decode(int... bytes) {
        byte[] name = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            name[i] = (byte) bytes[i];
        }
        return FileNames.decode(name);
    }

    @Test
    void utf8_stands_and_other_bytes_are_written_out() {
        assertThat(FileNames.decode("straße/日本/𝄞".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("straße/日本/𝄞");
        assertThat(decode('a', 0xe9, 'b')).isEqualTo("a\\xe9b");
        assertThat(decode('a', 0xe9)).isEqualTo("a\\xe9");
        assertThat(decode(0xed, 0xa0, 0x80)).as("a surrogate").isEqualTo("\\xed\\xa0\\x80");
        assertThat(decode(0xc0, 0xaf)).as("an overlong slash").isEqualTo("\\xc0\\xaf");
    }

    @Test
    void a_backslash_is_written_out_only_where_it_could_be_mistaken() {
        assertThat(FileNames.decode("a\\b".getBytes(StandardCharsets.UTF_8))).isEqualTo("a\\b");
        assertThat(FileNames.decode("a\\xe9".getBytes(StandardCharsets.UTF_8))).isEqualTo("a\\x5cxe9");
        assertThat(FileNames.decode("a\\xe".getBytes(StandardCharsets.UTF_8))).isEqualTo("a\\xe");
    }

    @Test
    void different_names_stay_different() {
        Random random = new Random(5);
        byte[] alphabet = {'\\', 'x', 'e', '9', '5', 'c', 'C', (byte) 0xe9, (byte) 0xc3, (byte) 0xa9};
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < 50_000; i++) {
            byte[] name = new byte[1 + random.nextInt(6)];
            for (int j = 0; j < name.length; j++) {
                name[j] = alphabet[random.nextInt(alphabet.length)];
            }
            String bytes = new String(name, StandardCharsets.ISO_8859_1);
            assertThat(names.put(FileNames.decode(name), bytes)).isIn(null, bytes);
        }
    }

    @Test
    void paths_are_normalised_and_never_climb_out() {
        assertThat(FileNames.normalise("./a//b/./c/")).contains("a/b/c");
        assertThat(FileNames.normalise("/a/../b")).contains("b");
        assertThat(FileNames.normalise("")).contains("");
        assertThat(FileNames.normalise("./")).contains("");
        assertThat(FileNames.normalise("a/..")).contains("");
        assertThat(FileNames.normalise("a/b")).contains("a/b");
        assertThat(FileNames.normalise("a/...")).contains("a/...");
        assertThat(FileNames.normalise("..")).isEmpty();
        assertThat(FileNames.normalise("a/../../b")).isEmpty();
        assertThat(FileNames.normalise("/../b")).isEmpty();
    }

    @Test
    void messages_carry_no_control_characters() {
        assertThat(FileNames.printable("a\u001b[31m\n\u202eb")).isEqualTo("a\\x1b[31m\\x0a\\u202eb");
        assertThat(FileNames.printable("x".repeat(1000))).hasSizeLessThan(310);
    }
}
