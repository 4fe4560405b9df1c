package dev.plimsoll.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SafeXmlTest {
    @Test
    void givesElementsWithTheirOwnText() throws IOException {
        assertThat(read("<?xml version='1.0'?><a xmlns='urn:x'> <b>one<!-- c --> &amp; <![CDATA[two]]></b><c/></a>"))
                .containsExactly("b=one & two", "c=", "a= ");
    }

    @Test
    void readsNoExternalEntity(@TempDir Path directory) throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "TOPSECRET");
        String document = "<!DOCTYPE a [<!ENTITY x SYSTEM '" + secret.toUri() + "'>]><a><b>&x;</b></a>";
        assertThat(readOrFailure(document)).noneMatch(line -> line.contains("TOPSECRET"));
    }

    @Test
    @Timeout(20)
    void unfoldsNoEntities() {
        StringBuilder document = new StringBuilder("<!DOCTYPE a [<!ENTITY x0 'ha'>");
        for (int i = 1; i < 40; i++) {
            String before = "&x" + (i - 1) + ";";
            document.append("<!ENTITY x" + i + " '" + before + before + "'>");
        }
        document.append("]><a><b>&x39;</b></a>");
        assertThat(readOrFailure(document.toString())).allMatch(line -> line.length() < 200);
    }

    @Test
    void keepsADocumentWhoseEntityNobodyDeclared() {
        assertThat(readOrFailure("<a><b>S&oslash;ren</b><c>1</c></a>")).contains("c=1");
    }

    @Test
    void namesADocumentThatIsCutOff() {
        assertThatThrownBy(() -> read("<a><b>"))
                .isInstanceOf(MalformedXmlException.class)
                .hasMessageContaining("test.xml");
    }

    @Test
    void boundsSizeAndDepth() {
        assertThatThrownBy(() -> SafeXml.hardened().read(stream("<a>12345</a>"), 5, "test.xml", new Recorder()))
                .isInstanceOf(LimitExceededException.class);
        assertThatThrownBy(() -> read("<a>".repeat(100_000))).isInstanceOf(LimitExceededException.class);
    }

    private static List<String> readOrFailure(String document) {
        try {
            return read(document);
        } catch (IOException e) {
            return List.of("failed: " + e.getMessage());
        }
    }

    private static List<String> read(String document) throws IOException {
        Recorder recorder = new Recorder();
        SafeXml.hardened().read(stream(document), 1 << 20, "test.xml", recorder);
        return recorder.lines;
    }

    private static ByteArrayInputStream stream(String document) {
        return new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8));
    }

    private static final class Recorder implements SafeXml.Handler {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void start(String name) {}

        @Override
        public void end(String name, String text) {
            lines.add(name + "=" + text);
        }
    }
}
