package dev.plimsoll.image.target;

import dev.plimsoll.image.HealthTiming;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.RunConfig;
import dev.plimsoll.image.write.Attachment;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerContent;
import dev.plimsoll.image.write.LayerFile;
import dev.plimsoll.image.write.NewImage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A small image to be written. */
public final class SampleImages {
    /** Its date. */
    public static final Instant CREATED = Instant.parse("2026-11-28T10:00:00Z");

    /** How it asks to be run. */
    public static final RunConfig RUN = new RunConfig(
            "999:999",
            List.of("A=b"),
            List.of("/bin/app"),
            List.of("-x"),
            "/data",
            List.of("/data"),
            List.of("80/tcp"),
            Optional.of(List.of("CMD", "/bin/app", "ping")),
            new HealthTiming(
                    Optional.of(Duration.ofSeconds(30)),
                    Optional.of(Duration.ofSeconds(5)),
                    Optional.empty(),
                    OptionalInt.of(3)),
            "SIGINT");

    private SampleImages() {}

    /** With a file, its hard link, a symbolic link and something beside it. */
    public static NewImage with(String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        List<LayerFile> files = List.of(
                LayerFile.file("bin/app", 0755, CREATED, FileBody.of(content)),
                LayerFile.directory("bin", 0755, CREATED),
                LayerFile.symlink("bin/link", "app", CREATED),
                new LayerFile(
                        "bin/again",
                        LayerFile.Type.HARD_LINK,
                        0755,
                        0,
                        0,
                        CREATED,
                        "bin/app",
                        Optional.empty(),
                        Map.of()));
        return new NewImage(
                "plimsoll/app:latest",
                Platform.parse("linux/amd64"),
                RUN,
                Map.of("k", "v"),
                CREATED,
                "somebody",
                List.of(new LayerContent("made", files)),
                Map.of(),
                List.of(new Attachment(
                        "text/plain",
                        "text/plain",
                        (manifest, layers) -> manifest.toString().getBytes(StandardCharsets.UTF_8),
                        Map.of())));
    }

    /** The same for another platform. */
    public static NewImage on(String platform, String text) {
        NewImage image = with(text);
        return new NewImage(
                image.name(),
                Platform.parse(platform),
                image.run(),
                image.labels(),
                image.created(),
                image.author(),
                image.layers(),
                image.annotations(),
                image.attachments());
    }
}
