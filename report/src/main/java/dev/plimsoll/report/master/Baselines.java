package dev.plimsoll.report.master;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.policy.Baseline;
import dev.plimsoll.policy.ImageNames;
import dev.plimsoll.report.document.ImageSummary;
import dev.plimsoll.report.document.RunRow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** What an earlier master knows of each image; read image by image, when it is asked for. */
public final class Baselines implements AutoCloseable {
    private final MasterReader master;

    private Baselines(MasterReader master) {
        this.master = master;
    }

    /**
     * Opens an earlier master.
     *
     * @throws PlimsollException as {@link MasterReader#open}
     */
    public static Baselines open(Path master) {
        return new Baselines(MasterReader.open(master));
    }

    /** When the earlier report was made. */
    public Instant generated() {
        return master.header().generated();
    }

    /** The runs up to the earlier one, that one among them. */
    public List<RunRow> history() {
        return master.history();
    }

    /**
     * The findings that the earlier report has of an image's repository: of the same reference, if it is there, else of all. Empty if it has none such that was scanned; that all findings are new then means nothing.
     */
    public Optional<Baseline> of(ImageInfo image) {
        String repository = ImageNames.repository(image);
        String reference = image.reference().toString();
        List<Integer> all = scanned(each -> each.repository().equals(repository));
        List<Integer> same = scanned(
                each -> each.repository().equals(repository) && each.reference().equals(reference));
        List<Integer> found = same.isEmpty() ? all : same;
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Set<String> fingerprints = new HashSet<>();
        Instant oldest = master.images().get(found.get(0)).scannedAt();
        try {
            for (int index : found) {
                master.fingerprints(index, fingerprints::add);
            }
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.FILE_ACCESS, "could not read the earlier report: " + SafeText.line(e.toString()), e);
        }
        return Optional.of(new Baseline(oldest, fingerprints));
    }

    private List<Integer> scanned(Predicate<ImageSummary> wanted) {
        return IntStream.range(0, master.images().size())
                .filter(index -> master.images().get(index).error().isEmpty())
                .filter(index -> wanted.test(master.images().get(index)))
                .boxed()
                .toList();
    }

    @Override
    public void close() {
        master.close();
    }
}
