package dev.plimsoll.policy.image;

import dev.plimsoll.base.SafeText;
import dev.plimsoll.policy.Effect;
import dev.plimsoll.scan.BaseImage;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code base-not-pinned}: a tag moves, so that the next build may stand on something else. */
final class BaseNotPinned implements ImageRule {
    private static final String BASE_DIGEST = "org.opencontainers.image.base.digest";

    @Override
    public String id() {
        return "base-not-pinned";
    }

    /** A matter of how the image is built again, not of what is wrong with it. */
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
        Optional<BaseImage> base = image.base();
        if (base.isEmpty()) {
            return Outcome.notJudged(
                    "which image it was built on is not known",
                    "build with '--provenance=true', set the labels org.opencontainers.image.base.name and .digest, or say"
                            + " --base IMAGE");
        }
        String name = SafeText.oneLine(base.get().name(), 300);
        if (base.get().isScratch()) {
            return Outcome.kept("it stands on no other image");
        }
        if (base.get().name().contains("@sha")) {
            return Outcome.kept("its base is pinned: " + name);
        }
        if (base.get().knownBy().startsWith("label")
                && image.image().labels().getOrDefault(BASE_DIGEST, "").startsWith("sha")) {
            return Outcome.kept("its base " + name + " is named with its digest by the label " + BASE_DIGEST);
        }
        return Outcome.broken(
                "its base " + name + " is not pinned by digest",
                List.of(name),
                "in the Dockerfile: FROM " + name + "@sha256:…");
    }
}
