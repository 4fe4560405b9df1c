package dev.plimsoll.build.unpack;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.SealedCache;
import dev.plimsoll.base.SealedDraft;
import dev.plimsoll.base.SealedFile;
import dev.plimsoll.image.KeptContents;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * The files of packages that earlier runs unpacked, by the packages' hashes: to undo xz is most of what unpacking costs. They are kept as
 * the packages have them; what no image may have is refused anew. Safe for several threads.
 */
public final class KeptPackages {
    private static final String FORM = ".deb1";

    private final SealedCache files;

    /** @param files whose names are this cache's */
    public KeptPackages(SealedCache files) {
        this.files = files;
    }

    /** What is kept of a package, to be closed; empty if that is nothing. */
    Optional<KeptPackage> find(Digest deb) throws IOException {
        Optional<SealedFile> found = files.find(deb.hex() + FORM);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(KeptPackage.read(found.get()));
        } catch (IOException | LinkageError e) {
            // The package itself is there. Zstandard's library can't be loaded where temporary files can't be written
            // or run.
            found.get().close();
            return Optional.empty();
        }
    }

    /** Keeps what was unpacked of a package. */
    void keep(Digest deb, List<PackageFile> unpacked) throws IOException {
        try (SealedDraft draft = files.draft(deb.hex() + FORM)) {
            OutputStream out = draft.beside(OutputStream.nullOutputStream());
            KeptPackage.writeEntries(unpacked, out);
            try (OutputStream contents = KeptContents.writing(out)) {
                for (PackageFile each : unpacked) {
                    if (each.body().isPresent()) {
                        try (InputStream in = each.body().get().open()) {
                            in.transferTo(contents);
                        }
                    }
                }
            }
            draft.keep();
        } catch (LinkageError e) {
            // As above: then nothing is kept.
            return;
        }
    }
}
