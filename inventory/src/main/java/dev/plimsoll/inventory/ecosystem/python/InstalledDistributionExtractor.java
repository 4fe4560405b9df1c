package dev.plimsoll.inventory.ecosystem.python;

import dev.plimsoll.image.Want;
import dev.plimsoll.inventory.Extractor;
import dev.plimsoll.inventory.ExtractorInput;
import dev.plimsoll.inventory.ExtractorOutput;
import java.io.IOException;

/**
 * The metadata of installed distributions: {@code x.dist-info/METADATA} (wheels), {@code x.egg-info/PKG-INFO} or a file
 * {@code x.egg-info} (setuptools, distutils), {@code x.egg/EGG-INFO/PKG-INFO} (eggs). One without a version is a component without
 * one, which nobody can judge. Packages that others vendor without metadata, as pip does, leave no trace.
 *
 * @see <a href="https://packaging.python.org/en/latest/specifications/recording-installed-packages/">Recording installed projects</a>
 */
final class InstalledDistributionExtractor implements Extractor {
    @Override
    public String id() {
        return "python-installed";
    }

    @Override
    public Want wants(String path, long size, int mode) {
        boolean metadata = path.endsWith(".dist-info/METADATA")
                || path.endsWith(".egg-info/PKG-INFO")
                || path.endsWith(".egg/EGG-INFO/PKG-INFO")
                || path.endsWith(".egg-info");
        return metadata ? Want.CONTENT : Want.NOTHING;
    }

    @Override
    public void extract(ExtractorInput input, ExtractorOutput output) throws IOException {
        CoreMetadata metadata = CoreMetadata.read(input);
        if (metadata.name().isEmpty()) {
            throw new IOException("its headers have no Name");
        }
        new PypiComponents(input, output).add(metadata.name(), metadata.version(), metadata.licences());
    }
}
