package dev.plimsoll.inventory.ecosystem.node;

import dev.plimsoll.image.Want;
import dev.plimsoll.inventory.Extractor;
import dev.plimsoll.inventory.ExtractorInput;
import dev.plimsoll.inventory.ExtractorOutput;
import java.io.IOException;

/**
 * The package.json of each installed package. Its name counts, since an alias is installed under another directory name; a package
 * without one has its directory's. Without a version it is a component without one, which nobody can judge.
 */
final class InstalledPackageExtractor implements Extractor {
    private final PackageJsonReader reader;

    InstalledPackageExtractor(PackageJsonReader reader) {
        this.reader = reader;
    }

    @Override
    public String id() {
        return "node-installed";
    }

    @Override
    public Want wants(String path, long size, int mode) {
        return PackagePaths.isInstalledManifest(path) ? Want.CONTENT : Want.NOTHING;
    }

    @Override
    public void extract(ExtractorInput input, ExtractorOutput output) throws IOException {
        PackageJson found = reader.read(input);
        String name = found.name().isEmpty()
                ? PackagePaths.directoryName(input.entry().path())
                : found.name();
        new NpmComponents(input, output).add(name, found.version(), found.licences());
    }
}
