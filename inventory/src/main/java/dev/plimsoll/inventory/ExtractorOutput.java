package dev.plimsoll.inventory;

import dev.plimsoll.image.Gap;

/** Takes what an {@link Extractor} finds. For one thread. */
public interface ExtractorOutput {
    /** An installed piece. */
    void component(Component component);

    /** A piece whose coordinate is not stated. */
    void unidentified(Unidentified piece);

    /** A place that could not be read, while the rest of the file could. */
    void gap(Gap gap);
}
