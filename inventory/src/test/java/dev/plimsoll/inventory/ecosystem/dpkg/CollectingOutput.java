package dev.plimsoll.inventory.ecosystem.dpkg;

import dev.plimsoll.image.Gap;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.ExtractorOutput;
import dev.plimsoll.inventory.Unidentified;
import java.util.List;

/** Keeps the gaps; nothing else is expected. */
record CollectingOutput(List<Gap> gaps) implements ExtractorOutput {
    @Override
    public void component(Component component) {
        throw new AssertionError("unexpected " + component);
    }

    @Override
    public void unidentified(Unidentified piece) {
        throw new AssertionError("unexpected " + piece);
    }

    @Override
    public void gap(Gap gap) {
        gaps.add(gap);
    }
}
