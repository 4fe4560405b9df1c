package dev.plimsoll.policy.image;

import dev.plimsoll.image.ImageInfo.History;
import dev.plimsoll.policy.Effect;
import dev.plimsoll.scan.BaseImage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code base-age}: an old base lacks what was mended since. */
final class BaseAge implements ImageRule {
    private static final long DAYS = 90;
    /** Dates before container images existed come from reproducible builds, and date nothing. */
    private static final Instant FIRST_IMAGES = Instant.parse("2013-01-01T00:00:00Z");

    private static final String REMEDY = "build it anew on a newer base: docker build --pull";

    @Override
    public String id() {
        return "base-age";
    }

    /** What an old base lacks is found as flaws, which have thresholds of their own. */
    @Override
    public Effect defaultEffect() {
        return Effect.INFORM;
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.CONFIGURATION);
    }

    @Override
    public Outcome judge(ImageCase image) {
        long most = image.days("base-age.days", DAYS);
        Optional<Dated> base = ofBase(image).or(() -> ofLowestLayer(image));
        if (base.isPresent()) {
            return judged(base.get(), image, most);
        }
        // An image is no older than its base.
        Optional<Dated> own = image.image()
                .created()
                .filter(time -> means(time, image))
                .map(time -> new Dated("the image itself", time));
        return own.filter(dated -> image.daysSince(dated.time()) > most)
                .map(dated -> judged(dated, image, most))
                .orElseGet(() ->
                        Outcome.notJudged("no date says how old its base is", "build it so that its history is dated"));
    }

    private static Outcome judged(Dated dated, ImageCase image, long most) {
        long days = image.daysSince(dated.time());
        String words = dated.what() + " was made on " + LocalDate.ofInstant(dated.time(), ZoneOffset.UTC) + ", " + days
                + (days == 1 ? " day ago (at most " : " days ago (at most ") + most + ")";
        return days > most ? Outcome.broken(words, List.of(), REMEDY) : Outcome.kept(words);
    }

    /** When the last layer was made that the base gave. */
    private static Optional<Dated> ofBase(ImageCase image) {
        int layers = image.base().map(BaseImage::layers).stream()
                .flatMapToInt(known -> known.stream())
                .findFirst()
                .orElse(0);
        return made(image, layers).map(time -> new Dated("its base", time));
    }

    private static Optional<Dated> ofLowestLayer(ImageCase image) {
        return made(image, 1).map(time -> new Dated("its lowest layer", time));
    }

    /** The date of the layer with that number, from 1. */
    private static Optional<Instant> made(ImageCase image, int layer) {
        return image.image().history().stream()
                .filter(line -> !line.emptyLayer())
                .skip(Math.max(0, layer - 1))
                .limit(layer == 0 ? 0 : 1)
                .map(History::created)
                .flatMap(Optional::stream)
                .filter(time -> means(time, image))
                .findFirst();
    }

    private static boolean means(Instant time, ImageCase image) {
        return time.isAfter(FIRST_IMAGES) && !time.isAfter(image.now());
    }

    private record Dated(String what, Instant time) {}
}
