package dev.plimsoll.image.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** In whatever pieces content comes, the answer is that of looking at all of it at once. */
class ProbeTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean passes(Probe probe, String content, Random pieces) {
        byte[] all = bytes("..." + content + "...");
        probe.reset();
        int at = 3;
        int end = all.length - 3;
        while (at < end) {
            int n = Math.min(end - at, pieces.nextInt(5));
            probe.look(all, at, n);
            at += n;
        }
        return probe.passed();
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('a' + random.nextInt(2)));
        }
        return text.toString();
    }

    @Test
    void theAnswerIsThatOfAllAtOnce() {
        Random random = new Random(4);
        int passed = 0;
        for (int i = 0; i < 20_000; i++) {
            String start = text(random, random.nextInt(3));
            String marker = text(random, random.nextInt(7));
            String content = text(random, random.nextInt(30));
            boolean expected = content.startsWith(start) && content.contains(marker);
            Probe probe = new Probe(bytes(start), bytes(marker));

            assertThat(passes(probe, content, random))
                    .as("%s, %s in %s", start, marker, content)
                    .isEqualTo(expected);
            passed += expected ? 1 : 0;
        }
        assertThat(passed).isBetween(4_000, 16_000);
    }

    /** Nothing of a former content counts. */
    @Test
    void eachContentIsLookedAtAlone() {
        Probe probe = new Probe(bytes("E"), bytes("\u00ff Go"));
        Random pieces = new Random(1);

        assertThat(passes(probe, "E and \u00ff Go", pieces)).isTrue();
        assertThat(passes(probe, "E and \u00ff G", pieces)).isFalse();
        assertThat(passes(probe, "o and E", pieces)).isFalse();
        assertThat(passes(probe, "Eo", pieces)).isFalse();
        assertThat(passes(probe, "E\u00ff\u00ff Go", pieces)).isTrue();
    }
}
