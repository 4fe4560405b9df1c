package dev.plimsoll.inventory.ecosystem.python;

import dev.plimsoll.image.FileTree;
import dev.plimsoll.image.Gap;
import dev.plimsoll.image.Want;
import dev.plimsoll.inventory.Extractor;
import dev.plimsoll.inventory.ExtractorInput;
import dev.plimsoll.inventory.ExtractorOutput;
import java.io.IOException;
import java.io.InputStream;

/** Distributions that are there but can't be read: a dist-info directory that lost its metadata, and zipped eggs. */
final class OpaqueDistributionExtractor implements Extractor {
    private static final String WHEEL = ".dist-info/WHEEL";
    private static final String INSTALLER = ".dist-info/INSTALLER";

    @Override
    public String id() {
        return "python-opaque";
    }

    @Override
    public Want wants(String path, long size, int mode) {
        return path.endsWith(WHEEL) || path.endsWith(INSTALLER) || path.endsWith(".egg") ? Want.CONTENT : Want.NOTHING;
    }

    @Override
    public void extract(ExtractorInput input, ExtractorOutput output) throws IOException {
        try (InputStream in = input.content().stream()) {
            if (in.read() < 0 && input.entry().path().endsWith(".egg")) {
                return;
            }
        }
        String path = input.entry().path();
        PypiComponents components = new PypiComponents(input, output);
        if (path.endsWith(".egg")) {
            components.gap(Gap.Reason.UNSUPPORTED, "a zipped egg can't be read");
        } else if (lostItsMetadata(path, input.tree())) {
            components.gap(Gap.Reason.CORRUPT, "a distribution is installed here, but its METADATA is missing");
        }
    }

    /** Said once: at WHEEL if that is there, else at INSTALLER. */
    private static boolean lostItsMetadata(String path, FileTree tree) {
        String directory = path.substring(0, path.lastIndexOf('/') + 1);
        boolean speaks = path.endsWith(WHEEL) || tree.entry(directory + "WHEEL").isEmpty();
        return speaks && tree.find(directory + "METADATA").isEmpty();
    }
}
