package dev.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.base.PlimsollException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask. */
class TokensTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path directory;

    private Path file(String content) throws Exception {
        return Files.writeString(directory.resolve("token"), content);
    }

    private static int status(RunningServer server, String token) throws Exception {
        return server.as(token).get("/api/v1/images").statusCode();
    }

    @Test
    void theFirstStartMakesATokenAndTellsItOnce() throws Exception {
        List<String> told = new ArrayList<>();
        for (int start = 0; start < 2; start++) {
            try (RunningServer server = RunningServer.start(directory, Allowed.NOTHING)) {
                told.addAll(server.newTokens);
                assertThat(told).hasSize(1);
                assertThat(status(server, told.get(0))).isEqualTo(200);
                assertThat(server.log).noneMatch(line -> line.contains(told.get(0)));
            }
        }
        assertThat(told.get(0)).hasSizeGreaterThan(40);
    }

    @Test
    void theTokenOfAFileCountsWithoutTheWhiteSpaceAroundItAndIsNotTold() throws Exception {
        try (RunningServer server = RunningServer.withTokenFile(directory, file("\n " + TOKEN + " \r\n"))) {
            assertThat(server.newTokens).isEmpty();
            assertThat(status(server, TOKEN)).isEqualTo(200);
            assertThat(status(server, TOKEN + "x")).isEqualTo(401);
        }
    }

    @Test
    void anotherTokenInTheFileTakesThePlaceOfTheFormerOne() throws Exception {
        String made;
        try (RunningServer server = RunningServer.start(directory, Allowed.NOTHING)) {
            made = server.token();
        }
        for (String token : List.of(TOKEN, TOKEN.replace('0', 'x'))) {
            try (RunningServer server = RunningServer.withTokenFile(directory, file(token))) {
                assertThat(status(server, token)).isEqualTo(200);
                assertThat(status(server, made)).isEqualTo(401);
                made = token;
            }
        }
        try (RunningServer server = RunningServer.start(directory, Allowed.NOTHING)) {
            assertThat(server.newTokens).isEmpty();
            assertThat(status(server, made)).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "short",
                "0123456789abcdef0123456789abcde",
                "0123456789abcdef 0123456789abcdef",
                "ü123456789abcdef0123456789abcdef"
            })
    void aFileWithoutATokenThatIsLongEnoughIsRefused(String content) throws Exception {
        Path file = file(content);

        assertThatThrownBy(() -> RunningServer.withTokenFile(directory, file))
                .isInstanceOf(PlimsollException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("--token-file")
                .hasMessageNotContaining("0123456789abcde");
        // It has let go of all it took: the next start simply works.
        RunningServer.start(directory, Allowed.NOTHING).close();
    }

    @Test
    void aFileThatIsNotThereOrHasNoEndIsRefused() {
        for (String file : List.of(directory.resolve("absent").toString(), "/dev/zero", directory.toString())) {
            assertThatThrownBy(() -> RunningServer.withTokenFile(directory, Path.of(file)))
                    .as(file)
                    .isInstanceOf(PlimsollException.class)
                    .hasMessageContaining(file);
        }
    }
}
