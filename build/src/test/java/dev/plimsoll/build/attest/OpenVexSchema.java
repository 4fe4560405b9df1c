package dev.plimsoll.build.attest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.plimsoll.testkit.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The schema that OpenVEX publishes. */
public final class OpenVexSchema {
    private OpenVexSchema() {}

    /** What is wrong with a document; the test is skipped where the schema is not there. */
    public static List<String> errors(JsonNode document) throws IOException {
        Path file = SharedFiles.path("reference/schemas/openvex.json");
        assumeTrue(Files.exists(file), "OpenVEX's schema is not at " + file);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(file))
                .validate(document.toString(), InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }
}
