package dev.plimsoll.inventory.ecosystem.dpkg;

import dev.plimsoll.image.FileContent;
import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.FileTree;
import dev.plimsoll.image.Gap;
import dev.plimsoll.inventory.ExtractorOutput;
import dev.plimsoll.inventory.Owner;
import dev.plimsoll.inventory.OwnershipInput;
import dev.plimsoll.inventory.TextLines;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Whose files are whose: {@code info/PACKAGE.list}, or where there is none the names in {@code PACKAGE.md5sums}. For one use. */
final class DpkgOwnership {
    private static final int CHECKSUM_LENGTH = 34;

    private final OwnershipInput input;
    private final FileTree tree;
    private final ExtractorOutput gaps;
    private final Map<String, Owner> packages = new HashMap<>();
    private final Map<String, Diversion> diversions = new HashMap<>();
    private final Map<String, Owner> owners = new HashMap<>();

    /** A file of other packages that dpkg puts elsewhere because {@code by} has its own in that place. */
    private record Diversion(String to, String by) {}

    DpkgOwnership(OwnershipInput input, ExtractorOutput gaps) {
        this.input = input;
        this.tree = input.tree();
        this.gaps = gaps;
    }

    Map<String, Owner> owners() {
        tree.find(DpkgPaths.STATUS).ifPresent(this::readPackages);
        List<FileEntry> single = tree.children(DpkgPaths.STATUS_DIRECTORY);
        single.stream().filter(entry -> DpkgPaths.isStatus(entry.path())).forEach(this::readPackages);
        if (packages.isEmpty()) {
            return owners;
        }
        tree.find(DpkgPaths.DIVERSIONS).ifPresent(entry -> reading(entry, this::readDiversions));
        readLists(tree.children(DpkgPaths.INFO));
        readLists(single);
        return owners;
    }

    /** Gaps in the status are the extractor's to report. */
    private void readPackages(FileEntry entry) {
        Optional<FileContent> content = tree.content(entry);
        if (content.isEmpty()) {
            return;
        }
        StatusFile status = new StatusFile(
                installed -> {
                    Owner owner = new Owner(DpkgEcosystem.ID, installed.name(), installed.version());
                    packages.putIfAbsent(installed.name(), owner);
                    packages.put(installed.name() + ":" + installed.architecture(), owner);
                },
                problem -> {});
        try {
            status.read(content.get(), entry.path(), false);
        } catch (IOException e) {
            // The extractor met the same and gave a gap.
            return;
        }
    }

    private void readLists(List<FileEntry> entries) {
        Set<String> listed = new HashSet<>();
        for (FileEntry entry : entries) {
            packageOf(entry, DpkgPaths.LIST).ifPresent(name -> {
                listed.add(name);
                readList(entry, packages.get(name), 0);
            });
        }
        for (FileEntry entry : entries) {
            packageOf(entry, DpkgPaths.CHECKSUMS)
                    .filter(name -> !listed.contains(name))
                    .ifPresent(name -> readList(entry, packages.get(name), CHECKSUM_LENGTH));
        }
    }

    /** {@code libc6:amd64.list} and {@code base-files.list} alike. */
    private Optional<String> packageOf(FileEntry entry, String suffix) {
        String file = entry.path().substring(entry.path().lastIndexOf('/') + 1);
        if (!file.endsWith(suffix)) {
            return Optional.empty();
        }
        return Optional.of(file.substring(0, file.length() - suffix.length())).filter(packages::containsKey);
    }

    private void readList(FileEntry entry, @org.jspecify.annotations.Nullable Owner owner, int skip) {
        if (owner == null) {
            return;
        }
        reading(entry, lines -> {
            while (lines.next()) {
                String path = lines.text();
                if (path.length() > skip) {
                    String actual = diverted(path.substring(skip), owner.name());
                    input.match(actual).ifPresent(match -> owners.putIfAbsent(match, owner));
                }
            }
        });
    }

    private String diverted(String path, String owner) {
        Diversion diversion = diversions.get(path.startsWith("/") ? path : "/" + path);
        return diversion == null || diversion.by().equals(owner) ? path : diversion.to();
    }

    /** Three lines for each: from, to, by whom. */
    private void readDiversions(TextLines lines) throws IOException {
        while (lines.next()) {
            String from = lines.text();
            if (!lines.next()) {
                return;
            }
            String to = lines.text();
            if (!lines.next()) {
                return;
            }
            diversions.put(from, new Diversion(to, lines.text()));
        }
    }

    private interface LineReading {
        void read(TextLines lines) throws IOException;
    }

    private void reading(FileEntry entry, LineReading reading) {
        Optional<FileContent> content = tree.content(entry);
        if (content.isEmpty()) {
            return;
        }
        try (TextLines lines = new TextLines(content.get().stream(), entry.path())) {
            reading.read(lines);
        } catch (IOException e) {
            gaps.gap(new Gap(
                    entry.path(),
                    OptionalInt.of(entry.layer()),
                    Gap.Reason.CORRUPT,
                    "which files the package owns can't be read: " + e.getMessage()));
        }
    }
}
