package dev.plimsoll.report.document;

import dev.plimsoll.report.document.ImageSummary.Counts;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One run of the history, in few numbers.
 *
 * @param generated when its report was made
 * @param verdict the worst of its images
 * @param images each image of that run
 */
public record RunRow(Instant generated, String verdict, List<ImageRun> images) {
    /**
     * What became of one image.
     *
     * @param reference as the user wrote it
     * @param repository name without tag and digest: what the same image has in common from run to run
     * @param verdict {@code pass}, {@code warn}, {@code unjudged} or {@code fail}
     * @param counts findings by severity; empty if the image could not be scanned, which is not 0
     * @param percentJudged share of components that were fully judged
     * @param complete whether everything was judged
     */
    public record ImageRun(
            String reference,
            String repository,
            String verdict,
            Optional<Counts> counts,
            int percentJudged,
            boolean complete) {
        public ImageRun {
            Objects.requireNonNull(counts, "counts is null");
        }

        /** What the history keeps of an image. */
        public static ImageRun of(ImageSummary image) {
            return new ImageRun(
                    image.reference(),
                    image.repository(),
                    image.verdict(),
                    image.error().isPresent() ? Optional.empty() : Optional.of(image.counts()),
                    image.coverage().percentJudged(),
                    image.coverage().complete());
        }
    }

    public RunRow {
        Objects.requireNonNull(generated, "generated is null");
        Objects.requireNonNull(verdict, "verdict is null");
        images = List.copyOf(images);
    }
}
