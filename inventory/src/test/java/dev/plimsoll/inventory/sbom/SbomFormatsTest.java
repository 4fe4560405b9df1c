package dev.plimsoll.inventory.sbom;

import dev.plimsoll.inventory.sbom.format.SbomFormats;
import dev.plimsoll.testkit.architecture.SeamRule;
import org.junit.jupiter.api.Test;

class SbomFormatsTest {
    @Test
    void everyFormatIsListedAndKeepsTheContract() {
        SeamRule.everyImplementerIsListedAndKeepsTheContract(
                SbomFormat.class, SbomFormats.class, SbomFormatContract.class, 2);
    }
}
