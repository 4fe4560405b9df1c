package dev.plimsoll.image.dockerfile;

import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Layer;
import dev.plimsoll.image.Scheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** An image of which only the history matters. */
final class SampleHistory {
    private final List<ImageInfo.History> lines = new ArrayList<>();
    private int layers;

    SampleHistory copy() {
        SampleHistory copy = new SampleHistory();
        copy.lines.addAll(lines);
        copy.layers = layers;
        return copy;
    }

    SampleHistory layer(String createdBy) {
        lines.add(new ImageInfo.History(createdBy, Optional.empty(), false));
        layers++;
        return this;
    }

    SampleHistory empty(String createdBy) {
        lines.add(new ImageInfo.History(createdBy, Optional.empty(), true));
        return this;
    }

    /** Another number of layers than the history has. */
    SampleHistory layers(int number) {
        layers = number;
        return this;
    }

    ImageInfo image() {
        return new ImageInfo(
                new ImageReference(Scheme.ARCHIVE, "app.tar"),
                Scheme.ARCHIVE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                IntStream.range(0, layers)
                        .mapToObj(i -> new Layer(i, Optional.empty(), Optional.empty(), "", -1))
                        .toList(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                lines,
                -1);
    }
}
