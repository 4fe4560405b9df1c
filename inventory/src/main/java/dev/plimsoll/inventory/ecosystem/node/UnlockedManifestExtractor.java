package dev.plimsoll.inventory.ecosystem.node;

import dev.plimsoll.image.FileTree;
import dev.plimsoll.image.Gap;
import dev.plimsoll.image.Want;
import dev.plimsoll.inventory.Extractor;
import dev.plimsoll.inventory.ExtractorInput;
import dev.plimsoll.inventory.ExtractorOutput;
import dev.plimsoll.inventory.ReadAs;
import java.io.IOException;

/** The package.json of a source tree that asks for packages while nothing says which versions it gets. */
final class UnlockedManifestExtractor implements Extractor {
    private static final String[] ANSWERS = {
        "package-lock.json",
        "npm-shrinkwrap.json",
        "yarn.lock",
        "pnpm-lock.yaml",
        "bun.lock",
        "bun.lockb",
        "deno.lock",
        "node_modules",
        ".pnp.cjs",
        ".pnp.js"
    };

    private final PackageJsonReader reader;

    UnlockedManifestExtractor(PackageJsonReader reader) {
        this.reader = reader;
    }

    @Override
    public String id() {
        return "node-unlocked";
    }

    @Override
    public ReadAs reads() {
        return ReadAs.SOURCE;
    }

    @Override
    public Want wants(String path, long size, int mode) {
        return PackagePaths.isNamed(path, "package.json") && !PackagePaths.isInModules(path)
                ? Want.CONTENT
                : Want.NOTHING;
    }

    @Override
    public void extract(ExtractorInput input, ExtractorOutput output) throws IOException {
        int dependencies = reader.read(input).dependencies();
        if (dependencies > 0 && !isAnswered(input.entry().path(), input.tree())) {
            new NpmComponents(input, output)
                    .gap(
                            Gap.Reason.UNSUPPORTED,
                            "no lock file: it asks for " + dependencies
                                    + " packages by ranges, and nothing says which versions those are");
        }
    }

    /** A workspace's lock file lies in the directory above it, or higher. */
    private static boolean isAnswered(String path, FileTree tree) {
        int slash = path.lastIndexOf('/');
        while (true) {
            String directory = path.substring(0, slash + 1);
            for (String answer : ANSWERS) {
                if (tree.entry(directory + answer).isPresent()) {
                    return true;
                }
            }
            if (slash < 0) {
                return false;
            }
            slash = path.lastIndexOf('/', slash - 1);
        }
    }
}
