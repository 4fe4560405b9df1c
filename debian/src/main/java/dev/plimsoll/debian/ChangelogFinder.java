package dev.plimsoll.debian;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Brings the documentation that a source's packages carry: the smallest package first, along links to siblings. */
final class ChangelogFinder {
    /** An installed package is preferred to one a little smaller: it surely belongs to what is judged. */
    private static final long PREFERENCE_BYTES = 64 * 1024;

    private final Mirror mirror;
    private final DocsCache cache;

    ChangelogFinder(Mirror mirror, ArchiveFiles files) {
        this.mirror = mirror;
        this.cache = new DocsCache(files);
    }

    /** Says whether a changelog will do. */
    interface Test {
        boolean accepts(Changelog changelog);
    }

    /**
     * The first changelog that will do, of any of a candidate's packages.
     *
     * @param installed names of the installed packages of the source
     * @return empty if none has one, or all that were looked at are unfit
     */
    Optional<Changelog> find(Archive.Candidate candidate, Set<String> installed, Test test) {
        List<Archive.Offer> queue = ordered(candidate, installed);
        Set<String> seen = new HashSet<>();
        for (int tries = 0; tries < Defaults.DEBS_PER_SOURCE && !queue.isEmpty(); tries++) {
            Archive.Offer offer = queue.remove(0);
            seen.add(offer.entry().name());
            DebDocs docs = docs(offer);
            Changelog changelog = Changelog.parse(docs.changelog());
            if (test.accepts(changelog)) {
                return Optional.of(changelog);
            }
            if (!docs.link().isEmpty() && !seen.contains(docs.link())) {
                moveToFront(queue, docs.link());
            }
        }
        return Optional.empty();
    }

    private static List<Archive.Offer> ordered(Archive.Candidate candidate, Set<String> installed) {
        List<Archive.Offer> queue = new ArrayList<>(candidate.offers());
        queue.sort(Comparator.comparingLong(
                        (Archive.Offer offer) -> offer.entry().file().size()
                                + (installed.contains(offer.entry().name()) ? 0 : PREFERENCE_BYTES))
                .thenComparing(offer -> offer.entry().name()));
        return queue;
    }

    private static void moveToFront(List<Archive.Offer> queue, String name) {
        for (int i = 0; i < queue.size(); i++) {
            if (queue.get(i).entry().name().equals(name)) {
                queue.add(0, queue.remove(i));
                return;
            }
        }
    }

    /** What a package's documentation says; fetched once, then kept under the package's hash. */
    DebDocs docs(Archive.Offer offer) {
        PackageEntry entry = offer.entry();
        Optional<DebDocs> before = cache.get(entry.file().sha256());
        if (before.isPresent()) {
            return before.get();
        }
        if (entry.file().size() > Defaults.DEB_BYTES) {
            throw new PlimsollException(
                    ErrorCode.LIMIT_EXCEEDED,
                    entry.filename() + " has " + entry.file().size() + " bytes; more than " + Defaults.DEB_BYTES
                            + " are not read");
        }
        DebDocs docs = mirror.readVerified(
                offer.suite().pool(entry.filename()), entry.file(), in -> DebDocs.read(in, entry.name()));
        cache.put(entry.file().sha256(), docs);
        return docs;
    }
}
