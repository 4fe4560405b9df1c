package dev.plimsoll.inventory;

import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.FileTree;
import dev.plimsoll.image.Gap;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.Scheme;
import java.util.List;
import java.util.Optional;

/**
 * The door of this module: one walk over an opened image gives its {@link Inventory}.
 *
 * <p>An image is always read as a root. A directory is one if it has os-release and a package database; any other directory is a
 * source tree, in which lock files count as well. {@link ReadOptions#as()} overrides that.
 *
 * <p>What can't be read is a {@link Gap}, never an exception: a file over {@link dev.plimsoll.base.Limits#fileBytes()}, a file that
 * its extractor refuses or fails on, a wanted file that the image has no content for, a link where an extractor wants a file and
 * that leads to content nobody asked for. A component found twice is one component with several locations if all else is equal, its
 * owner included; otherwise both stay.
 */
public final class InventoryReader {
    private final List<Ecosystem> ecosystems;
    private final ReadOptions options;

    /** @param ecosystems which kinds to look for; {@code Ecosystems.all()} for all */
    public InventoryReader(List<Ecosystem> ecosystems, ReadOptions options) {
        this.ecosystems = List.copyOf(ecosystems);
        this.options = options;
    }

    /**
     * Reads an image; does not close it.
     *
     * @throws PlimsollException if the image itself can't be read, as {@link Image#read}
     */
    public Inventory read(Image image) {
        Optional<ReadAs> given = givenReadAs(image);
        Selection selection =
                Selection.of(ecosystems, given.orElse(ReadAs.SOURCE), options.limits(), options.observers());
        FileTree tree = image.read(selection);
        Findings findings = new Findings();
        tree.gaps().forEach(findings::gap);
        options.observers().forEach(observer -> observer.observe(image.info(), tree));
        Optional<Distro> distro = Distros.read(tree, findings);
        List<Job> jobs = selection.jobs(tree, findings);
        ReadAs as = given.orElseGet(() -> looksLike(jobs, distro));
        new Extraction(tree, distro, options).run(jobs, as, findings);
        new Ownership(ecosystems, tree, options).resolve(findings);
        options.identify().ifPresent(context -> new Identification(ecosystems, context).prove(findings));
        return findings.inventory(as, distro);
    }

    private Optional<ReadAs> givenReadAs(Image image) {
        if (options.as().isPresent() || image.info().form() == Scheme.FS) {
            return options.as();
        }
        return Optional.of(ReadAs.ROOT);
    }

    private static ReadAs looksLike(List<Job> jobs, Optional<Distro> distro) {
        boolean packageDatabase = jobs.stream().anyMatch(job -> job.ecosystem() instanceof OwnsFiles);
        return distro.isPresent() && packageDatabase ? ReadAs.ROOT : ReadAs.SOURCE;
    }
}
