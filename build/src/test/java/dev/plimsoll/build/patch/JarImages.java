package dev.plimsoll.build.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.advisory.Advisory;
import dev.plimsoll.advisory.Affected;
import dev.plimsoll.advisory.CollectedRows;
import dev.plimsoll.advisory.FixState;
import dev.plimsoll.advisory.Ratings;
import dev.plimsoll.advisory.VersionRange;
import dev.plimsoll.advisory.store.InMemoryAdvisories;
import dev.plimsoll.base.AppDirectories;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.BuildTools;
import dev.plimsoll.debian.DebianOptions;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.RunConfig;
import dev.plimsoll.image.source.ImageSources;
import dev.plimsoll.image.target.ImageTargets;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerCompression;
import dev.plimsoll.image.write.LayerContent;
import dev.plimsoll.image.write.LayerFile;
import dev.plimsoll.image.write.NewImage;
import dev.plimsoll.image.write.WriteOptions;
import dev.plimsoll.image.write.WrittenImage;
import dev.plimsoll.inventory.PackageKey;
import dev.plimsoll.inventory.ecosystem.Ecosystems;
import dev.plimsoll.scan.ScanOptions;
import dev.plimsoll.scan.ScanResult;
import dev.plimsoll.scan.Scanner;
import dev.plimsoll.testkit.LoopbackServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Images with jars in a directory, a repository that jars come from, and what is known against them. */
public final class JarImages implements AutoCloseable {
    /** The date of all that is made here. */
    public static final Instant DATE = Instant.parse("2026-11-01T00:00:00Z");

    private final Path directory;
    private final LoopbackServer repository;
    private final TempFiles tempFiles;
    private final CollectedRows known = new CollectedRows();
    private Platform platform = Platform.parse("linux/amd64");

    /** @param directory where everything lies */
    public JarImages(Path directory) {
        this.directory = directory;
        this.repository = LoopbackServer.serving(directory.resolve("repository"));
        this.tempFiles = TempFiles.under(directory.resolve("tmp"));
        known.covers("Maven");
    }

    /** A library of {@code org.example}. */
    public static byte[] jar(String artifact, String version) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry("META-INF/maven/org.example/" + artifact + "/pom.properties");
            entry.setTime(1_600_000_000_000L);
            zip.putNextEntry(entry);
            zip.write(("groupId=org.example\nartifactId=" + artifact + "\nversion=" + version + "\n")
                    .getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Puts a library into the repository. */
    public void publish(String artifact, String version) throws IOException {
        Path folder = Files.createDirectories(folder(artifact, version));
        Files.write(folder.resolve(artifact + "-" + version + ".jar"), jar(artifact, version));
        Files.writeString(
                folder.resolve(artifact + "-" + version + ".jar.sha256"),
                Digest.sha256(jar(artifact, version)).hex());
    }

    /** Takes it out again. */
    public void withdraw(String artifact, String version) throws IOException {
        for (String end : List.of(".jar", ".jar.sha256")) {
            Files.delete(folder(artifact, version).resolve(artifact + "-" + version + end));
        }
    }

    private Path folder(String artifact, String version) {
        return directory.resolve("repository/org/example/" + artifact + "/" + version);
    }

    /** From now on it is known that all versions before {@code fixed} have a flaw. */
    public void flaw(String id, String artifact, String fixed) {
        flaw(id, maven(artifact), "", VersionRange.before(fixed));
    }

    /** How feeds name a library of {@code org.example}. */
    static PackageKey maven(String artifact) {
        return new PackageKey("Maven", PackageKey.Kind.BINARY, "org.example:" + artifact);
    }

    /**
     * From now on it is known that some versions of a package have a flaw.
     *
     * @param severity in a word, or empty
     */
    void flaw(String id, PackageKey key, String severity, VersionRange... ranges) {
        known.covers(key.ecosystem());
        known.advisory(new Advisory(
                id,
                "osv/Maven",
                List.of("GHSA-" + id),
                List.of(),
                "",
                List.of(new Affected(key, List.of(ranges), List.of(), FixState.FIXED, "", List.of())),
                Ratings.word("test", severity).stream().toList(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                ""));
    }

    /** What images are for that are written from now on. */
    public void platform(String text) {
        platform = Platform.parse(text);
    }

    /** A file of a layer. */
    public static LayerFile file(String path, byte[] content) {
        return LayerFile.file(path, 0640, DATE, FileBody.of(content)).withOwner(7, 8);
    }

    /** Where an image of that name lies. */
    public ImageReference place(String name) {
        return ImageReference.parse("oci-dir://" + directory.resolve(name));
    }

    /** Writes an image of a layer with {@code lib} 1.2.0 and {@code other} 1.0. */
    public void writeLibraries(String name) {
        write(
                name,
                "",
                Map.of(),
                new LayerContent(
                        "made",
                        List.of(
                                file("srv/lib-1.2.0.jar", jar("lib", "1.2.0")),
                                file("srv/other-1.0.jar", jar("other", "1.0")))));
    }

    /** Writes an image, on top of another if that has a name. */
    public WrittenImage write(String name, String base, Map<String, String> labels, LayerContent... layers) {
        try (HttpFetcher offline = HttpFetcher.offline()) {
            if (base.isEmpty()) {
                return write(name, labels, Optional.empty(), offline, layers);
            }
            try (Image below = ImageSources.open(place(base), OpenOptions.of(Map.of(), offline, tempFiles))) {
                return write(name, labels, Optional.of(below), offline, layers);
            }
        }
    }

    private WrittenImage write(
            String name,
            Map<String, String> labels,
            Optional<Image> base,
            HttpFetcher fetcher,
            LayerContent... layers) {
        return ImageTargets.write(image(platform, labels, base, layers), place(name), writeOptions(fetcher));
    }

    /** Writes an image of a layer for each of several platforms. */
    public void writeAll(String name, Map<Platform, LayerContent> layers) {
        writeAll(name, Map.of(), layers);
    }

    /** The same; each layer lies on the same platform of another image, if there is one for it. */
    public void writeAll(String name, Map<Platform, String> bases, Map<Platform, LayerContent> layers) {
        Map<Platform, Image> below = new HashMap<>();
        try (HttpFetcher offline = HttpFetcher.offline()) {
            bases.forEach((each, base) -> below.put(
                    each,
                    ImageSources.open(
                            place(base),
                            OpenOptions.of(Map.of(), offline, tempFiles).withPlatform(each))));
            List<NewImage> all = layers.entrySet().stream()
                    .map(each -> image(
                            each.getKey(), Map.of(), Optional.ofNullable(below.get(each.getKey())), each.getValue()))
                    .toList();
            ImageTargets.writeAll(all, place(name), writeOptions(offline));
        } finally {
            below.values().forEach(Image::close);
        }
    }

    private static NewImage image(
            Platform platform, Map<String, String> labels, Optional<Image> base, LayerContent... layers) {
        return new NewImage(
                "",
                platform,
                RunConfig.NONE,
                labels,
                DATE,
                "",
                List.of(layers),
                Map.of(),
                List.of(),
                base.flatMap(Image::stored));
    }

    private WriteOptions writeOptions(HttpFetcher fetcher) {
        return new WriteOptions(
                LayerCompression.GZIP,
                false,
                Map.of(),
                Limits.DEFAULT,
                fetcher,
                tempFiles,
                Progress.NONE,
                Optional.empty());
    }

    /** How it is patched: with the repository of this, and versions that libraries are to get. */
    public PatchOptions options(String image, Map<String, String> to) {
        return builder(place(image)).to(to).build();
    }

    /** How an image is patched, wherever it lies: with the repository of this, and as the test goes on to say. */
    PatchOptions.Builder builder(ImageReference image) {
        return PatchOptions.builder(image).mavenRepository(repository.uri("/"));
    }

    /** How often a library was asked for. */
    int asked(String artifact, String version) {
        String name = artifact + "-" + version + ".jar";
        return repository
                .requests("/org/example/" + artifact + "/" + version + "/" + name)
                .size();
    }

    /** Patches one image of one platform into another. */
    public Optional<PatchedImage> patch(PatchOptions options, String name) {
        return with((tools, scanner) -> new ImagePatcher(tools, scanner).patchAll(options, place(name)))
                .map(JarImages::only);
    }

    /** What a patch of an image of one platform would do. */
    public PatchPlan plan(PatchOptions options) {
        return single(with((tools, scanner) -> new ImagePatcher(tools, scanner).planAll(options, Optional.empty())));
    }

    /** The image that was patched where there is one platform. */
    static PatchedImage only(PatchedIndex patched) {
        return single(patched.images());
    }

    private static <T> T single(Map<Platform, T> byPlatform) {
        assertThat(byPlatform).hasSize(1);
        return byPlatform.values().iterator().next();
    }

    /** Scans an image. */
    public ScanResult scan(String name) {
        return with((tools, scanner) -> scanner.scan(place(name), ScanOptions.DEFAULT));
    }

    /** Works with what is known now. */
    public <T> T with(BiFunction<BuildTools, Scanner, T> work) {
        Map<String, String> environment =
                Map.of("HOME", directory.resolve("home").toString());
        Clock clock = Clock.fixed(DATE, ZoneOffset.UTC);
        try (HttpFetcher fetcher = HttpFetcher.online(environment);
                Scanner scanner = Scanner.builder(environment, clock)
                        .source(InMemoryAdvisories.of("memory", known, Optional.of(DATE), Ecosystems::byId))
                        .build()) {
            return work.apply(
                    new BuildTools(
                            environment,
                            DebianOptions.DEFAULT,
                            fetcher,
                            AppDirectories.of(environment),
                            clock,
                            Progress.NONE,
                            "test"),
                    scanner);
        }
    }

    /** Opens an image for as long as {@code work} takes. */
    public <T> T opened(String name, Function<Image, T> work) {
        return opened(name, Platform.parse("linux/amd64"), work);
    }

    /** Opens an image of a platform for as long as {@code work} takes. */
    public <T> T opened(String name, Platform platform, Function<Image, T> work) {
        try (HttpFetcher offline = HttpFetcher.offline();
                Image image = ImageSources.open(
                        place(name),
                        OpenOptions.of(Map.of(), offline, tempFiles).withPlatform(platform))) {
            return work.apply(image);
        }
    }

    @Override
    public void close() {
        tempFiles.close();
        repository.close();
    }
}
