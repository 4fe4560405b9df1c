package dev.plimsoll.image.source.directory;

import dev.plimsoll.base.BoundedInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The file systems mounted on this machine, as this process sees them.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html">proc_pid_mountinfo(5)</a>
 */
final class MountTable {
    private static final long MAX_BYTES = 32L << 20;

    /** What the kernel shows of itself: nothing is ever installed there. */
    private static final Set<String> KERNEL = Set.of(
            "proc",
            "sysfs",
            "devtmpfs",
            "devpts",
            "mqueue",
            "cgroup",
            "cgroup2",
            "securityfs",
            "debugfs",
            "tracefs",
            "bpf",
            "pstore",
            "configfs",
            "efivarfs",
            "selinuxfs",
            "hugetlbfs",
            "binfmt_misc",
            "fusectl",
            "rpc_pipefs",
            "nsfs");

    private static final Set<String> LOCAL = Set.of(
            "ext2",
            "ext3",
            "ext4",
            "xfs",
            "btrfs",
            "zfs",
            "f2fs",
            "jfs",
            "reiserfs",
            "bcachefs",
            "vfat",
            "msdos",
            "exfat",
            "ntfs",
            "ntfs3",
            "iso9660",
            "udf",
            "squashfs",
            "erofs",
            "overlay",
            "aufs",
            "tmpfs",
            "ramfs",
            "rootfs");

    /** Kinds of file systems, by whether they are worth entering. */
    enum Kind {
        KERNEL,
        LOCAL,
        /** On another machine, or of a kind that may be. */
        REMOTE
    }

    /** @param type of file system, as the kernel names it */
    record Mount(String type) {
        Kind kind() {
            if (KERNEL.contains(type)) {
                return Kind.KERNEL;
            }
            return LOCAL.contains(type) ? Kind.LOCAL : Kind.REMOTE;
        }
    }

    private final Map<String, Mount> byPlace;

    private MountTable(Map<String, Mount> byPlace) {
        this.byPlace = byPlace;
    }

    static MountTable read(Path mountInfo) throws IOException {
        try (InputStream in = Files.newInputStream(mountInfo)) {
            byte[] text = BoundedInput.readAll(in, MAX_BYTES, mountInfo.toString());
            return parse(new String(text, StandardCharsets.ISO_8859_1));
        }
    }

    static MountTable parse(String mountInfo) {
        Map<String, Mount> mounts = new HashMap<>();
        mountInfo.lines().forEach(line -> {
            int separator = line.indexOf(" - ");
            String[] fields = line.split(" ", 6);
            if (separator > 0 && fields.length > 4) {
                String type = line.substring(separator + 3).split(" ", 2)[0];
                // The last one mounted on a place hides those before it.
                mounts.put(unescape(fields[4]), new Mount(type));
            }
        });
        return new MountTable(mounts);
    }

    /** What is mounted exactly at {@code place}, an absolute path without links. */
    Optional<Mount> at(Path place) {
        return Optional.ofNullable(byPlace.get(place.toString()));
    }

    /** Spaces and such stand as {@code \040}; other bytes as they are. */
    private static String unescape(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && i + 3 < text.length()) {
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                bytes.write(text.charAt(i));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
