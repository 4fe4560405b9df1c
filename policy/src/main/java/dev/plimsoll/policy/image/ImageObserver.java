package dev.plimsoll.policy.image;

import dev.plimsoll.image.FileEntry;
import dev.plimsoll.image.FileTree;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.inventory.TreeObserver;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers an image's {@link ImageFacts} on the walk that makes its inventory. For one image. */
public final class ImageObserver implements TreeObserver {
    private @Nullable ImageFacts facts;

    @Override
    public boolean wants(String path) {
        return path.equals(AccountsReader.PASSWD) || path.equals(AccountsReader.GROUP);
    }

    @Override
    public void observe(ImageInfo image, FileTree tree) {
        FactGatherer gatherer = new FactGatherer(tree);
        tree.entries()
                .filter(entry -> entry.kind() == FileEntry.Kind.FILE || entry.kind() == FileEntry.Kind.SYMLINK)
                .forEach(gatherer::add);
        facts = gatherer.facts(new AccountsReader(tree).read(), new PlaceFinder(tree).of(image));
    }

    /** What was gathered; empty if there was no tree, as with an SBOM. */
    public Optional<ImageFacts> facts() {
        return Optional.ofNullable(facts);
    }
}
