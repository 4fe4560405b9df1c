package dev.plimsoll.advisory;

import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Distro;
import java.util.List;
import java.util.Optional;

/** The seam for whoever knows about flaws: the store, the live archive, a list in memory (the reference). */
public interface AdvisorySource extends AutoCloseable {
    /** Short and unique: {@code store}, {@code debian-archive}. */
    String id();

    /**
     * What is known about these components: one answer for each, in their order, never empty without saying so in its coverage. A
     * source that fails as a whole does not throw: it answers {@link Coverage.Reason#SOURCE_FAILED} with the message.
     *
     * @param distro of the inventory they come from
     */
    List<Knowledge> lookUp(List<Component> components, Optional<Distro> distro);

    /** Releases files and connections. */
    @Override
    void close();
}
