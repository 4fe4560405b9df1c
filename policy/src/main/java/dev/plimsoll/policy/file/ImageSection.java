package dev.plimsoll.policy.file;

import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.policy.Glob;
import dev.plimsoll.policy.ImageNames;
import java.util.List;

/**
 * What the file says of some images only.
 *
 * @param match patterns of their names; one is enough
 * @param changes what is different for them
 */
record ImageSection(List<Glob> match, List<Change> changes) {
    ImageSection {
        match = List.copyOf(match);
        changes = List.copyOf(changes);
    }

    boolean isAbout(ImageInfo image) {
        return match.stream().anyMatch(pattern -> ImageNames.match(pattern, image));
    }
}
