package dev.plimsoll.image.source.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.ImageSource;
import dev.plimsoll.image.ImageSourceContract;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.Scheme;
import dev.plimsoll.image.Trees;
import dev.plimsoll.image.engine.StubEngine;
import dev.plimsoll.testkit.image.TinyImage;
import dev.plimsoll.testkit.image.TinyTar;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EngineSourceTest {
    private static final String JSON = "/v1.41/images/app:1/json";
    private static final String GET = "/v1.41/images/app:1/get";

    @Nested
    class Contract extends ImageSourceContract {
        private Optional<StubEngine> engine = Optional.empty();
        private int engines;

        @AfterEach
        void close() {
            engine.ifPresent(StubEngine::close);
        }

        private ImageReference serve(byte[] archive) {
            engine.ifPresent(StubEngine::close);
            StubEngine next = new StubEngine(directory.resolve("engine" + engines++));
            next.json(JSON, "{\"Os\":\"linux\",\"Architecture\":\"amd64\"}");
            next.answer(GET, StubEngine.chunked(archive));
            engine = Optional.of(next);
            return ImageReference.parse("local://app:1");
        }

        @Override
        protected ImageSource source() {
            return new EngineSource();
        }

        @Override
        protected OpenOptions options(TempFiles tempFiles) {
            return EngineSourceTest.options(
                    Map.of("DOCKER_HOST", "unix://" + engine.orElseThrow().socket), tempFiles, Optional.empty());
        }

        @Override
        protected ImageReference offer(TinyImage image) {
            return serve(TinyImage.tar(image.dockerFiles()));
        }

        @Override
        protected Optional<ImageReference> offerDamaged(TinyImage image) {
            Map<String, byte[]> files = new LinkedHashMap<>(image.dockerFiles());
            files.replaceAll((name, content) -> {
                byte[] changed = content.clone();
                if (name.contains(image.id().hex())) {
                    changed[changed.length - 1] = ' ';
                    changed[changed.length - 2] = '}';
                }
                return changed;
            });
            return Optional.of(serve(TinyImage.tar(files)));
        }

        @Override
        protected Optional<ImageReference> offerCut(TinyImage image, int keep) {
            byte[] archive = TinyImage.tar(image.dockerFiles());
            return Optional.of(serve(Arrays.copyOf(archive, (int) ((long) archive.length * keep / 1000))));
        }
    }

    @Nested
    class Conversation {
        @TempDir
        Path directory;

        private Optional<StubEngine> started = Optional.empty();
        private final Map<String, String> environment = new HashMap<>();
        private final byte[] archive = TinyImage.tar(new TinyImage()
                .tag("app:1")
                .layer(new TinyTar().file("f", "text"))
                .dockerFiles());

        @BeforeEach
        void start() {
            StubEngine engine = new StubEngine(directory.resolve("e.sock"));
            engine.json(JSON, "{\"Os\":\"linux\",\"Architecture\":\"amd64\"}");
            engine.answer(GET, StubEngine.chunked(archive));
            environment.put("DOCKER_HOST", "unix://" + engine.socket);
            started = Optional.of(engine);
        }

        @AfterEach
        void close() {
            engine().close();
        }

        private StubEngine engine() {
            return started.orElseThrow();
        }

        @Test
        void readsWhatTheEngineSendsWithoutTheNetwork() {
            try (TempFiles tempFiles = TempFiles.under(directory.resolve("temp"));
                    Image image = open("app:1", tempFiles, Optional.empty())) {
                assertThat(Trees.text(image.read(Trees.ALL), "f")).isEqualTo("text");
                assertThat(image.info().tags()).containsExactly("app:1");
                assertThat(image.info().form()).isEqualTo(Scheme.LOCAL);
            }
            assertThat(engine().asked).allMatch(request -> request.startsWith("GET "));
            assertThat(directory.resolve("temp")).isEmptyDirectory();
        }

        @Test
        void aBodyMayAlsoBeOfAStatedLengthOrEndWithTheConnection() {
            byte[] head = "HTTP/1.1 200 OK\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            engine().answer(GET, join(head, archive));
            assertThat(read("app:1")).isEqualTo("text");
            head = ("HTTP/1.1 100 Continue\r\nX: y\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length:" + archive.length
                            + "\r\n\r\n")
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            engine().answer(GET, join(head, archive));
            assertThat(read("app:1")).isEqualTo("text");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "SSH-2.0-OpenSSH",
                    "HTTP/1.1 200",
                    "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nx",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabcdef\r\n0\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
                    "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nx",
                    "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nx",
                    "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
                    "HTTP/1.1 500 Oops\r\nContent-Length: 2\r\n\r\n{}",
                })
        void garbageIsAClearError(String raw) {
            engine().answer(GET, raw);
            assertRefused("app:1", ErrorCode.ENGINE_UNREACHABLE);
        }

        @Test
        void aHeadWithoutEndIsStopped() {
            engine().answer(GET, "HTTP/1.1 200 OK\r\nX: " + "y".repeat(1_000_000));
            assertRefused("app:1", ErrorCode.ENGINE_UNREACHABLE);
        }

        @Test
        void anExportBeyondTheLimitIsStopped() {
            byte[] big = new byte[500_000];
            engine().answer(GET, StubEngine.chunked(big));
            OpenOptions small;
            try (TempFiles tempFiles = TempFiles.under(directory.resolve("temp"))) {
                OpenOptions o = options(environment, tempFiles, Optional.empty());
                small = new OpenOptions(
                        o.platform(),
                        o.ref(),
                        false,
                        false,
                        o.environment(),
                        Limits.DEFAULT.with("layer-bytes", 100_000),
                        o.fetcher(),
                        tempFiles,
                        Progress.NONE,
                        Optional.empty());
                assertThatExceptionOfType(PlimsollException.class)
                        .isThrownBy(() -> new EngineSource().open(ImageReference.parse("local://app:1"), small))
                        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
            }
        }

        @Test
        void anImageThatTheEngineLacksIsNotFound() {
            assertThatExceptionOfType(PlimsollException.class)
                    .isThrownBy(() -> read("other:2"))
                    .withMessageContaining("No \\u001bimage")
                    .withMessageContaining("registry://other:2")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.IMAGE_NOT_FOUND));
        }

        @Test
        void aNameCannotChangeWhatIsAsked() {
            assertRefused("a/../b?x=y#z HTTP/1.1\r\nX: y", ErrorCode.IMAGE_NOT_FOUND);
            assertThat(engine().asked.get(1))
                    .startsWith(
                            "GET /v1.41/images/a/../b%3Fx%3Dy%23z%20HTTP/1.1%0D%0AX:%20y/json HTTP/1.1\r\nHost: engine\r\n");
        }

        @Test
        void anotherPlatformIsAskedForWhereTheEngineCan() {
            Optional<Platform> arm = Optional.of(Platform.parse("linux/arm64/v8"));
            assertThatExceptionOfType(PlimsollException.class)
                    .isThrownBy(() -> read("app:1", arm))
                    .withMessageContaining("linux/amd64")
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PLATFORM_NOT_FOUND));
            engine().answer("/_ping", "HTTP/1.1 200 OK\r\nApi-Version: 1.48\r\nContent-Length: 0\r\n\r\n");
            engine().json("/v1.48/images/app:1/json", "{\"Os\":\"linux\",\"Architecture\":\"amd64\"}");
            assertRefused("app:1", arm, ErrorCode.IMAGE_NOT_FOUND);
            assertThat(engine().asked.get(engine().asked.size() - 1))
                    .startsWith(
                            "GET /v1.48/images/app:1/get?platform=%7B%22os%22%3A%22linux%22%2C%22architecture%22%3A%22arm64%22"
                                    + "%2C%22variant%22%3A%22v8%22%7D ");
        }

        private void assertRefused(String name, ErrorCode code) {
            assertRefused(name, Optional.empty(), code);
        }

        private void assertRefused(String name, Optional<Platform> platform, ErrorCode code) {
            assertThatExceptionOfType(PlimsollException.class)
                    .isThrownBy(() -> read(name, platform))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
        }

        private String read(String name) {
            return read(name, Optional.empty());
        }

        private String read(String name, Optional<Platform> platform) {
            try (TempFiles tempFiles = TempFiles.under(directory.resolve("temp"));
                    Image image = open(name, tempFiles, platform)) {
                return Trees.text(image.read(Trees.ALL), "f");
            }
        }

        private Image open(String name, TempFiles tempFiles, Optional<Platform> platform) {
            return new EngineSource()
                    .open(new ImageReference(Scheme.LOCAL, name), options(environment, tempFiles, platform));
        }
    }

    private static byte[] join(byte[] head, byte[] body) {
        byte[] all = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }

    private static OpenOptions options(
            Map<String, String> environment, TempFiles tempFiles, Optional<Platform> platform) {
        return new OpenOptions(
                platform,
                Optional.empty(),
                false,
                false,
                environment,
                Limits.DEFAULT,
                HttpFetcher.offline(),
                tempFiles,
                Progress.NONE,
                Optional.empty());
    }
}
