package dev.plimsoll.policy.image;

import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.FileTree;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.RunConfig;
import dev.plimsoll.policy.image.Place.Purpose;
import dev.plimsoll.policy.image.Place.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the volumes and the working directory of an image in its tree. */
final class PlaceFinder {
    private static final int MAX_PLACES = 200;
    private static final int MAX_STEPS = 200;

    private final FileTree tree;

    PlaceFinder(FileTree tree) {
        this.tree = tree;
    }

    List<Place> of(ImageInfo image) {
        RunConfig run = image.run().orElse(RunConfig.NONE);
        List<Place> places = new ArrayList<>();
        run.volumes().stream()
                .limit(MAX_PLACES)
                .forEach(path -> places.add(new Place(path, Purpose.VOLUME, steps(path))));
        String directory = run.workingDirectory();
        // Nobody declares the root in order to write there.
        if (!directory.isBlank() && !directory.equals("/")) {
            places.add(new Place(directory, Purpose.WORKING_DIRECTORY, steps(directory)));
        }
        return places;
    }

    private List<Step> steps(String path) {
        Optional<FileEntry> place = tree.find(path);
        if (place.isEmpty()) {
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        String real = place.get().path();
        for (int slash = real.indexOf('/');
                slash >= 0 && steps.size() < MAX_STEPS;
                slash = real.indexOf('/', slash + 1)) {
            tree.entry(real.substring(0, slash)).map(PlaceFinder::step).ifPresent(steps::add);
        }
        steps.add(step(place.get()));
        return steps;
    }

    private static Step step(FileEntry entry) {
        return new Step(entry.kind() == FileEntry.Kind.DIRECTORY, entry.mode(), entry.userId(), entry.groupId());
    }
}
