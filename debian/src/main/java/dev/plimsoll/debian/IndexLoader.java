package dev.plimsoll.debian;

import dev.plimsoll.advisory.Coverage;
import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SealedFile;
import dev.plimsoll.debian.catalog.Catalog;
import dev.plimsoll.debian.catalog.CatalogWriter;
import dev.plimsoll.debian.deb.Inflate;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings the package indexes that a Release names, each downloaded once and kept under its hash. */
final class IndexLoader {
    private static final String COMPACT = ".2.zst";
    private static final String CATALOG = ".catalog2";
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
        Optional<Index> index = index(suite, release, path);
        if (index.isPresent()) {
            found.addAll(kept(
                    index.get(), COMPACT, false, (kept, what) -> CompactIndex.read(kept.content(), sources, what)));
        }
    }

    /**
     * The packages of one component of a suite, by name; nothing if the suite does not have the component.
     *
     * @throws PlimsollException FEED_UNTRUSTED or NETWORK
     */
    List<Catalog> catalogs(Suite suite, ReleaseFile release, String component, String architecture) {
        List<Catalog> found = new ArrayList<>();
        for (String part : directories(release, component, architecture)) {
            smallest(release, part)
                    .flatMap(path -> index(suite, release, path))
                    .ifPresent(index -> found.add(kept(
                            index, CATALOG, true, (kept, what) -> new Catalog(kept.bytes(Catalog.MAX_BYTES), what))));
        }
        return found;
    }

    /** Reads a kept form. */
    private interface Form<T> {
        T read(SealedFile kept, String what) throws IOException;
    }

    private <T> T kept(Index index, String suffix, boolean both, Form<T> form) {
        Path file = index.kept(suffix);
        Optional<SealedFile> found = files.sealed(file);
        if (found.isEmpty()) {
            // Never there, or spoilt by a full disk, a power cut, or somebody; it can be had again.
            download(index, both);
            found = files.sealed(file);
        }
        try (SealedFile kept = found.orElseThrow(() -> new IOException("it changes as soon as it is written"))) {
            return form.read(kept, file.toString());
        } catch (IOException e) {
            throw ArchiveFiles.unusable(file, e);
        }
    }

    /**
     * An index that a Release names.
     *
     * @param directory where its kept forms lie
     */
    private record Index(Suite suite, URI uri, String path, Expected expected, Path directory) {
        Path kept(String suffix) {
            return directory.resolve(expected.sha256().hex() + suffix);
        }
    }

    /** Empty if the Release says that it holds nothing. */
    private Optional<Index> index(Suite suite, ReleaseFile release, String path) {
        Expected expected = release.files().getOrDefault(path, new Expected(Digest.sha256(new byte[0]), 0));
        String bare = path.substring(0, path.lastIndexOf("/Packages")) + "/Packages";
        Expected plain = release.files().get(bare);
        if (expected.isNothing() || plain != null && plain.isNothing()) {
            return Optional.empty();
        }
        URI uri = suite.file(release.byHash() ? byHash(path, expected) : path);
        Path directory = files.cached("index", suite.base().toString(), suite.name(), bare);
        return Optional.of(new Index(suite, uri, path, expected, directory));
    }

    /** Keeps the compact form, and the catalog too if both are wanted: whoever builds an image will scan it. */
    private void download(Index index, boolean both) {
        if (index.expected().size() > Defaults.INDEX_BYTES) {
            throw new PlimsollException(
                    ErrorCode.LIMIT_EXCEEDED,
                    index.path() + " of " + index.suite().name() + " is said to have "
                            + index.expected().size() + " bytes; more than " + Defaults.INDEX_BYTES + " are not read");
        }
        Path kept = index.kept(both ? CATALOG : COMPACT);
        try (ArchiveFiles.Draft compact = files.sealedDraft(index.kept(COMPACT))) {
            if (both) {
                try (ArchiveFiles.Draft draft = files.sealedDraft(kept);
                        CatalogWriter catalog = new CatalogWriter(draft.out())) {
                    read(index, compact, catalog);
                    catalog.finish();
                    draft.commit();
                }
            } else {
                read(index, compact, null);
            }
            compact.commit();
        } catch (IOException e) {
            throw ArchiveFiles.unusable(kept, e);
        }
        ArchiveFiles.dropOld(kept);
    }

    private void read(Index index, ArchiveFiles.Draft compact, @Nullable CatalogWriter catalog) {
        String what = index.uri().toString();
        mirror.readVerified(index.uri(), index.expected(), in -> {
            InputStream inflated =
                    BoundedInput.of(Inflate.byName(in, index.path()), Defaults.INFLATED_INDEX_BYTES, what);
            if (catalog == null) {
                CompactIndex.write(inflated, compact.out(), what);
            } else {
                CompactIndex.writeWith(inflated, compact.out(), what, catalog);
            }
            return index;
        });
    }

    private static String byHash(String path, Expected expected) {
        return path.substring(0, path.lastIndexOf('/') + 1) + "by-hash/SHA256/"
                + expected.sha256().hex();
    }
}
