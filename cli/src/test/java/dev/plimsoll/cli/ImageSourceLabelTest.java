package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.build.spec.ImageSpec;
import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever meets one of the project's images somewhere is led back to where it comes from. */
class ImageSourceLabelTest {
    private static final String SOURCE = "https://plimsoll.dev/plimsoll";

    private static Path container(String file) {
        return SharedFiles.checkout().resolve("containers").resolve(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis.yaml", "postgresql.yaml", "server.yaml"})
    void a_spec_names_the_source(String file) {
        assertThat(ImageSpec.read(container(file)).spec().orElseThrow().about().source())
                .contains(SOURCE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile.redis", "Dockerfile.postgres", "Dockerfile.server"})
    void a_dockerfile_labels_the_image_it_makes(String file) throws IOException {
        String text = Files.readString(container(file));
        String last = text.substring(text.lastIndexOf("\nFROM "));

        assertThat(last).contains("org.opencontainers.image.source=\"" + SOURCE + "\"");
    }
}
