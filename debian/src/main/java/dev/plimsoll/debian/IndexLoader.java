package dev.plimsoll.debian;

import dev.plimsoll.advisory.Coverage;
import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.debian.deb.Inflate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Brings the package indexes that a Release names, each downloaded once and kept under its hash. */
final class IndexLoader {
    private static final List<String> COMPRESSIONS = List.of(".xz", ".gz", "");

    private final Mirror mirror;
    private final ArchiveFiles files;

    IndexLoader(Mirror mirror, ArchiveFiles files) {
        this.mirror = mirror;
        this.files = files;
    }

    /**
     * The packages of some sources in one component of a suite.
     *
     * @throws UnjudgedException if the suite no longer has the architecture
     * @throws PlimsollException FEED_UNTRUSTED or NETWORK
     */
    List<PackageEntry> load(
            Suite suite, ReleaseFile release, String component, String architecture, Set<String> sources) {
        List<PackageEntry> found = new ArrayList<>();
        for (String part : directories(release, component, architecture)) {
            Optional<String> path = smallest(release, part);
            if (path.isPresent()) {
                read(suite, release, path.get(), sources, found);
            } else if (component.equals(Defaults.MAIN_COMPONENT) && part.endsWith("-" + architecture)) {
                throw new UnjudgedException(
                        Coverage.Reason.END_OF_LIFE,
                        suite.name() + " has no packages for the architecture " + architecture + " (any more)");
            }
        }
        return found;
    }

    /** The security archive's Release calls its components {@code updates/main}, but lists its files under {@code main/}. */
    private static List<String> directories(ReleaseFile release, String component, String architecture) {
        boolean known =
                release.components().contains(component) || release.components().contains("updates/" + component);
        if (!known && !component.equals(Defaults.MAIN_COMPONENT)) {
            return List.of();
        }
        String own = component + "/binary-" + architecture;
        return release.allApart() && !architecture.equals("all")
                ? List.of(own, component + "/binary-all")
                : List.of(own);
    }

    private static Optional<String> smallest(ReleaseFile release, String directory) {
        return COMPRESSIONS.stream()
                .map(compression -> directory + "/Packages" + compression)
                .filter(release.files()::containsKey)
                .findFirst();
    }

    private void read(Suite suite, ReleaseFile release, String path, Set<String> sources, List<PackageEntry> found) {
        Optional<Path> index = index(suite, release, path);
        if (index.isEmpty()) {
            return;
        }
        Path file = index.get();
        try {
            try {
                found.addAll(CompactIndex.read(file, sources));
            } catch (IOException e) {
                // A full disk or a power cut may have spoilt it; it can be had again.
                Files.deleteIfExists(file);
                found.addAll(CompactIndex.read(index(suite, release, path).orElse(file), sources));
            }
        } catch (IOException e) {
            throw ArchiveFiles.unusable(file, e);
        }
    }

    /** The kept form of an index; empty if the Release says that it holds nothing. */
    private Optional<Path> index(Suite suite, ReleaseFile release, String path) {
        Expected expected = release.files().getOrDefault(path, new Expected(Digest.sha256(new byte[0]), 0));
        String bare = path.substring(0, path.lastIndexOf("/Packages")) + "/Packages";
        Expected plain = release.files().get(bare);
        if (expected.isNothing() || plain != null && plain.isNothing()) {
            return Optional.empty();
        }
        Path kept = files.cached(
                "index",
                suite.base().toString(),
                suite.name(),
                bare,
                expected.sha256().hex() + ".1.zst");
        if (!Files.exists(kept)) {
            download(suite, release, path, expected, kept);
        }
        return Optional.of(kept);
    }

    private void download(Suite suite, ReleaseFile release, String path, Expected expected, Path kept) {
        if (expected.size() > Defaults.INDEX_BYTES) {
            throw new PlimsollException(
                    ErrorCode.LIMIT_EXCEEDED,
                    path + " of " + suite.name() + " is said to have " + expected.size() + " bytes; more than "
                            + Defaults.INDEX_BYTES + " are not read");
        }
        URI uri = suite.file(release.byHash() ? byHash(path, expected) : path);
        try (ArchiveFiles.Draft draft = files.draft(kept)) {
            boolean written = mirror.readVerified(uri, expected, in -> {
                CompactIndex.write(
                        BoundedInput.of(Inflate.byName(in, path), Defaults.INFLATED_INDEX_BYTES, uri.toString()),
                        draft.out(),
                        uri.toString());
                return true;
            });
            if (written) {
                draft.commit();
            }
        } catch (IOException e) {
            throw ArchiveFiles.unusable(kept, e);
        }
        ArchiveFiles.dropOld(kept);
    }

    private static String byHash(String path, Expected expected) {
        return path.substring(0, path.lastIndexOf('/') + 1) + "by-hash/SHA256/"
                + expected.sha256().hex();
    }
}
