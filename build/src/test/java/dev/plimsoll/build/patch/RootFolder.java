package dev.plimsoll.build.patch;

import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Root file systems in folders, for comparing. */
public final class RootFolder {
    private RootFolder() {}

    /** Every file, directory and link. */
    public static Map<String, LayerFile> read(Path root) throws IOException {
        Map<String, LayerFile> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path each : all.filter(path -> !path.equals(root)).toList()) {
                String path = root.relativize(each).toString();
                Map<String, Object> facts = Files.readAttributes(each, "unix:*", LinkOption.NOFOLLOW_LINKS);
                boolean link = Files.isSymbolicLink(each);
                boolean directory = Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS);
                if (!link && !directory && !Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
                    continue;
                }
                files.put(
                        path,
                        new LayerFile(
                                path,
                                link
                                        ? LayerFile.Type.SYMLINK
                                        : directory ? LayerFile.Type.DIRECTORY : LayerFile.Type.FILE,
                                number(facts, "mode") & 07777,
                                number(facts, "uid"),
                                number(facts, "gid"),
                                Instant.ofEpochSecond(Files.getLastModifiedTime(each, LinkOption.NOFOLLOW_LINKS)
                                        .to(TimeUnit.SECONDS)),
                                link ? Files.readSymbolicLink(each).toString() : "",
                                link || directory ? Optional.empty() : Optional.of(FileBody.of(each)),
                                Map.of()));
            }
        }
        return files;
    }

    private static int number(Map<String, Object> facts, String name) {
        return (Integer) Objects.requireNonNull(facts.get(name));
    }

    /** A tree with a layer on top. */
    public static Map<String, LayerFile> with(Map<String, LayerFile> below, List<LayerFile> layer) {
        Map<String, LayerFile> files = new TreeMap<>(below);
        for (LayerFile each : layer) {
            int name = each.path().lastIndexOf('/') + 1;
            if (each.path().startsWith(".wh.", name)) {
                String hidden = each.path().substring(0, name) + each.path().substring(name + 4);
                if (files.remove(hidden) == null) {
                    throw new AssertionError("a whiteout of what is not there: " + hidden);
                }
                files.keySet().removeIf(path -> path.startsWith(hidden + "/"));
            }
        }
        for (LayerFile each : layer) {
            if (!each.path().startsWith(".wh.", each.path().lastIndexOf('/') + 1)) {
                files.put(each.path(), each);
            }
        }
        return files;
    }

    /** What differs, in words; times of directories and links do not count. */
    public static List<String> differences(
            Map<String, LayerFile> ours, Map<String, LayerFile> theirs, Predicate<String> compared) throws IOException {
        List<String> found = new ArrayList<>();
        TreeSet<String> paths = new TreeSet<>(ours.keySet());
        paths.addAll(theirs.keySet());
        for (String path : paths) {
            LayerFile one = ours.get(path);
            LayerFile other = theirs.get(path);
            if (!compared.test(path)) {
                continue;
            }
            if (one == null || other == null) {
                found.add(path + (one == null ? " lacks" : " is too much"));
            } else if (!words(one, ours).equals(words(other, theirs))) {
                found.add(path + ": " + words(one, ours) + " and not " + words(other, theirs) + lines(one, other));
            }
        }
        return found;
    }

    /** The lines that only one of them has. */
    private static String lines(LayerFile one, LayerFile other) throws IOException {
        if (one.body().isEmpty() || other.body().isEmpty()) {
            return "";
        }
        List<String> here = new ArrayList<>(text(one).lines().toList());
        List<String> there = new ArrayList<>(text(other).lines().toList());
        List<String> both = List.copyOf(here);
        here.removeAll(there);
        there.removeAll(both);
        return " -" + here.stream().limit(5).toList() + " +"
                + there.stream().limit(5).toList();
    }

    private static String words(LayerFile file, Map<String, LayerFile> files) throws IOException {
        LayerFile real = file;
        if (file.type() == LayerFile.Type.HARD_LINK) {
            real = Optional.ofNullable(files.get(file.linkTarget())).orElseThrow();
        }
        String attributes = real.type() + " " + Integer.toOctalString(real.mode()) + " " + real.userId() + ":"
                + real.groupId() + " " + real.linkTarget();
        if (real.body().isEmpty()) {
            return attributes;
        }
        String text = text(real);
        return attributes + " " + real.modified() + " "
                + (text.length() < 2000 ? text : text.length() + " " + text.hashCode());
    }

    /** The content of a file. */
    public static String text(LayerFile file) throws IOException {
        try (InputStream in = file.body().orElseThrow().open()) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** The sum of a content that dpkg keeps. */
    public static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
