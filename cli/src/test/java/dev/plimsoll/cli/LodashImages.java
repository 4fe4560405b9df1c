package dev.plimsoll.cli;

import dev.plimsoll.testkit.image.TinyImage;
import dev.plimsoll.testkit.image.TinyTar;
import java.nio.file.Path;

/** A base with a lodash that {@link SampleFeeds#lodash} knows a flaw of, its successor without, and a child; each for two platforms. */
final class LodashImages {
    private static final String[] ARCHITECTURES = {"amd64", "arm64"};

    private final Path directory;

    /** @param directory the layouts {@code base}, {@code new} and {@code child} are written into, and {@code mixed}: a child of the one and of the other */
    LodashImages(Path directory) {
        this.directory = directory;
    }

    LodashImages write() {
        write("base", image(0, "4.17.20"), image(1, "4.17.20"));
        write("new", image(0, "4.17.21"), image(1, "4.17.21"));
        write("child", child(image(0, "4.17.20")), child(image(1, "4.17.20")));
        write("mixed", child(image(0, "4.17.20")), child(image(1, "4.17.21")));
        return this;
    }

    /** The new base for the first platform alone. */
    LodashImages writeHalf() {
        write("half", image(0, "4.17.21"));
        return this;
    }

    private static TinyImage image(int platform, String lodash) {
        return new TinyImage()
                .architecture(ARCHITECTURES[platform])
                .layer(new TinyTar()
                        .file("etc/architecture", ARCHITECTURES[platform])
                        .file(
                                "srv/node_modules/lodash/package.json",
                                "{\"name\": \"lodash\", \"version\": \"" + lodash + "\"}"));
    }

    private static TinyImage child(TinyImage base) {
        return base.layer(new TinyTar().file("opt/app", "app"), "COPY app /opt");
    }

    private void write(String name, TinyImage... images) {
        TinyImage.writeDirectory(TinyImage.platformFiles(images), directory.resolve(name));
    }

    String place(String name) {
        return "oci-dir://" + directory.resolve(name);
    }
}
