package dev.plimsoll.image.target.engine;

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
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.StoredImage;
import dev.plimsoll.image.Trees;
import dev.plimsoll.image.engine.EngineProxy;
import dev.plimsoll.image.source.ImageSources;
import dev.plimsoll.image.target.ImageTargets;
import dev.plimsoll.image.target.SampleImages;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerCompression;
import dev.plimsoll.image.write.LayerContent;
import dev.plimsoll.image.write.LayerFile;
import dev.plimsoll.image.write.NewImage;
import dev.plimsoll.image.write.WriteOptions;
import dev.plimsoll.image.write.WrittenImage;
import dev.plimsoll.testkit.DockerDaemon;
import dev.plimsoll.testkit.RequiresCommand;
import dev.plimsoll.testkit.RequiresFile;
import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real engine is sent, counted on its way, and what it has then. */
@RequiresCommand({"dockerd", "docker"})
@Timeout(180)
class HeldLayersTest {
    private static final int BIG = 3_000_000;
    private static final long SMALL = 30_000;
    private static final String LOAD = "/images/load";

    @TempDir
    private static Path service;

    private static DockerDaemon docker;

    @TempDir
    private Path folder;

    private EngineProxy engine;

    @BeforeAll
    static void start() {
        docker = DockerDaemon.start(service.resolve("d"));
    }

    @AfterAll
    static void stop() {
        docker.close();
    }

    @BeforeEach
    void standBefore() {
        engine = new EngineProxy(folder.resolve("proxy"), docker.socket());
    }

    @AfterEach
    void clear() {
        engine.close();
        docker.docker("image", "prune", "--all", "--force");
    }

    @Test
    @RequiresFile("fixtures/images/alpine-310.tar.gz")
    void onlyTheNewLayerOfAnImageInTheEngineIsSentAndTheImageIsTheSameAndRuns() {
        docker.docker(
                "load",
                "--input",
                SharedFiles.path("fixtures/images/alpine-310.tar.gz").toString());
        String archive = "archive://" + folder.resolve("new.tar");

        WrittenImage thin = open("local://alpine:3.10", base -> write("local://new:1", on(base)));
        WrittenImage whole = open("local://alpine:3.10", base -> write(archive, on(base)));

        assertThat(engine.sent(LOAD))
                .singleElement()
                .satisfies(bytes -> assertThat(bytes).isLessThan(SMALL));
        assertThat(thin).isEqualTo(whole);
        assertThat(inspect("new:1", "{{.Id}}{{range .RootFS.Layers}} {{.}}{{end}}"))
                .isEqualTo(thin.imageId() + " " + thin.layers().get(0).diffId() + " "
                        + thin.layers().get(1).diffId());
        assertThat(tree("local://new:1")).isEqualTo(tree(archive)).hasSizeGreaterThan(400);
        assertThat(docker.docker(
                        "run", "--rm", "--network=none", "--user=0", "new:1", "cat", "/new", "/etc/alpine-release"))
                .isEqualTo("new\n3.10.4\n");
    }

    @Test
    void whatTheEngineLacksIsSent() {
        write("local://app:1", image(1, "text"));
        write("local://app:2", image(1, "other"));
        write("local://app:3", image(2, "other"));
        write("local://app:4", image(2, "other"));
        docker.docker("image", "rm", "app:3", "app:4");
        write("local://app:5", image(2, "other"));

        List<Long> sent = engine.sent(LOAD);
        assertThat(sent.get(0)).as("all is new").isGreaterThan(BIG);
        assertThat(sent.get(1)).as("the upper layer is new").isLessThan(SMALL);
        assertThat(sent.get(2)).as("the lower layer is new").isGreaterThan(BIG);
        assertThat(sent.get(3)).as("nothing is new").isLessThan(SMALL);
        assertThat(sent.get(4)).as("it was removed").isGreaterThan(BIG).isEqualTo(sent.get(2));
        assertThat(tree("local://app:5")).hasSize(5);
    }

    @Test
    void aBaseFromAnArchiveIsOnlySentIfItIsNotThereButAlwaysChecked() throws IOException {
        Path file = folder.resolve("base.tar");
        String base = "archive://" + file;
        write(base, image(3, "text"));

        open(base, image -> write("local://new:1", on(image)));
        open(base, image -> write("local://new:2", on(image)));

        assertThat(engine.sent(LOAD).get(0)).isGreaterThan(BIG);
        assertThat(engine.sent(LOAD).get(1)).isLessThan(SMALL);
        byte[] damaged = Files.readAllBytes(file);
        damaged[BIG / 2]++;
        Files.write(file, damaged);
        assertThatExceptionOfType(PlimsollException.class)
                .isThrownBy(() -> open(base, image -> write("local://new:3", on(image))))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.DIGEST_MISMATCH));
        assertThat(docker.docker("images", "--quiet", "new:3")).isEmpty();
    }

    @Test
    void anImageThatIsRemovedMeanwhileIsSentWhole() {
        write("local://app:1", image(4, "text"));
        engine.beforeNext(LOAD, () -> docker.docker("image", "rm", "app:1"));

        WrittenImage written = write("local://app:2", image(4, "other"));

        List<Long> sent = engine.sent(LOAD);
        assertThat(sent).hasSize(3);
        assertThat(sent.get(1)).isLessThan(SMALL);
        assertThat(sent.get(2)).isGreaterThan(BIG);
        assertThat(inspect("app:2", "{{.Id}}")).isEqualTo(written.imageId().toString());
        assertThat(tree("local://app:2")).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "500; {\"message\":\"layer missing\"}",
                "200; {\"errorDetail\":{\"message\":\"no such file\"}}",
                "0; no HTTP"
            })
    void whatIsRefusedIsSentWhole(int status, String said) {
        write("local://app:1", image(5, "text"));
        engine.answerOnce(LOAD, status, said);

        WrittenImage written = write("local://app:2", image(5, "other"));

        assertThat(engine.sent(LOAD)).hasSize(3);
        assertThat(engine.sent(LOAD).get(2)).isGreaterThan(BIG);
        assertThat(inspect("app:2", "{{.Id}}")).isEqualTo(written.imageId().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/version; 200; {\"Components\":[{\"Name\":\"Podman Engine\"},{\"Name\":\"Conmon\"}]}",
                "/info; 200; {\"Driver\":\"overlayfs\",\"DriverStatus\":[[\"driver-type\",\"io.containerd.snapshotter.v1\"]]}",
                "/info; 500; {\"message\":\"no\"}",
                "/images/json; 200; no JSON",
                "/images/json; 200; [{\"Id\":\"../../_ping\"}]"
            })
    void anEngineThatWantsEveryLayerOrDoesNotTellWhatItHasIsSentAllAtOnce(String path, int status, String said) {
        write("local://app:1", image(6, "text"));
        engine.answer(path, status, said);

        WrittenImage written = write("local://app:2", image(6, "other"));

        assertThat(engine.sent(LOAD)).hasSize(2);
        assertThat(engine.sent(LOAD).get(1)).isGreaterThan(BIG);
        assertThat(inspect("app:2", "{{.Id}}")).isEqualTo(written.imageId().toString());
    }

    /** A big layer, told by a number, and a small one above. */
    private static NewImage image(int big, String text) {
        byte[] content = new byte[BIG];
        new Random(big).nextBytes(content);
        NewImage small = SampleImages.with(text);
        LayerContent below = new LayerContent(
                "big", List.of(LayerFile.file("big", 0644, SampleImages.CREATED, FileBody.of(content))));
        return new NewImage(
                small.name(),
                small.platform(),
                small.run(),
                small.labels(),
                small.created(),
                small.author(),
                List.of(below, small.layers().get(0)),
                small.annotations(),
                small.attachments());
    }

    private static NewImage on(StoredImage base) {
        byte[] content = "new\n".getBytes(StandardCharsets.UTF_8);
        NewImage sample = SampleImages.with("text");
        return new NewImage(
                sample.name(),
                sample.platform(),
                sample.run(),
                sample.labels(),
                sample.created(),
                sample.author(),
                List.of(new LayerContent(
                        "new", List.of(LayerFile.file("new", 0644, SampleImages.CREATED, FileBody.of(content))))),
                sample.annotations(),
                sample.attachments(),
                Optional.of(base));
    }

    private static String inspect(String name, String format) {
        return docker.docker("image", "inspect", "--format", format, name).strip();
    }

    private WrittenImage write(String place, NewImage image) {
        try (TempFiles temporary = TempFiles.under(folder.resolve("tmp"))) {
            WriteOptions options = new WriteOptions(
                    LayerCompression.GZIP,
                    false,
                    Map.of("DOCKER_HOST", engine.host()),
                    Limits.DEFAULT,
                    HttpFetcher.offline(),
                    temporary,
                    Progress.NONE,
                    Optional.empty());
            return ImageTargets.write(image, ImageReference.parse(place), options);
        }
    }

    private <T> T open(String place, Function<StoredImage, T> work) {
        return with(place, image -> work.apply(image.stored().orElseThrow()));
    }

    private List<String> tree(String place) {
        return with(place, image -> Trees.lines(image.read(Trees.ALL)));
    }

    private <T> T with(String place, Function<Image, T> work) {
        try (TempFiles temporary = TempFiles.under(folder.resolve("tmp"));
                Image image = ImageSources.open(
                        ImageReference.parse(place),
                        OpenOptions.of(Map.of("DOCKER_HOST", docker.host()), HttpFetcher.offline(), temporary))) {
            return work.apply(image);
        }
    }
}
