package dev.plimsoll.scan;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.inventory.ecosystem.Ecosystems;
import dev.plimsoll.inventory.sbom.Sbom;
import dev.plimsoll.inventory.sbom.SbomReader;
import dev.plimsoll.inventory.sbom.Subject;
import dev.plimsoll.inventory.sbom.format.SbomFormats;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads an SBOM in place of an image. */
final class SbomSubject {
    private final InputStream standardInput;
    private final SbomReader reader;

    SbomSubject(InputStream standardInput, Limits limits) {
        this.standardInput = standardInput;
        this.reader = new SbomReader(
                SbomFormats.all(),
                (purl, location) ->
                        Ecosystems.byPurlType(purl.type()).flatMap(ecosystem -> ecosystem.fromPurl(purl, location)),
                limits);
    }

    /** @throws PlimsollException IMAGE_NOT_FOUND if there is no such file; else as {@link SbomReader#read} */
    InventoryOf read(ImageReference reference) {
        if (reference.place().isEmpty()) {
            return of(reference, reader.read(standardInput, "standard input"));
        }
        Path file = Path.of(reference.place());
        if (!Files.isRegularFile(file)) {
            throw new PlimsollException(
                    ErrorCode.IMAGE_NOT_FOUND,
                    "there is no SBOM " + file + "; sbom:// without a name reads standard input");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return of(reference, reader.read(in, file.toString()));
        } catch (IOException e) {
            throw new PlimsollException(ErrorCode.FILE_ACCESS, "could not read " + file + ": " + e.getMessage(), e);
        }
    }

    private static InventoryOf of(ImageReference reference, Sbom sbom) {
        Subject subject = sbom.subject();
        ImageInfo image = new ImageInfo(
                reference,
                reference.scheme(),
                subject.digest(),
                Optional.empty(),
                subject.platform(),
                List.of(subject.name()),
                subject.layers(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                List.of(),
                -1);
        return new InventoryOf(image, sbom.inventory());
    }
}
