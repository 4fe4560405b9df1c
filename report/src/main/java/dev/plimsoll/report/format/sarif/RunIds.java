package dev.plimsoll.report.format.sarif;

import dev.plimsoll.report.document.ImageSummary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ids by which GitHub tells one image's alerts from another's. They hold no tag or digest, so that a rebuilt image continues its
 * alerts; where two images of a run have the same repository, both carry their names too.
 */
final class RunIds {
    private final Map<String, Integer> repositories = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    RunIds(List<ImageSummary> images) {
        images.forEach(image -> repositories.merge(repository(image), 1, Integer::sum));
    }

    /** The id of an image's run; to be asked once for each. */
    String of(ImageSummary image) {
        String repository = repository(image);
        String first = repositories.getOrDefault(repository, 1) > 1
                ? "plimsoll/" + repository + "/" + SarifText.line(image.name()) + "/"
                : "plimsoll/" + repository + "/";
        String id = first;
        for (int i = 2; !taken.add(id); i++) {
            id = first + i + "/";
        }
        return id;
    }

    private static String repository(ImageSummary image) {
        return SarifText.line(image.repository().isEmpty() ? image.name() : image.repository());
    }
}
