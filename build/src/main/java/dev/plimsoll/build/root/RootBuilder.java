package dev.plimsoll.build.root;

import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;

/** Makes a root file system of packages, without running anything of theirs. */
public final class RootBuilder {
    private RootBuilder() {}

    /**
     * Unpacks the packages, does what their scripts would do, leaves out what the spec says, and proves that nothing needs it.
     *
     * @param tempFiles where contents lie; the tree is readable until they are closed
     * @throws PlimsollException USAGE if the spec leaves something out that is needed, or a script's work is not known; FEED_MALFORMED for
     *     a package that is hostile or damaged
     */
    public static RootTree build(RootRequest request, TempFiles tempFiles, Progress progress) {
        throw new UnsupportedOperationException(
                "comes with the next change: " + request.packages().size());
    }
}
