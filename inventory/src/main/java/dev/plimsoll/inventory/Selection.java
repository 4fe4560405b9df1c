package dev.plimsoll.inventory;

import dev.plimsoll.base.Limits;
import dev.plimsoll.image.FileContent;
import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.FileSelector;
import dev.plimsoll.image.FileTree;
import dev.plimsoll.image.Gap;
import dev.plimsoll.image.Want;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What all extractors together want of an image, and which of them starts at which file. */
final class Selection implements FileSelector {
    private record Reader(Ecosystem ecosystem, Extractor extractor) {}

    private final List<Reader> readers;
    private final Extractor[] extractors;
    private final Limits limits;
    private final Probe probe;
    private final List<TreeObserver> observers;

    private Selection(List<Reader> readers, Limits limits, List<TreeObserver> observers) {
        this.readers = readers;
        this.observers = observers;
        this.extractors = readers.stream().map(Reader::extractor).toArray(Extractor[]::new);
        this.limits = limits;
        this.probe = readers.stream()
                .flatMap(reader -> reader.extractor().probe().stream())
                .reduce(Selection::either)
                .orElse(new Probe(new byte[0], new byte[0]));
    }

    /** @param as {@link ReadAs#ROOT} leaves out what only a source tree declares */
    static Selection of(List<Ecosystem> ecosystems, ReadAs as, Limits limits, List<TreeObserver> observers) {
        List<Reader> readers = new ArrayList<>();
        for (Ecosystem ecosystem : ecosystems) {
            for (Extractor extractor : ecosystem.extractors()) {
                if (as == ReadAs.SOURCE || extractor.reads() == ReadAs.ROOT) {
                    readers.add(new Reader(ecosystem, extractor));
                }
            }
        }
        return new Selection(readers, limits, observers);
    }

    @Override
    public Want select(String path, long size, int mode) {
        if (size > limits.fileBytes()) {
            return Want.NOTHING;
        }
        return Distros.wants(path) || isObserved(path) ? Want.CONTENT : wanted(path, size, mode);
    }

    private boolean isObserved(String path) {
        for (TreeObserver observer : observers) {
            if (observer.wants(path)) {
                return true;
            }
        }
        return false;
    }

    private Want wanted(String path, long size, int mode) {
        Want most = Want.NOTHING;
        for (Extractor extractor : extractors) {
            Want want = extractor.wants(path, size, mode);
            if (want == Want.CONTENT) {
                return want;
            }
            if (want == Want.PROBE) {
                most = want;
            }
        }
        return most;
    }

    @Override
    public byte[] probeStart() {
        return probe.start();
    }

    @Override
    public byte[] probeMarker() {
        return probe.marker();
    }

    /** One probe that lets pass what either would: the seam to the image knows only one. */
    private static Probe either(Probe a, Probe b) {
        int common = Arrays.mismatch(a.start(), b.start());
        byte[] start = common < 0 ? a.start() : Arrays.copyOf(a.start(), common);
        return new Probe(start, Arrays.equals(a.marker(), b.marker()) ? a.marker() : new byte[0]);
    }

    /** The files at which extractors start, ordered by path; wanted files that can't be had become gaps. */
    List<Job> jobs(FileTree tree, ExtractorOutput output) {
        Set<String> missing = new HashSet<>();
        tree.gaps().forEach(gap -> missing.add(gap.path()));
        List<Job> jobs = new ArrayList<>();
        tree.entries().forEach(entry -> {
            switch (entry.kind()) {
                case FILE -> addJobs(entry, tree, jobs, missing, output);
                case SYMLINK -> checkLink(entry, tree, output);
                case DIRECTORY, OTHER -> {}
            }
        });
        return jobs;
    }

    private void addJobs(FileEntry entry, FileTree tree, List<Job> jobs, Set<String> missing, ExtractorOutput output) {
        Want most = wanted(entry.path(), entry.size(), entry.mode());
        if (most == Want.NOTHING) {
            return;
        }
        if (entry.size() > limits.fileBytes()) {
            output.gap(gap(
                    entry,
                    Gap.Reason.LIMIT,
                    "its " + entry.size() + " bytes are over the limit of " + limits.fileBytes() + " (file-bytes)"));
            return;
        }
        Optional<FileContent> content = tree.content(entry);
        if (content.isEmpty()) {
            if (most == Want.CONTENT && !missing.contains(entry.path())) {
                output.gap(gap(entry, Gap.Reason.CORRUPT, "the image has no content for this file"));
            }
            return;
        }
        for (Reader reader : readers) {
            Extractor extractor = reader.extractor();
            if (extractor.wants(entry.path(), entry.size(), entry.mode()) != Want.NOTHING
                    && extractor.startsAt(entry.path())) {
                jobs.add(new Job(reader.ecosystem(), extractor, entry, content.get()));
            }
        }
    }

    /** A link with a name that is wanted, to a file with a name that is not: its content was not kept. */
    private void checkLink(FileEntry link, FileTree tree, ExtractorOutput output) {
        if (!starts(link.path(), 1, 0644)) {
            return;
        }
        Optional<FileEntry> target = tree.find(link.path()).filter(entry -> entry.kind() == FileEntry.Kind.FILE);
        if (target.isPresent()
                && starts(link.path(), target.get().size(), target.get().mode())
                && wanted(target.get().path(), target.get().size(), target.get().mode()) == Want.NOTHING) {
            output.gap(gap(
                    link,
                    Gap.Reason.UNSUPPORTED,
                    "a link to " + target.get().path() + ", which was not read under that name"));
        }
    }

    private boolean starts(String path, long size, int mode) {
        for (Extractor extractor : extractors) {
            if (extractor.wants(path, size, mode) == Want.CONTENT && extractor.startsAt(path)) {
                return true;
            }
        }
        return false;
    }

    private static Gap gap(FileEntry entry, Gap.Reason reason, String detail) {
        return new Gap(entry.path(), OptionalInt.of(entry.layer()), reason, detail);
    }
}
