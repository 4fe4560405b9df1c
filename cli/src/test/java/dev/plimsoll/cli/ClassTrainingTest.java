package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The list of classes that the launcher's class archive is made with. */
class ClassTrainingTest {
    /** Recorded with one Java; others lack some of its own. */
    private static final double ENOUGH = 0.8;

    @Test
    void mostOfTheListIsThereInThisJavaToo() {
        List<String> listed = ClassTraining.libraries();

        long loaded = listed.stream().filter(ClassTraining::load).count();

        assertThat(loaded).isGreaterThan((long) (ENOUGH * listed.size()));
    }

    @Test
    void theLibrariesThatABuildUsesAreListed() {
        assertThat(ClassTraining.libraries())
                .contains(
                        "org.tukaani.xz.XZInputStream",
                        "com.jcraft.jzlib.Deflater",
                        "org.bouncycastle.openpgp.PGPSignature",
                        "org.snakeyaml.engine.v2.parser.ParserImpl")
                .noneMatch(name -> name.startsWith("dev.plimsoll."));
    }
}
