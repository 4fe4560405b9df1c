package dev.plimsoll.build.unpack;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.build.unpack.Unpacking.Rights;
import dev.plimsoll.debian.deb.DebPackage;
import dev.plimsoll.debian.resolve.ArchivePackage;
import dev.plimsoll.image.FileNames;
import dev.plimsoll.image.TarStream;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one package, refusing what no image may have. For one thread; several may work at once. */
final class DebUnpacker {
    private static final int SETUID_SETGID = 06000;
    private static final int PERMISSIONS = 01777;
    private static final int ALL_BITS = 07777;
    private static final long MOST_BYTES = 16L << 30;
    private static final long SMALL = 1 << 20;

    private final ArchivePackage described;
    private final Instant epoch;
    private final Rights rights;
    private final Limits limits;
    private final List<LayerFile> files = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();
    private long bytes;

    private DebUnpacker(ArchivePackage described, Instant epoch, Rights rights, Limits limits) {
        this.described = described;
        this.epoch = epoch;
        this.rights = rights;
        this.limits = limits;
    }

    /**
     * Reads a package.
     *
     * @throws PlimsollException FEED_MALFORMED or LIMIT_EXCEEDED naming package and path
     */
    static Unpacked unpack(
            Unpacking.Source source,
            Instant epoch,
            Rights rights,
            TempFiles tempFiles,
            Limits limits,
            KeptPackages kept)
            throws IOException {
        DebPackage deb = DebPackage.open(source.file(), source.described().toString());
        Digest sha256 = source.described().sha256();
        Optional<KeptPackage> found = kept.find(sha256);
        try (Spool spool = new Spool(tempFiles)) {
            DebUnpacker unpacker = new DebUnpacker(source.described(), epoch, rights, limits);
            if (found.isPresent()) {
                unpacker.take(found.get(), spool, tempFiles);
            } else {
                List<PackageFile> files = new ArrayList<>();
                deb.files(entry -> files.add(unpacker.entry(entry, spool)));
                spool.flush();
                kept.keep(sha256, files);
            }
            return new Unpacked(source.described(), deb, unpacker.files, unpacker.lost);
        }
    }

    /** The contents of small packages are copied: each of those that are not keeps a file open. */
    private void take(KeptPackage known, Spool spool, TempFiles tempFiles) throws IOException {
        boolean copied = known.size() < SMALL;
        if (!copied) {
            tempFiles.closing(known);
        }
        for (PackageFile each : known.files()) {
            Optional<FileBody> body = each.body();
            if (copied && body.isPresent()) {
                try (InputStream in = body.get().open()) {
                    body = Optional.of(
                            spool.add(in, MOST_BYTES, printable(each.entry().path())));
                }
            }
            entry(each.entry(), body);
        }
        if (copied) {
            known.close();
        }
    }

    private PackageFile entry(TarStream.Entry entry, Spool spool) throws IOException {
        Optional<FileBody> body = Optional.empty();
        if (entry.details().type() == TarStream.Type.FILE) {
            count(entry);
            body = Optional.of(spool.add(entry.content(), MOST_BYTES, printable(entry.path())));
        }
        entry(entry, body);
        return new PackageFile(
                new TarStream.Entry(
                        entry.path(),
                        entry.kind(),
                        entry.link(),
                        entry.size(),
                        InputStream.nullInputStream(),
                        entry.details()),
                body);
    }

    private void count(TarStream.Entry entry) {
        bytes += Math.max(0, entry.size());
        if (bytes > MOST_BYTES) {
            throw limit("more than " + MOST_BYTES + " bytes of files", entry);
        }
    }

    private void entry(TarStream.Entry entry, Optional<FileBody> body) {
        if (entry.path().isEmpty()) {
            return;
        }
        if (files.size() >= limits.entries()) {
            throw limit("more than " + limits.entries() + " files", entry);
        }
        if (entry.path().length() > limits.pathLength() || entry.link().length() > limits.pathLength()) {
            throw limit("a name of more than " + limits.pathLength() + " characters", entry);
        }
        switch (entry.details().type()) {
            case FILE -> file(entry, body);
            case DIRECTORY ->
                files.add(entry(entry, LayerFile.Type.DIRECTORY, entry.details().mode() & ALL_BITS, ""));
            case SYMLINK -> files.add(entry(entry, LayerFile.Type.SYMLINK, 0777, link(entry)));
            case HARD_LINK ->
                files.add(entry(
                        entry,
                        LayerFile.Type.HARD_LINK,
                        entry.details().mode() & PERMISSIONS,
                        FileNames.normalise(entry.link())
                                .filter(path -> !path.isEmpty())
                                .orElseThrow(() -> refused(
                                        entry,
                                        "is another name of " + printable(entry.link()) + ", out of the root"))));
            case CHARACTER_DEVICE, BLOCK_DEVICE -> throw refused(entry, "is a device, which no package may bring");
            case PIPE -> throw refused(entry, "is neither a file, a directory nor a link");
        }
    }

    private void file(TarStream.Entry entry, Optional<FileBody> body) {
        int mode = entry.details().mode() & ALL_BITS;
        if (rights == Rights.DROPPED && (mode & SETUID_SETGID) != 0) {
            lost.add(entry.path());
            mode &= PERMISSIONS;
        }
        files.add(new LayerFile(
                entry.path(),
                LayerFile.Type.FILE,
                mode,
                entry.details().userId(),
                entry.details().groupId(),
                time(entry),
                "",
                body,
                entry.details().xattrs()));
    }

    private LayerFile entry(TarStream.Entry entry, LayerFile.Type type, int mode, String link) {
        return new LayerFile(
                entry.path(),
                type,
                mode,
                entry.details().userId(),
                entry.details().groupId(),
                time(entry),
                link,
                Optional.empty(),
                Map.of());
    }

    private String link(TarStream.Entry entry) {
        if (entry.link().isEmpty() || entry.link().indexOf('\0') >= 0) {
            throw refused(entry, "is a link that leads nowhere");
        }
        return entry.link();
    }

    private Instant time(TarStream.Entry entry) {
        Instant modified = entry.details().modified();
        Instant known = modified.isBefore(Instant.EPOCH) ? Instant.EPOCH : modified;
        return known.isAfter(epoch) ? epoch : Instant.ofEpochSecond(known.getEpochSecond());
    }

    private PlimsollException refused(TarStream.Entry entry, String why) {
        return new PlimsollException(
                ErrorCode.FEED_MALFORMED,
                "the package " + described + " can't be unpacked: its "
                        + printable(entry.details().name()) + " " + why);
    }

    private PlimsollException limit(String what, TarStream.Entry entry) {
        return new PlimsollException(
                ErrorCode.LIMIT_EXCEEDED,
                "the package " + described + " can't be unpacked: it has " + what + ", seen at "
                        + printable(entry.details().name()));
    }

    private static String printable(String name) {
        return FileNames.printable(name);
    }
}
