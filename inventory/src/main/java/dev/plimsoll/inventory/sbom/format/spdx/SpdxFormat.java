package dev.plimsoll.inventory.sbom.format.spdx;

import dev.plimsoll.inventory.sbom.ContentUuid;
import dev.plimsoll.inventory.sbom.Sbom;
import dev.plimsoll.inventory.sbom.SbomFormat;
import dev.plimsoll.inventory.sbom.SbomInput;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Set;

/**
 * SPDX JSON: version 2.3 is written, any 2.x is read.
 *
 * @see <a href="https://spdx.github.io/spdx-spec/v2.3/">SPDX 2.3</a>
 */
public final class SpdxFormat implements SbomFormat {
    @Override
    public String id() {
        return "spdx";
    }

    @Override
    public Set<String> members() {
        return Set.of(
                "spdxVersion",
                "SPDXID",
                "dataLicense",
                "creationInfo",
                "documentNamespace",
                "packages",
                "relationships");
    }

    @Override
    public void write(Sbom sbom, Instant created, OutputStream out) throws IOException {
        ContentUuid.write((number, to) -> new SpdxWriter(sbom, created, number).write(to), out);
    }

    @Override
    public Sbom read(SbomInput input) throws IOException {
        return new SpdxReader(input).read();
    }
}
