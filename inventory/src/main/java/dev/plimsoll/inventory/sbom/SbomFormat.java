package dev.plimsoll.inventory.sbom;

import dev.plimsoll.base.PlimsollException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Set;

/** The seam for SBOM formats: one implementer per format, all listed in {@code format.SbomFormats}. Stateless. */
public interface SbomFormat {
    /** Short, lower-case: {@code cyclonedx}, {@code spdx}. */
    String id();

    /** Members of the outermost JSON object by any of which a document of this format, and of no other, is known. */
    Set<String> members();

    /**
     * Writes a document that is valid by the format's schema; the same SBOM and time give the same bytes. Whatever a name holds
     * comes out escaped, in ASCII. Does not close {@code out}.
     *
     * @param created stated as the document's date; whole seconds count
     */
    void write(Sbom sbom, Instant created, OutputStream out) throws IOException;

    /**
     * Reads a document of any tool.
     *
     * @throws PlimsollException IMAGE_CORRUPT if it contradicts its format, UNSUPPORTED_FORMAT for a version that can't be read
     * @throws IOException if it is no JSON, over a limit, or can't be read
     */
    Sbom read(SbomInput input) throws IOException;
}
