package dev.plimsoll.image.dockerfile;

import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.dockerfile.HistoryLine.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An image's history, each line with the layer that it made. */
final class HistoryOfLayers {
    private static final int NO_LAYER = -1;

    private final List<Entry> entries;
    private final int layers;

    private HistoryOfLayers(List<Entry> entries, int layers) {
        this.entries = entries;
        this.layers = layers;
    }

    /** @param layer that it made, or {@link #NO_LAYER} */
    private record Entry(HistoryLine line, int layer) {}

    static HistoryOfLayers of(ImageInfo image) {
        List<Entry> entries = new ArrayList<>();
        int layer = 0;
        for (ImageInfo.History line : image.history()) {
            HistoryLine read = HistoryLine.of(line.createdBy());
            entries.add(line.emptyLayer() ? new Entry(read, NO_LAYER) : new Entry(read, layer++));
        }
        // History is optional and tools get it wrong: then it says nothing of the layers.
        return new HistoryOfLayers(layer == image.layers().size() ? entries : List.of(), layer);
    }

    LayerLines match(Stage stage, String file) {
        List<Instruction> wanted = stage.layers();
        if (entries.isEmpty()) {
            return LayerLines.unknown("the image's history does not tell its layers");
        }
        if (wanted.isEmpty()) {
            return LayerLines.unknown("it has no RUN, COPY or ADD by which the image could be known");
        }
        List<Optional<DockerfileLine>> lines = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            lines.add(Optional.empty());
        }
        int at = entries.size();
        for (int i = wanted.size() - 1; i >= 0; i--) {
            at = withFiles(at);
            if (at < 0 || !isMadeBy(entries.get(at), wanted.get(i), shellBefore(stage, wanted.get(i)))) {
                return LayerLines.unknown("its line " + wanted.get(i).line() + " ("
                        + wanted.get(i).keyword() + ") is not in the image's history where it should be");
            }
            lines.set(entries.get(at).layer(), Optional.of(wanted.get(i).in(file)));
        }
        return below(at, stage, file, lines);
    }

    /** The nearest line before {@code end} that is about files, or -1. */
    private int withFiles(int end) {
        int at = end - 1;
        while (at >= 0 && entries.get(at).line().kind() == Kind.OTHER) {
            at--;
        }
        return at;
    }

    /** A line that made no layer put its files into another one's: builders that squash. Then no layer is any line's. */
    private static boolean isMadeBy(Entry entry, Instruction instruction, Optional<List<String>> shell) {
        HistoryLine line = entry.line();
        return entry.layer() != NO_LAYER
                && line.kind().name().equals(instruction.keyword())
                && (line.kind() == Kind.RUN
                        ? new RunText(shell).isIn(line, instruction)
                        : CopyText.isIn(line, instruction));
    }

    private static Optional<List<String>> shellBefore(Stage stage, Instruction instruction) {
        return stage.instructions().subList(0, stage.instructions().indexOf(instruction)).stream()
                .filter(each -> each.keyword().equals("SHELL"))
                .reduce((earlier, later) -> later)
                .flatMap(Instruction::jsonWords);
    }

    /** What lies below the first own layer is the base image's, which the stage's FROM names. */
    private LayerLines below(int first, Stage stage, String file, List<Optional<DockerfileLine>> lines) {
        if (stage.scratch() && withFiles(first) >= 0) {
            return LayerLines.unknown("it begins with FROM scratch, and the image has layers below those of its lines");
        }
        int layer = entries.get(first).layer();
        for (int i = 0; i < layer; i++) {
            lines.set(i, Optional.of(stage.from().in(file)));
        }
        return new LayerLines(lines, "");
    }
}
