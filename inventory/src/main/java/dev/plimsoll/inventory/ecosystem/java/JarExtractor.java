package dev.plimsoll.inventory.ecosystem.java;

import dev.plimsoll.image.Want;
import dev.plimsoll.inventory.Extractor;
import dev.plimsoll.inventory.ExtractorInput;
import dev.plimsoll.inventory.ExtractorOutput;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/**
 * Java archives and all archives in them. Every Maven coordinate that is stated inside becomes a component, those of shaded parts
 * too; an archive that states none as its own is unidentified if it has code, or is called like a release (an empty starter: advisories
 * name these too). Archives of sources and documentation have no code and are nothing that is installed; nor is an archive without
 * coordinate, code and version (a bundle of resources).
 */
final class JarExtractor implements Extractor {
    @Override
    public String id() {
        return "java-archive";
    }

    @Override
    public Want wants(String path, long size, int mode) {
        return size > 0 && ArchiveKind.of(path) != null ? Want.CONTENT : Want.NOTHING;
    }

    @Override
    public void extract(ExtractorInput input, ExtractorOutput output) throws IOException {
        String path = input.entry().path();
        ArchiveKind kind = ArchiveKind.of(path);
        if (kind == null) {
            return;
        }
        try (SeekableByteChannel channel = input.content().channel()) {
            new ArchiveReader(input.limits(), input.tempFiles(), output)
                    .read(
                            RandomBytes.of(channel),
                            new ArchivePlace(path, input.location().layer(), 1, kind));
        }
    }
}
