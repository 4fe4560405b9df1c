package dev.plimsoll.testkit.sins;

import dev.plimsoll.testkit.sins.source.one.One;
import dev.plimsoll.testkit.sins.source.two.Two;
import java.util.List;

/** A list that forgot nobody. */
final class FullList {
    private FullList() {}

    static List<Seam> all() {
        return List.of(new One(), new Two());
    }
}
