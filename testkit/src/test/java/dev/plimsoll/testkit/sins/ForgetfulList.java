package dev.plimsoll.testkit.sins;

import dev.plimsoll.testkit.sins.source.two.Two;
import java.util.List;

/** A list that forgot One; and, since the rules do not know it, somebody who names an implementer. */
final class ForgetfulList {
    private ForgetfulList() {}

    static List<Seam> all() {
        return List.of(new Two());
    }
}
