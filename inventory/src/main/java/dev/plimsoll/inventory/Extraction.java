package dev.plimsoll.inventory;

import dev.plimsoll.base.LimitExceededException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.FileTree;
import dev.plimsoll.image.Gap;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Runs extractors, several files at a time; the result has the order of the jobs. No failure of one file leaves here. */
final class Extraction {
    private static final int DETAIL_LENGTH = 400;

    private final FileTree tree;
    private final Optional<Distro> distro;
    private final ReadOptions options;

    Extraction(FileTree tree, Optional<Distro> distro, ReadOptions options) {
        this.tree = tree;
        this.distro = distro;
        this.options = options;
    }

    void run(List<Job> jobs, ReadAs as, Findings findings) {
        List<Job> due = jobs.stream()
                .filter(job -> as == ReadAs.SOURCE || job.extractor().reads() == ReadAs.ROOT)
                .toList();
        try (Progress.Task task = options.progress().start("Reading packages", due.size())) {
            List<Findings> each = due.parallelStream()
                    .map(job -> {
                        Findings found = read(job);
                        task.advance(1);
                        return found;
                    })
                    .toList();
            each.forEach(findings::addAll);
        }
    }

    private Findings read(Job job) {
        Findings found = new Findings();
        try {
            job.extractor()
                    .extract(
                            new ExtractorInput(
                                    job.entry(), job.content(), tree, distro, options.limits(), options.tempFiles()),
                            found);
        } catch (LimitExceededException e) {
            found.gap(gap(job.entry(), Gap.Reason.LIMIT, message(e)));
        } catch (IOException e) {
            found.gap(gap(job.entry(), Gap.Reason.CORRUPT, message(e)));
        } catch (StackOverflowError e) {
            found.gap(gap(job.entry(), Gap.Reason.LIMIT, "nested too deeply to be read"));
        } catch (RuntimeException e) {
            found.gap(gap(
                    job.entry(),
                    Gap.Reason.CORRUPT,
                    "unreadable for " + job.extractor().id() + " ("
                            + e.getClass().getSimpleName() + ": " + message(e) + ")"));
        }
        return found;
    }

    private static Gap gap(FileEntry entry, Gap.Reason reason, String detail) {
        return new Gap(entry.path(), OptionalInt.of(entry.layer()), reason, detail);
    }

    /** One line of bounded length, whatever the exception says. */
    static String message(Throwable failure) {
        String text = failure.getMessage();
        if (text == null || text.isBlank()) {
            return failure.getClass().getSimpleName();
        }
        String line = text.lines().filter(each -> !each.isBlank()).findFirst().orElse(text);
        return line.length() > DETAIL_LENGTH ? line.substring(0, DETAIL_LENGTH) + "…" : line;
    }
}
