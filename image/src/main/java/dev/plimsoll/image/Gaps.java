package dev.plimsoll.image;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Collects gaps; a hostile image's countless ones end in one that says how many more there were. */
final class Gaps {
    private static final int MAX = 10_000;

    private final List<Gap> gaps = new ArrayList<>();
    private long more;

    void add(String path, int layer, Gap.Reason reason, String detail) {
        add(new Gap(path, OptionalInt.of(layer), reason, detail));
    }

    void add(Gap gap) {
        if (gaps.size() < MAX) {
            gaps.add(gap);
        } else {
            more++;
        }
    }

    void addAll(Gaps others) {
        others.gaps.forEach(this::add);
        more += others.more;
    }

    List<Gap> list() {
        List<Gap> all = new ArrayList<>(gaps);
        if (more > 0) {
            all.add(new Gap(
                    "",
                    OptionalInt.empty(),
                    Gap.Reason.LIMIT,
                    more + " more places that could not be read, not listed"));
        }
        return all;
    }
}
