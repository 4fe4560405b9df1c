package dev.plimsoll.build;

import dev.plimsoll.base.Digest;
import dev.plimsoll.build.lock.Lock;
import dev.plimsoll.build.lock.LockRequest;
import dev.plimsoll.build.lock.LockedSuite;
import dev.plimsoll.build.root.RootTree;
import dev.plimsoll.build.root.RootTree.LeftOutPart;
import dev.plimsoll.build.root.RootTree.OmittedPackage;
import dev.plimsoll.build.spec.ImageSpec;
import dev.plimsoll.debian.LockedPackage;
import dev.plimsoll.debian.resolve.Alternative;
import dev.plimsoll.debian.resolve.ArchivePackage;
import dev.plimsoll.debian.resolve.MultiArch;
import dev.plimsoll.debian.resolve.Relation;
import dev.plimsoll.debian.resolve.RelationKind;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A small root of a base package, a program and a file of the spec's, and what belongs to it. */
public final class Trees {
    /** The time of every entry. */
    public static final Instant EPOCH = Instant.parse("2026-11-28T10:00:00Z");

    private final Map<String, LayerFile> files = new TreeMap<>();
    private final Map<String, String> owners = new TreeMap<>();

    private Trees() {}

    /** The tree. */
    public static RootTree small() {
        Trees tree = new Trees();
        tree.directory("etc", "base-files");
        tree.directory("usr", "base-files");
        tree.directory("usr/bin", "base-files");
        tree.directory("usr/lib", "libc6");
        tree.directory("var", "base-files");
        tree.directory("var/lib", "base-files");
        tree.directory("var/lib/dpkg", "base-files");
        tree.directory("var/lib/dpkg/status.d", "base-files");
        tree.directory("tmp", "base-files");
        tree.directory("data", "");
        tree.file("usr/lib/libc.so.6", "libc", "libc6");
        tree.file("usr/lib/os-release", "ID=debian\nVERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\n", "base-files");
        tree.link("etc/os-release", "../usr/lib/os-release", "base-files");
        tree.file("usr/bin/redis-server", "redis".repeat(1000), "redis-server");
        tree.file("etc/redis.conf", "dir /data\n", "");
        for (String name : List.of("base-files", "libc6", "redis-server")) {
            tree.file("var/lib/dpkg/status.d/" + name, status(name), name);
        }
        return new RootTree(
                List.copyOf(tree.files.values()),
                tree.owners,
                List.of(
                        described("libgcc-s1"),
                        described("libc6", "libgcc-s1"),
                        described("base-files"),
                        described("redis-server", "libc6")),
                List.of(new OmittedPackage(described("adduser"), "users are made by the build")),
                List.of(new LeftOutPart(described("libc6"), "/usr/share/locale/**", "messages are English")),
                List.of());
    }

    private static String status(String name) {
        return "Package: " + name + "\nStatus: install ok installed\nVersion: "
                + described(name).version() + "\nArchitecture: amd64\nMaintainer: Debian\nDescription: x\n";
    }

    private void directory(String path, String owner) {
        add(LayerFile.directory(path, path.equals("data") ? 0700 : 0755, EPOCH), owner);
    }

    private void file(String path, String text, String owner) {
        add(LayerFile.file(path, 0644, EPOCH, FileBody.of(text.getBytes(StandardCharsets.UTF_8))), owner);
    }

    private void link(String path, String target, String owner) {
        add(LayerFile.symlink(path, target, EPOCH), owner);
    }

    private void add(LayerFile file, String owner) {
        files.put(file.path(), file);
        if (!owner.isEmpty()) {
            owners.put(file.path(), owner);
        }
    }

    /** A package as the archive would describe it. */
    public static ArchivePackage described(String name, String... depends) {
        List<Relation> relations = List.of(depends).stream()
                .map(each -> new Relation(List.of(new Alternative(each, "", Optional.empty()))))
                .toList();
        return new ArchivePackage(
                name,
                name.equals("redis-server") ? "5:7.0.15-1~deb12u5" : "1.0-1",
                "amd64",
                name,
                "1.0-1",
                Map.of(RelationKind.DEPENDS, relations),
                false,
                false,
                "optional",
                MultiArch.NO,
                1,
                "misc",
                "pool/main/" + name + ".deb",
                Digest.sha256(name.getBytes(StandardCharsets.UTF_8)),
                1000,
                "bookworm");
    }

    /** What the tree is built of. */
    public static Lock lock(ImageSpec spec) {
        return new Lock(
                LockRequest.of(spec),
                List.of(
                        new LockedSuite(
                                "bookworm", Instant.parse("2026-09-06T08:00:00Z"), Digest.sha256(new byte[] {1})),
                        new LockedSuite("bookworm-security", EPOCH, Digest.sha256(new byte[] {2}))),
                small().kept().stream().map(LockedPackage::of).toList());
    }

    /** A spec with something more in it. */
    public static ImageSpec spec(Path folder, String more) {
        Path file = folder.resolve("redis.yaml");
        try {
            Files.writeString(file, """
                    image: plimsoll/redis:latest
                    title: Redis
                    maintainer: Somebody
                    licenses: BSD-3-Clause
                    version-of: redis-server
                    release: bookworm
                    packages: [redis-server]
                    run: {user: "999:999", entrypoint: [/usr/bin/redis-server]}
                    """ + more);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ImageSpec.read(file).spec().orElseThrow();
    }
}
