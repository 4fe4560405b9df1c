package dev.plimsoll.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every feed keeps to. */
public abstract class FeedContract {
    private static final int CUTS = 20;

    /** The feed under test. */
    protected abstract Feed feed();

    /** A small file of its, without faults and with three records at least. */
    protected abstract byte[] good();

    /** The same file with one record more, which can't be read; not the first one. */
    protected abstract byte[] withBadRecord();

    /** Whether the format itself tells when a file was cut off; one that doesn't comes in gzip, which does. */
    protected boolean tellsWhenCutOff() {
        return true;
    }

    /** Reads bytes as the feed's first file. */
    protected final CollectedRows parse(byte[] content) throws IOException {
        CollectedRows rows = new CollectedRows();
        feed().parse(feed().files().get(0), new ByteArrayInputStream(content), rows);
        return rows;
    }

    private static Object everything(CollectedRows rows) {
        return Arrays.asList(
                rows.advisories(),
                rows.covered(),
                rows.unjudgeable(),
                rows.skipped(),
                rows.withdrawn(),
                rows.exploitation(),
                rows.date());
    }

    private static int records(CollectedRows rows) {
        return rows.advisories().size() + rows.exploitation().size();
    }

    @Test
    void sameBytesGiveTheSameRows() throws IOException {
        assertThat(everything(parse(good()))).isEqualTo(everything(parse(good())));
    }

    @Test
    void aGoodFileHasNothingSkipped() throws IOException {
        CollectedRows rows = parse(good());

        assertThat(records(rows)).isGreaterThanOrEqualTo(3);
        assertThat(rows.skipped()).isEmpty();
    }

    @Test
    void aBadRecordIsCountedAndNamedAndTheRestKept() throws IOException {
        CollectedRows rows = parse(withBadRecord());

        assertThat(rows.skipped()).isNotEmpty().allSatisfy(skipped -> {
            assertThat(skipped.file()).isEqualTo(feed().files().get(0).name());
            assertThat(skipped.record()).isNotBlank();
            assertThat(skipped.reason()).isNotBlank();
        });
        assertThat(rows.advisories()).containsAll(parse(good()).advisories());
        assertThat(rows.exploitation()).containsAllEntriesOf(parse(good()).exploitation());
    }

    @Test
    void aFileThatWasCutOffIsAnErrorOrLosesNothing() throws IOException {
        if (!tellsWhenCutOff()) {
            return;
        }
        byte[] whole = good();
        int all = records(parse(whole));
        for (int i = 0; i < CUTS; i++) {
            int length = (int) ((long) whole.length * i / CUTS);
            int read;
            try {
                read = records(parse(Arrays.copyOf(whole, length)));
            } catch (IOException e) {
                assertThat(e.getMessage()).as("cut at %d", length).isNotBlank();
                continue;
            }
            assertThat(read)
                    .as("records of a file cut at %d, read without complaint", length)
                    .isEqualTo(all);
        }
    }

    @Test
    void whatIsNoFileOfThisFeedIsAnError() {
        for (String other : new String[] {"", "<html><body>404</body></html>", "[1, 2, 3]", "{\"a\": 1}", "\0\0\0\0"}) {
            byte[] bytes = other.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            assertThat(isRefused(bytes))
                    .as("'%s' is refused, or gives no rows and says so", other)
                    .isTrue();
        }
    }

    private boolean isRefused(byte[] bytes) {
        try {
            CollectedRows rows = parse(bytes);
            return records(rows) == 0 && !rows.skipped().isEmpty();
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void theMachinesLanguageChangesNothing() throws IOException {
        Locale before = Locale.getDefault();
        Object expected = everything(parse(good()));
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(everything(parse(good()))).isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void parsingNeedsNoNetwork() throws IOException {
        // The engine gives a feed bytes and nothing to fetch with; whoever asks for a proxy wants out all the same.
        java.net.ProxySelector before = java.net.ProxySelector.getDefault();
        Set<String> asked = new HashSet<>();
        try {
            java.net.ProxySelector.setDefault(new java.net.ProxySelector() {
                @Override
                public java.util.List<java.net.Proxy> select(java.net.URI uri) {
                    asked.add(String.valueOf(uri));
                    return java.util.List.of(java.net.Proxy.NO_PROXY);
                }

                @Override
                public void connectFailed(java.net.URI uri, java.net.SocketAddress address, IOException failure) {}
            });
            parse(good());
        } finally {
            java.net.ProxySelector.setDefault(before);
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void everyAdvisoryNamesTheFeed() throws IOException {
        assertThat(parse(good()).advisories())
                .allSatisfy(advisory -> assertThat(advisory.feed()).isEqualTo(feed().id()));
    }

    @Test
    void filesHaveNamesOfTheirOwnAndStayInsideAMirror() {
        assertThat(feed().files()).extracting(FeedFile::name).doesNotHaveDuplicates();
        assertThat(feed().files()).allSatisfy(file -> {
            assertThat(file.publisher().getScheme()).isEqualTo("https");
            assertThat(file.mirrorPaths())
                    .allSatisfy(path -> assertThat(path).doesNotStartWith("/").doesNotContain(".."));
        });
        assertThat(feed().isOptIn()).isEqualTo(!feed().notice().isEmpty());
    }
}
