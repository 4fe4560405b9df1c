package dev.plimsoll.image;

import dev.plimsoll.image.source.ImageSources;
import dev.plimsoll.image.target.ImageTargetContract;
import dev.plimsoll.image.target.ImageTargets;
import dev.plimsoll.image.write.ImageTarget;
import dev.plimsoll.testkit.architecture.ArchitectureRules;
import dev.plimsoll.testkit.architecture.SeamRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
    @TestFactory
    Stream<DynamicTest> keepsTheRulesOfTheHouse() {
        return ArchitectureRules.of("dev.plimsoll.image", 140);
    }

    @Test
    void every_form_of_images_is_listed_and_keeps_the_contract() {
        SeamRule.everyImplementerIsListedAndKeepsTheContract(
                ImageSource.class, ImageSources.class, ImageSourceContract.class, 3);
    }

    @Test
    void every_place_that_images_are_written_to_is_listed_and_keeps_the_contract() {
        SeamRule.everyImplementerIsListedAndKeepsTheContract(
                ImageTarget.class, ImageTargets.class, ImageTargetContract.class, 4);
    }
}
