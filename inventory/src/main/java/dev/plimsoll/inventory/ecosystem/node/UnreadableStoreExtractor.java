package dev.plimsoll.inventory.ecosystem.node;

import dev.plimsoll.image.Gap;
import dev.plimsoll.image.Want;
import dev.plimsoll.inventory.Extractor;
import dev.plimsoll.inventory.ExtractorInput;
import dev.plimsoll.inventory.ExtractorOutput;
import dev.plimsoll.inventory.ReadAs;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Files that say packages are there in a form nobody here can read: each is a gap, so that it is not passed over in silence. */
final class UnreadableStoreExtractor implements Extractor {
    private final String id;
    private final ReadAs reads;
    private final Map<String, String> detailByName;
    private final String[] names;

    private UnreadableStoreExtractor(String id, ReadAs reads, Map<String, String> detailByName) {
        this.id = id;
        this.reads = reads;
        this.detailByName = detailByName;
        this.names = detailByName.keySet().toArray(String[]::new);
    }

    /** Installations. */
    static Extractor installed() {
        String detail = "packages installed as Yarn Plug'n'Play (zip archives, no node_modules) can't be read";
        return new UnreadableStoreExtractor("node-pnp", ReadAs.ROOT, Map.of(".pnp.cjs", detail, ".pnp.js", detail));
    }

    /** Lock files. */
    static Extractor locked() {
        return new UnreadableStoreExtractor(
                "node-other-locks",
                ReadAs.SOURCE,
                Map.of(
                        "bun.lock", "lock files of bun can't be read",
                        "bun.lockb", "lock files of bun can't be read",
                        "deno.lock", "lock files of deno can't be read"));
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public ReadAs reads() {
        return reads;
    }

    @Override
    public Want wants(String path, long size, int mode) {
        for (String name : names) {
            if (PackagePaths.isNamed(path, name) && !PackagePaths.isInModules(path)) {
                return Want.CONTENT;
            }
        }
        return Want.NOTHING;
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public void extract(ExtractorInput input, ExtractorOutput output) throws IOException {
        try (InputStream in = input.content().stream()) {
            if (in.read() < 0) {
                throw new IOException("empty");
            }
        }
        new NpmComponents(input, output)
                .gap(
                        Gap.Reason.UNSUPPORTED,
                        detailByName.getOrDefault(name(input.entry().path()), id));
    }
}
