package dev.plimsoll.image.dockerfile;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.LimitExceededException;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.image.ImageInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A Dockerfile, as far as it takes to tell which of its lines made which layer of an image. Immutable. */
public final class Dockerfile {
    private static final int MAX_BYTES = 1 << 20;

    private final String name;
    private final List<Stage> stages;

    private Dockerfile(String name, List<Stage> stages) {
        this.name = name;
        this.stages = List.copyOf(stages);
    }

    /**
     * Reads a file of at most 1 MiB.
     *
     * @param name as it is to be called
     * @throws PlimsollException FILE_ACCESS if it can't be read, USAGE if it is no Dockerfile
     */
    public static Dockerfile read(Path file, String name) {
        try (InputStream in = Files.newInputStream(file)) {
            return of(BoundedInput.readAll(in, MAX_BYTES, name), name);
        } catch (LimitExceededException e) {
            throw refused(name, "it has more than " + MAX_BYTES + " bytes");
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.FILE_ACCESS,
                    "could not read the Dockerfile " + SafeText.line(name) + ": " + SafeText.line(e.toString()),
                    e);
        }
    }

    /**
     * A Dockerfile that is at hand.
     *
     * @param name as it is to be called
     * @throws PlimsollException USAGE if it is no Dockerfile
     */
    public static Dockerfile of(byte[] content, String name) {
        Objects.requireNonNull(name, "name is null");
        List<Stage> stages = new ArrayList<>();
        Map<String, Stage> named = new HashMap<>();
        String current = "";
        for (Instruction instruction : Instructions.of(new String(content, StandardCharsets.UTF_8))) {
            if (instruction.keyword().equals("FROM")) {
                stages.add(Stage.begin(instruction, named));
                current = Stage.name(instruction);
            } else if (!stages.isEmpty()) {
                stages.set(stages.size() - 1, stages.get(stages.size() - 1).with(instruction));
            }
            if (!current.isEmpty()) {
                named.put(current, stages.get(stages.size() - 1));
            }
        }
        if (stages.isEmpty()) {
            throw refused(name, "it has no FROM");
        }
        return new Dockerfile(name, stages);
    }

    private static PlimsollException refused(String name, String why) {
        return new PlimsollException(ErrorCode.USAGE, SafeText.line(name) + " is no Dockerfile: " + why);
    }

    /** As it is called. */
    public String name() {
        return name;
    }

    /**
     * Which of its lines made which layer: every {@code RUN}, {@code COPY} and {@code ADD} of a stage must be found in the image's history,
     * in order and up to its end. The last stage goes before the others, of which exactly one must fit. Where that is not so the image
     * was not built from this file, or that can't be told, and no line is given.
     */
    public LayerLines linesOf(ImageInfo image) {
        HistoryOfLayers history = HistoryOfLayers.of(image);
        LayerLines last = history.match(stages.get(stages.size() - 1), name);
        if (last.isKnown()) {
            return last;
        }
        List<LayerLines> others = stages.subList(0, stages.size() - 1).stream()
                .map(stage -> history.match(stage, name))
                .filter(LayerLines::isKnown)
                .distinct()
                .toList();
        return others.size() == 1 ? others.get(0) : last;
    }
}
