package dev.plimsoll.build.patch;

import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.LayeredImage;
import dev.plimsoll.image.OpenOptions;
import dev.plimsoll.image.StoredImage;
import dev.plimsoll.image.write.TopLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An earlier patch whose layer is the uppermost of an image. A label and the last line of history tell it: with anything on top of it, it
 * is a layer like all others.
 *
 * @param brought what it did
 * @param base digest of the image that it patched
 */
record FormerPatch(List<Brought> brought, String base) {
    private static final String HISTORY = "plimsoll patch: ";
    private static final String SQUASHED = "plimsoll patch --squash: ";
    private static final String BETWEEN = ", ";

    /**
     * A package or library that it brought in.
     *
     * @param ecosystem whose it is
     * @param name of it
     * @param version of it
     */
    record Brought(String ecosystem, String name, String version) {
        @Override
        public String toString() {
            return name + " " + version;
        }
    }

    FormerPatch {
        brought = List.copyOf(brought);
    }

    /** The line of history of a patch's layer. */
    static String history(PatchPlan plan) {
        return HISTORY + changes(plan);
    }

    /** That of a layer that holds the image too, which no later patch may take away. */
    static String squashed(PatchPlan plan) {
        return SQUASHED + changes(plan);
    }

    private static String changes(PatchPlan plan) {
        return plan.changes().stream()
                .map(each -> each.name() + " " + each.to())
                .sorted()
                .collect(Collectors.joining(BETWEEN));
    }

    /** The patch on top of an image; empty if there is none, or something does not agree. */
    static Optional<FormerPatch> of(ImageInfo image) {
        String base = image.labels().getOrDefault(PatchLabels.BASE, "");
        List<ImageInfo.History> history = image.history();
        long lines = history.stream().filter(each -> !each.emptyLayer()).count();
        if (base.isEmpty()
                || lines != image.layers().size()
                || lines < 2
                || history.get(history.size() - 1).emptyLayer()) {
            return Optional.empty();
        }
        return brought(history.get(history.size() - 1).createdBy()).map(all -> new FormerPatch(all, base));
    }

    /** The image below the patch: what it stood on is not asked for, since its tag may lead elsewhere by now. */
    static Image below(ImageInfo patched, StoredImage stored, OpenOptions options) {
        int layers = patched.layers().size() - 1;
        ImageInfo info = new ImageInfo(
                patched.reference(),
                patched.form(),
                Optional.empty(),
                Optional.empty(),
                patched.platform(),
                patched.tags(),
                patched.layers().subList(0, layers),
                patched.created(),
                patched.labels(),
                patched.run(),
                patched.history().subList(0, patched.history().size() - 1),
                -1);
        return new LayeredImage(info, TopLayer.removed(stored), options, () -> {});
    }

    /** Whether a line of history is that of a patch. */
    static boolean isPatch(String createdBy) {
        return brought(createdBy).isPresent();
    }

    private static Optional<List<Brought>> brought(String line) {
        if (!line.startsWith(HISTORY)) {
            return Optional.empty();
        }
        List<Brought> brought = new ArrayList<>();
        for (String each : line.substring(HISTORY.length()).split(BETWEEN)) {
            int space = each.indexOf(' ');
            if (space < 0) {
                return Optional.empty();
            }
            String name = each.substring(0, space);
            // Debian's names have no colon, those of Java libraries always have one.
            String ecosystem = name.contains(":") ? JavaWishes.ECOSYSTEM : DebianPatch.ECOSYSTEM;
            brought.add(new Brought(ecosystem, name, each.substring(space + 1)));
        }
        return Optional.of(brought);
    }
}
