package dev.plimsoll.advisory;

import dev.plimsoll.advisory.feed.Feeds;
import dev.plimsoll.testkit.architecture.ArchitectureRules;
import dev.plimsoll.testkit.architecture.SeamRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
    @TestFactory
    Stream<DynamicTest> keepsTheRulesOfTheHouse() {
        return ArchitectureRules.of("dev.plimsoll.advisory", 90);
    }

    @Test
    void everyFeedIsListedAndKeepsTheContract() {
        SeamRule.everyImplementerIsListedAndKeepsTheContract(Feed.class, Feeds.class, FeedContract.class, 6);
    }
}
