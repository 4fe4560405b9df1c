package dev.plimsoll.inventory.sbom.format.cyclonedx;

import dev.plimsoll.inventory.sbom.ContentUuid;
import dev.plimsoll.inventory.sbom.Sbom;
import dev.plimsoll.inventory.sbom.SbomFormat;
import dev.plimsoll.inventory.sbom.SbomInput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Set;

/**
 * CycloneDX JSON: version 1.6 is written, any 1.x is read.
 *
 * @see <a href="https://cyclonedx.org/docs/1.6/json/">CycloneDX 1.6 JSON reference</a>
 */
public final class CycloneDxFormat implements SbomFormat {
    @Override
    public String id() {
        return "cyclonedx";
    }

    @Override
    public Set<String> members() {
        return Set.of(
                "bomFormat", "specVersion", "serialNumber", "metadata", "components", "dependencies", "compositions");
    }

    @Override
    public void write(Sbom sbom, Instant created, OutputStream out) throws IOException {
        ContentUuid.write((number, to) -> new CycloneDxWriter(sbom, created, number).write(to), out);
    }

    @Override
    public Sbom read(SbomInput input) throws IOException {
        return new CycloneDxReader(input).read();
    }
}
