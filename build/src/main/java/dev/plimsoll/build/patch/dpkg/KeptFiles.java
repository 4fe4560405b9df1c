package dev.plimsoll.build.patch.dpkg;

import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.build.unpack.Unpacked;
import dev.plimsoll.image.write.FileBody;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes those files of a new version that are to be in an image which may have only a part of its package. For one package. */
final class KeptFiles {
    /** Setuid and setgid. */
    private static final int MORE_RIGHTS = 06000;

    private final Draft draft;
    private final Ownership ownership;
    private final Unpacked unpacked;
    private final Known known;
    private final Set<String> conffiles;
    private final KeptShape shape;
    private final Set<String> parents = new HashSet<>();
    private final Set<String> admitted = new HashSet<>();
    private final List<LayerFile> stayedOut = new ArrayList<>();

    /**
     * What is known of the installed version.
     *
     * @param isNew whether there is none
     * @param listed places of the files that the image's list names
     * @param settings paths that the image says are settings of the package
     * @param former everything that it brought, if the archive still has it
     */
    record Known(boolean isNew, Set<String> listed, Set<String> settings, Optional<FormerFiles> former) {
        Known {
            listed = Set.copyOf(listed);
            settings = Set.copyOf(settings);
        }
    }

    /** @param draft before anything of the package is changed */
    KeptFiles(Draft draft, Ownership ownership, Unpacked unpacked, Known known) {
        this.draft = draft;
        this.ownership = ownership;
        this.unpacked = unpacked;
        this.known = known;
        this.conffiles = Conffiles.paths(new String(
                unpacked.deb().control().getOrDefault("conffiles", new byte[0]), StandardCharsets.ISO_8859_1));
        Set<String> fresh = new HashSet<>();
        for (LayerFile each : unpacked.files()) {
            if (each.type() != LayerFile.Type.DIRECTORY) {
                fresh.add(draft.place(each.path()));
            }
        }
        this.shape = new KeptShape(draft, known.isNew(), known.former(), known.listed(), fresh);
    }

    /** The package with these files only. */
    Unpacked take() throws IOException, RefusedException {
        for (LayerFile each : unpacked.files()) {
            if (each.type() != LayerFile.Type.DIRECTORY && admits(each)) {
                admit(each.path());
            }
        }
        Set<String> inner = new HashSet<>();
        unpacked.files().forEach(each -> inner.add(parent(each.path())));
        for (LayerFile each : unpacked.files()) {
            if (each.type() == LayerFile.Type.DIRECTORY
                    && (parents.contains(each.path())
                            || draft.isDirectory(each.path())
                            || !inner.contains(each.path()) && shape.admitsDirectory(draft.place(each.path())))) {
                admit(each.path());
            }
        }
        return new Unpacked(unpacked.described(), unpacked.deb(), kept(), unpacked.lost());
    }

    /** Files and links that the image does not have, and that were left out as far as is known. */
    List<LayerFile> stayedOut() {
        return stayedOut;
    }

    private boolean admits(LayerFile file) throws IOException, RefusedException {
        String place = draft.place(file.path());
        Optional<LayerFile> there = draft.find(place);
        if (there.isPresent()) {
            if (!conffiles.contains(file.path())) {
                requireOwn(file, there.get(), place);
            }
            return true;
        }
        boolean deleted = known.settings().contains(file.path());
        if (!deleted && shape.admitsFile(file, place)) {
            return true;
        }
        if (!deleted && !known.listed().contains(place)) {
            stayedOut.add(file);
        }
        return false;
    }

    /** Files that no list names are somebody's own, unless they are as the package has them. */
    private void requireOwn(LayerFile file, LayerFile there, String place) throws IOException, RefusedException {
        boolean links = there.type() == LayerFile.Type.SYMLINK && file.type() == LayerFile.Type.SYMLINK;
        boolean packages = known.listed().contains(place)
                || !ownership.others(place, unpacked.described().name()).isEmpty()
                || there.type() == LayerFile.Type.DIRECTORY
                || links
                || known.former().isPresent() && known.former().get().isSame(there, place);
        if (!packages && !isSame(file, there)) {
            throw FolderSwap.changed(unpacked.described().name(), place);
        }
    }

    private boolean isSame(LayerFile file, LayerFile there) throws IOException {
        Optional<FileBody> body = content(file).flatMap(LayerFile::body);
        return body.isPresent()
                && there.body().isPresent()
                && FileSums.of(body.get()).equals(FileSums.of(there.body().get()));
    }

    private Optional<LayerFile> content(LayerFile file) {
        return file.type() == LayerFile.Type.HARD_LINK
                ? unpacked.files().stream()
                        .filter(each -> each.path().equals(file.linkTarget()))
                        .findFirst()
                : Optional.of(file);
    }

    /** Another name of a file that stays out becomes that file. */
    private List<LayerFile> kept() {
        List<LayerFile> kept = new ArrayList<>();
        Map<String, String> moved = new HashMap<>();
        for (LayerFile each : unpacked.files()) {
            if (admitted.contains(each.path())) {
                boolean alone = each.type() == LayerFile.Type.HARD_LINK && !admitted.contains(each.linkTarget());
                kept.add(withRights(alone ? unlinked(each, moved) : each));
            }
        }
        return kept;
    }

    /**
     * Owner and mode are the image's, which may have others than the package on purpose. Bits and attributes that give a program more
     * rights than its user's stay only where both have them.
     */
    private LayerFile withRights(LayerFile file) {
        Optional<LayerFile> there =
                draft.find(draft.place(file.path())).filter(each -> each.type() == LayerFile.Type.FILE);
        if (file.type() == LayerFile.Type.SYMLINK || file.type() == LayerFile.Type.HARD_LINK) {
            return file;
        }
        Map<String, byte[]> xattrs = new HashMap<>(file.xattrs());
        xattrs.keySet().retainAll(there.map(LayerFile::xattrs).orElse(Map.of()).keySet());
        int rights = there.map(each -> each.mode() & file.mode() & MORE_RIGHTS).orElse(0);
        return new LayerFile(
                file.path(),
                file.type(),
                there.orElse(file).mode() & ~MORE_RIGHTS | rights,
                there.orElse(file).userId(),
                there.orElse(file).groupId(),
                file.modified(),
                file.linkTarget(),
                file.body(),
                xattrs);
    }

    private LayerFile unlinked(LayerFile link, Map<String, String> moved) {
        LayerFile content = content(link).orElse(link);
        String first = moved.putIfAbsent(link.linkTarget(), link.path());
        return new LayerFile(
                link.path(),
                first == null ? content.type() : LayerFile.Type.HARD_LINK,
                content.mode(),
                content.userId(),
                content.groupId(),
                content.modified(),
                first == null ? "" : first,
                first == null ? content.body() : Optional.empty(),
                content.xattrs());
    }

    private void admit(String path) {
        admitted.add(path);
        for (String each = parent(path); !each.isEmpty(); each = parent(each)) {
            parents.add(each);
        }
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
