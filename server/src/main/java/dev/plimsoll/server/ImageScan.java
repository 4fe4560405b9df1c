package dev.plimsoll.server;

import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.ImageReference;
import java.io.IOException;
import java.nio.file.Path;

/** Scans one image for the server; called by one thread. */
@FunctionalInterface
public interface ImageScan {
    /**
     * Scans and judges an image.
     *
     * @param master new file that is there, in which the report goes, by {@code docs/security-report-schema.json}
     * @throws PlimsollException if the image can't be scanned
     */
    void scan(ImageReference image, Path master) throws IOException;
}
