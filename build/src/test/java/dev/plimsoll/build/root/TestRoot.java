package dev.plimsoll.build.root;

import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.spec.ImageSpec;
import dev.plimsoll.build.unpack.TestUnpacking;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Builds roots of test packages. */
final class TestRoot {
    static final Instant EPOCH = Instant.parse("2026-01-02T03:04:05Z");

    private final Path folder;
    private final TempFiles tempFiles;

    TestRoot(Path folder, TempFiles tempFiles) {
        this.folder = folder;
        this.tempFiles = tempFiles;
    }

    /** A tree of packages, by a spec that says no more than {@code more}. */
    RootTree build(String more, TestDeb... debs) throws IOException {
        List<RootPackage> packages = new java.util.ArrayList<>();
        for (TestDeb deb : debs) {
            packages.add(deb.in(folder));
        }
        return build(more, packages, "amd64");
    }

    RootTree build(String more, List<RootPackage> packages, String architecture) throws IOException {
        Path file = folder.resolve("app.yaml");
        Files.writeString(file, """
                image: plimsoll/app:latest
                release: bookworm
                packages: [base-files]
                run: {user: "999:999", entrypoint: [/usr/bin/app]}
                """ + more);
        ImageSpec.Reading reading = ImageSpec.read(file);
        ImageSpec spec = reading.spec().orElseThrow(() -> new AssertionError(reading.faults()));
        return RootBuilder.build(
                new RootRequest(spec, packages, architecture, EPOCH), TestUnpacking.with(tempFiles), Progress.NONE);
    }

    static Map<String, LayerFile> byPath(RootTree tree) {
        return tree.files().stream().collect(Collectors.toMap(LayerFile::path, Function.identity()));
    }

    static LayerFile file(RootTree tree, String path) {
        LayerFile file = byPath(tree).get(path);
        if (file == null) {
            throw new AssertionError("no /" + path);
        }
        return file;
    }

    static String text(RootTree tree, String path) throws IOException {
        LayerFile file = file(tree, path);
        if (file.body().isEmpty()) {
            throw new AssertionError("no file /" + path);
        }
        try (InputStream in = file.body().get().open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
