package dev.plimsoll.build.patch.dpkg;

import dev.plimsoll.build.unpack.Unpacked;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The sums that dpkg keeps of files; they protect nothing, but tell what was changed. */
final class FileSums {
    private FileSums() {}

    /** Of a content. */
    static String of(FileBody body) throws IOException {
        try (DigestInputStream in = new DigestInputStream(body.open(), MessageDigest.getInstance("MD5"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    /** A package's own list: sums by the paths that it names, in its order; empty if it brings none. */
    static Optional<Map<String, String>> listed(Unpacked unpacked) {
        return Optional.ofNullable(unpacked.deb().control().get("md5sums")).map(list -> {
            Map<String, String> sums = new LinkedHashMap<>();
            new String(list, StandardCharsets.ISO_8859_1).lines().forEach(line -> {
                int blank = line.indexOf("  ");
                if (blank > 0) {
                    String path = line.substring(blank + 2).replaceFirst("^(?:\\./|/)", "");
                    sums.put(FileNames.decode(path.getBytes(StandardCharsets.ISO_8859_1)), line.substring(0, blank));
                }
            });
            return sums;
        });
    }

    /** The list that dpkg makes for a package that brings none: of what was put there, and of its settings. */
    static String of(Unpacked unpacked, PackageSwap.Swapped swapped) throws IOException {
        Map<String, String> sums = new HashMap<>();
        StringBuilder list = new StringBuilder();
        for (LayerFile file : unpacked.files()) {
            boolean listed = !swapped.leftOut().contains(file.path());
            if (file.body().isPresent()) {
                sums.put(file.path(), of(file.body().get()));
            } else if (file.type() == LayerFile.Type.HARD_LINK) {
                sums.put(file.path(), sums.getOrDefault(file.linkTarget(), ""));
            }
            String sum = sums.getOrDefault(file.path(), "");
            if (listed && !sum.isEmpty()) {
                String name = new String(FileNames.encode(file.path()), StandardCharsets.ISO_8859_1);
                list.append(sum).append("  ").append(name).append('\n');
            }
        }
        return list.toString();
    }
}
