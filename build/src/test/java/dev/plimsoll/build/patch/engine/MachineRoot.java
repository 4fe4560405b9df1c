package dev.plimsoll.build.patch.engine;

import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.patch.BuiltDeb;
import dev.plimsoll.build.patch.RootFolder;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.image.HealthTiming;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.RunConfig;
import dev.plimsoll.image.source.ImageSources;
import dev.plimsoll.image.target.ImageTargets;
import dev.plimsoll.image.write.LayerCompression;
import dev.plimsoll.image.write.LayerContent;
import dev.plimsoll.image.write.LayerFile;
import dev.plimsoll.image.write.LayerTar;
import dev.plimsoll.image.write.NewImage;
import dev.plimsoll.image.write.WriteOptions;
import dev.plimsoll.testkit.Command;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An image whose dpkg, shell and tools are those of this machine, and whose settings would keep any script from running. */
final class MachineRoot implements AutoCloseable {
    static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    private static final String PROGRAMS =
            "sh dpkg dpkg-deb dpkg-query dpkg-split tar rm diff cat chmod ln mkdir id touch sleep"
                    + " ldconfig start-stop-daemon";
    private static final RunConfig HOSTILE = new RunConfig(
            "1234",
            List.of("PATH=/nowhere", "OWN=yes"),
            List.of("/no/such/program"),
            List.of("--argument"),
            "/srv",
            List.of("/srv/data"),
            List.of(),
            Optional.empty(),
            HealthTiming.NONE,
            "");

    private final Path folder;
    private final TempFiles tempFiles = TempFiles.ofSystem();
    private final HttpFetcher offline = HttpFetcher.offline();
    private Optional<Image> image = Optional.empty();
    final Path root;

    MachineRoot(Path folder) throws IOException {
        this.folder = folder;
        this.root = folder.resolve("root");
        for (String each : List.of(
                "usr/bin",
                "usr/sbin",
                "usr/lib",
                "usr/lib64",
                "etc",
                "var/log",
                "var/lib/dpkg/info",
                "var/lib/dpkg/updates",
                "var/lib/dpkg/triggers",
                "srv/data",
                "tmp")) {
            Files.createDirectories(root.resolve(each));
        }
        for (String each : List.of("bin", "sbin", "lib", "lib64")) {
            Files.createSymbolicLink(root.resolve(each), Path.of("usr/" + each));
        }
        Command.run(
                "sh",
                "-ec",
                "cd " + root + "; for each in " + PROGRAMS + "; do file=$(command -v $each);"
                        + " cp -L $file usr/bin/$each; for lib in $(ldd $file | grep -o '/[^ ]*' || true); do"
                        + " mkdir -p ./$(dirname $lib); cp -L $lib ./$lib; done; done;"
                        + " mv usr/bin/ldconfig usr/bin/start-stop-daemon usr/sbin");
        Files.writeString(root.resolve("var/lib/dpkg/status"), "");
        Files.writeString(root.resolve("etc/passwd"), "root:x:0:0:root:/root:/bin/sh\n");
    }

    /** A package for this machine. */
    BuiltDeb deb(String name, String version) throws IOException {
        return new BuiltDeb(folder.resolve("debs"), name, version).architecture("all");
    }

    /** As it is before the image is made. */
    MachineRoot install(BuiltDeb deb) throws IOException {
        Command.run(
                "dpkg",
                "--root=" + root,
                "--log=/dev/null",
                "--install",
                deb.build().toString());
        return this;
    }

    /** A package as an upgrade takes it. */
    static DebFile file(BuiltDeb deb) throws IOException {
        Path file = deb.sums().build();
        return new DebFile(BuiltDeb.source(file).described(), file);
    }

    Draft draft() throws IOException {
        Draft draft = new Draft(EPOCH);
        RootFolder.read(root).values().forEach(draft::change);
        return draft;
    }

    /** The image, ready to be loaded. */
    NewImage image(String platform) throws IOException {
        ImageReference place = ImageReference.parse("oci-dir://" + folder.resolve("layout"));
        List<LayerFile> files = List.copyOf(RootFolder.read(root).values());
        ImageTargets.write(
                image(platform, HOSTILE, List.of(new LayerContent("made", files)), Optional.empty()),
                place,
                new WriteOptions(
                        LayerCompression.NONE,
                        false,
                        Map.of(),
                        Limits.DEFAULT,
                        offline,
                        tempFiles,
                        Progress.NONE,
                        Optional.empty()));
        Image opened = ImageSources.open(
                place, OpenOptions.of(Map.of(), offline, tempFiles).withPlatform(Platform.parse(platform)));
        image = Optional.of(opened);
        return image(platform, RunConfig.NONE, List.of(), Optional.of(opened));
    }

    private static NewImage image(String platform, RunConfig run, List<LayerContent> layers, Optional<Image> below) {
        return new NewImage(
                "",
                Platform.parse(platform),
                run,
                Map.of(),
                EPOCH,
                "",
                layers,
                Map.of(),
                List.of(),
                below.flatMap(Image::stored));
    }

    /** What a draft holds, in a folder, for this machine's dpkg to look at. */
    Path written(Draft draft) throws IOException {
        Path tar = folder.resolve("after.tar");
        try (OutputStream out = Files.newOutputStream(tar)) {
            LayerTar.write(draft.files(), out);
        }
        Path after = Files.createDirectories(folder.resolve("after"));
        Command.run("tar", "-C", after.toString(), "--numeric-owner", "-xpf", tar.toString());
        return after;
    }

    @Override
    public void close() {
        image.ifPresent(Image::close);
        offline.close();
        tempFiles.close();
    }
}
