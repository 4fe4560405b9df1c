package dev.plimsoll.report;

import dev.plimsoll.report.format.DocumentFormats;
import dev.plimsoll.report.format.Formats;
import dev.plimsoll.testkit.architecture.ArchitectureRules;
import dev.plimsoll.testkit.architecture.SeamRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
    @TestFactory
    Stream<DynamicTest> keepsTheRulesOfTheHouse() {
        return ArchitectureRules.of("dev.plimsoll.report", 55);
    }

    @Test
    void everyFormatIsListedAndKeepsTheContract() {
        SeamRule.everyImplementerIsListedAndKeepsTheContract(
                ReportFormat.class, Formats.class, ReportFormatContract.class, 4);
    }

    @Test
    void everyDocumentIsListedAndKeepsTheContract() {
        SeamRule.everyImplementerIsListedAndKeepsTheContract(
                DocumentFormat.class, DocumentFormats.class, DocumentFormatContract.class, 5);
    }
}
