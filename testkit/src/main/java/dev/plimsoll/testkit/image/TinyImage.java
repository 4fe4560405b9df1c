package dev.plimsoll.testkit.image;

import dev.plimsoll.base.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** A small image, and all the forms it can be written in. */
public final class TinyImage {
    /** Layers as they are. */
    public static final UnaryOperator<byte[]> PLAIN = bytes -> bytes;

    /** Layers in gzip. */
    public static final UnaryOperator<byte[]> GZIP = TinyImage::gzip;

    private static final String OCI = "application/vnd.oci.image.";

    private final List<byte[]> layers = new ArrayList<>();
    private final List<String> createdBy = new ArrayList<>();
    private final Map<String, String> labels = new LinkedHashMap<>();
    private final Map<String, String> run = new LinkedHashMap<>();
    private String tag = "tiny:1.0";
    private String architecture = "amd64";

    /** Puts a layer on top. */
    public TinyImage layer(TinyTar tar) {
        return layer(tar.bytes());
    }

    /** Puts a layer on top, of any bytes. */
    public TinyImage layer(byte[] tar) {
        createdBy.add("RUN step " + layers.size());
        layers.add(tar);
        return this;
    }

    /** Sets a label. */
    public TinyImage label(String key, String value) {
        labels.put(key, value);
        return this;
    }

    /** Puts a layer on top, made by this command. */
    public TinyImage layer(TinyTar tar, String command) {
        createdBy.add(command);
        layers.add(tar.bytes());
        return this;
    }

    /** Sets a member of the configuration's {@code config} object, such as {@code User}, to any JSON. */
    public TinyImage run(String member, String json) {
        run.put(member, json);
        return this;
    }

    /** Names it, {@code tiny:1.0} if nobody does. */
    public TinyImage tag(String newTag) {
        tag = newTag;
        return this;
    }

    /** For another processor than amd64. */
    public TinyImage architecture(String newArchitecture) {
        architecture = newArchitecture;
        return this;
    }

    /** The layers' tars, lowest first. */
    public List<byte[]> layers() {
        return List.copyOf(layers);
    }

    /** The image's configuration. */
    public byte[] config() {
        String diffIds = layers.stream().map(l -> quote(Digest.sha256(l))).collect(Collectors.joining(","));
        String history = createdBy.stream()
                .map(line -> "{\"created\":\"2026-01-02T03:04:05Z\",\"created_by\":" + quote(line) + "}")
                .collect(Collectors.joining(","));
        String labelList = labels.entrySet().stream()
                .map(label -> quote(label.getKey()) + ":" + quote(label.getValue()))
                .collect(Collectors.joining(","));
        String members = run.entrySet().stream()
                .map(member -> "," + quote(member.getKey()) + ":" + member.getValue())
                .collect(Collectors.joining());
        return utf8(
                "{\"architecture\":" + quote(architecture) + ",\"os\":\"linux\",\"created\":\"2026-01-02T03:04:05Z\","
                        + "\"config\":{\"Labels\":{" + labelList + "}" + members + "},"
                        + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[" + diffIds + "]},"
                        + "\"history\":[" + history
                        + ",{\"created_by\":\"CMD\",\"empty_layer\":true}]}");
    }

    /** The image id. */
    public Digest id() {
        return Digest.sha256(config());
    }

    /** The OCI manifest, for layers compressed so. */
    public byte[] manifest(UnaryOperator<byte[]> compressor) {
        String layerList = layers.stream()
                .map(compressor)
                .map(blob -> descriptor(OCI + "layer.v1.tar", blob))
                .collect(Collectors.joining(","));
        return utf8("{\"schemaVersion\":2,\"mediaType\":\"" + OCI + "manifest.v1+json\",\"config\":"
                + descriptor(OCI + "config.v1+json", config()) + ",\"layers\":[" + layerList + "]}");
    }

    /** An OCI layout's files by name. */
    public Map<String, byte[]> ociFiles(UnaryOperator<byte[]> compressor) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        layers.stream().map(compressor).forEach(blob -> files.put(blobName(blob), blob));
        byte[] manifest = manifest(compressor);
        files.put(blobName(config()), config());
        files.put(blobName(manifest), manifest);
        files.put("oci-layout", utf8("{\"imageLayoutVersion\":\"1.0.0\"}"));
        String named = descriptor(OCI + "manifest.v1+json", manifest);
        files.put(
                "index.json",
                utf8("{\"schemaVersion\":2,\"manifests\":[" + named.substring(0, named.length() - 1)
                        + ",\"annotations\":{\"org.opencontainers.image.ref.name\":" + quote(tag) + "}}]}"));
        return files;
    }

    /**
     * An OCI layout's files by name, with an attestation about the image, as BuildKit writes them: an index of the image and of a
     * manifest whose layers are statements.
     *
     * @param predicateType as the manifest says it of the statement
     */
    public Map<String, byte[]> attestedFiles(byte[] statement, String predicateType) {
        Map<String, byte[]> files = new LinkedHashMap<>(ociFiles(GZIP));
        byte[] config =
                utf8("{\"architecture\":\"unknown\",\"os\":\"unknown\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":["
                        + quote(Digest.sha256(statement)) + "]}}");
        byte[] attestation = utf8("{\"schemaVersion\":2,\"mediaType\":\"" + OCI + "manifest.v1+json\",\"config\":"
                + descriptor(OCI + "config.v1+json", config) + ",\"layers\":["
                + with(
                        descriptor("application/vnd.in-toto+json", statement),
                        "\"annotations\":{\"in-toto.io/predicate-type\":" + quote(predicateType) + "}")
                + "]}");
        byte[] manifest = manifest(GZIP);
        byte[] index = utf8("{\"schemaVersion\":2,\"mediaType\":\"" + OCI + "index.v1+json\",\"manifests\":["
                + with(
                        descriptor(OCI + "manifest.v1+json", manifest),
                        "\"platform\":{\"architecture\":" + quote(architecture) + ",\"os\":\"linux\"}")
                + ","
                + with(
                        descriptor(OCI + "manifest.v1+json", attestation),
                        "\"annotations\":{\"vnd.docker.reference.digest\":" + quote(Digest.sha256(manifest))
                                + ",\"vnd.docker.reference.type\":\"attestation-manifest\"},"
                                + "\"platform\":{\"architecture\":\"unknown\",\"os\":\"unknown\"}")
                + "]}");
        for (byte[] blob : List.of(config, attestation, index, statement)) {
            files.put(blobName(blob), blob);
        }
        files.put(
                "index.json",
                utf8("{\"schemaVersion\":2,\"manifests\":[" + descriptor(OCI + "index.v1+json", index) + "]}"));
        return files;
    }

    /** The files by name of an OCI layout with one image for several platforms. */
    public static Map<String, byte[]> platformFiles(TinyImage... images) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        List<String> descriptors = new ArrayList<>();
        for (TinyImage image : images) {
            files.putAll(image.ociFiles(GZIP));
            descriptors.add(with(
                    descriptor(OCI + "manifest.v1+json", image.manifest(GZIP)),
                    "\"platform\":{\"architecture\":" + quote(image.architecture) + ",\"os\":\"linux\"}"));
        }
        byte[] index = utf8("{\"schemaVersion\":2,\"mediaType\":\"" + OCI + "index.v1+json\",\"manifests\":["
                + String.join(",", descriptors) + "]}");
        files.put(blobName(index), index);
        files.put(
                "index.json",
                utf8("{\"schemaVersion\":2,\"manifests\":[" + descriptor(OCI + "index.v1+json", index) + "]}"));
        return files;
    }

    private static String with(String object, String members) {
        return object.substring(0, object.length() - 1) + "," + members + "}";
    }

    /** A docker archive's files by name, as Docker before 25 wrote them. */
    public Map<String, byte[]> dockerFiles() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        for (byte[] layer : layers) {
            String id = Digest.sha256(utf8(names.size() + Digest.sha256(layer).hex()))
                    .hex();
            names.add(id + "/layer.tar");
            files.put(id + "/VERSION", utf8("1.0"));
            files.put(id + "/layer.tar", layer);
        }
        files.put(id().hex() + ".json", config());
        files.put("manifest.json", utf8("[" + dockerManifest(id().hex() + ".json", names) + "]"));
        return files;
    }

    /** A docker archive's files by name, as Docker 25 and later write them. */
    public Map<String, byte[]> newDockerFiles() {
        Map<String, byte[]> files = ociFiles(PLAIN);
        List<String> names = layers.stream().map(TinyImage::blobName).toList();
        files.put("manifest.json", utf8("[" + dockerManifest(blobName(config()), names) + "]"));
        return files;
    }

    /** A docker archive's files by name, as Docker before 1.10 wrote them. */
    public Map<String, byte[]> ancientDockerFiles() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        List<String> ids = IntStream.range(0, layers.size())
                .mapToObj(i -> Digest.sha256(utf8("ancient " + i)).hex())
                .toList();
        for (int i = 0; i < ids.size(); i++) {
            String parent = i == 0 ? "" : "\"parent\":" + quote(ids.get(i - 1)) + ",";
            files.put(
                    ids.get(i) + "/json",
                    utf8("{\"id\":" + quote(ids.get(i)) + "," + parent + "\"os\":\"linux\",\"architecture\":"
                            + quote(architecture) + "}"));
            files.put(ids.get(i) + "/layer.tar", layers.get(i));
        }
        String[] name = tag.split(":", 2);
        files.put(
                "repositories",
                utf8("{" + quote(name[0]) + ":{" + quote(name[1]) + ":" + quote(ids.get(ids.size() - 1)) + "}}"));
        return files;
    }

    /** This image's part of a docker archive's {@code manifest.json}. */
    public String dockerManifest(String config, List<String> layerNames) {
        return "{\"Config\":" + quote(config) + ",\"RepoTags\":[" + quote(tag) + "],\"Layers\":["
                + layerNames.stream().map(TinyImage::quote).collect(Collectors.joining(",")) + "]}";
    }

    /** An OCI descriptor of some content. */
    public static String descriptor(String mediaType, byte[] content) {
        return "{\"mediaType\":" + quote(mediaType) + ",\"digest\":" + quote(Digest.sha256(content)) + ",\"size\":"
                + content.length + "}";
    }

    /** Where content lies in an OCI layout. */
    public static String blobName(byte[] content) {
        return "blobs/sha256/" + Digest.sha256(content).hex();
    }

    /** Files in a tar. */
    public static byte[] tar(Map<String, byte[]> files) {
        TinyTar tar = new TinyTar();
        files.forEach((name, content) -> tar.file(name, 0644, content));
        return tar.bytes();
    }

    /** Writes files in a tar. */
    public static Path writeTar(Map<String, byte[]> files, Path archive) {
        return write(archive, tar(files));
    }

    /** Writes files into a directory. */
    public static Path writeDirectory(Map<String, byte[]> files, Path directory) {
        files.forEach((name, content) -> write(directory.resolve(name), content));
        return directory;
    }

    /** Writes a file, and its directory. */
    public static Path write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes in gzip. */
    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String quote(Object text) {
        return "\"" + text.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
