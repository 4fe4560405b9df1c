package dev.plimsoll.image.source.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.Patience;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A registry made for the case, and what its user sees of it. */
@Timeout(60)
abstract class RegistryCases {
    static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("me:geheim".getBytes(StandardCharsets.UTF_8));

    final StubRegistry registry = new StubRegistry();

    final HttpFetcher fetcher = HttpFetcher.online(Map.of(), Patience.SHORT);

    @TempDir
    Path directory;

    TempFiles tempFiles = TempFiles.ofSystem();

    Optional<Platform> platform = Optional.empty();

    Limits limits = Limits.DEFAULT;

    Map<String, String> environment = new HashMap<>();

    @AfterEach
    void close() {
        fetcher.close();
        registry.close();
        tempFiles.close();
    }

    ImageInfo open(String name) {
        return source(registry.authority() + "/" + name);
    }

    ImageInfo source(String name) {
        OpenOptions options = new OpenOptions(
                platform,
                Optional.empty(),
                false,
                false,
                environment,
                limits,
                fetcher,
                tempFiles,
                Progress.NONE,
                Optional.empty());
        try (Image image = new RegistrySource().open(ImageReference.parse("registry://" + name), options)) {
            return image.info();
        }
    }

    void assertRefused(String name, ErrorCode code) {
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> open(name))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                .satisfies(
                        e -> assertThat(e.getMessage()).doesNotContain("geheim").doesNotContain("\n"));
    }

    static String config(String architecture) {
        return "{\"architecture\":\"%s\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}"
                .formatted(architecture);
    }

    static String configPath(String repository, String architecture) {
        return "/v2/" + repository + "/blobs/" + StubRegistry.digest(config(architecture));
    }

    void login(String host) throws IOException {
        dockerConfig("{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(host, BASIC.substring("Basic ".length())));
    }

    void dockerConfig(String json) throws IOException {
        Files.writeString(directory.resolve("config.json"), json);
        environment.put("DOCKER_CONFIG", directory.toString());
    }
}
