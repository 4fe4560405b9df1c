package dev.plimsoll.debian.deb;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.plimsoll.base.BulkInput;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.SealedCache;
import dev.plimsoll.base.SealedDraft;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * The tars of files that earlier runs inflated from packages, by the packages' hashes: to undo xz is most of what reading a package costs.
 * They are kept in a form that takes a tenth of that. Safe for several threads.
 */
public final class InflatedPackages {
    private static final String FORM = ".tar1.zst";
    private static final int LEVEL = 1;

    private final SealedCache cache;

    /** @param cache whose names are this one's */
    public InflatedPackages(SealedCache cache) {
        this.cache = cache;
    }

    /** Walks through a package's files as {@link DebReader}, from the kept form or, for the next time, making it. */
    void files(Digest deb, InputStream file, DebReader.Visitor visitor) throws IOException {
        Optional<SealedCache.Kept> found = cache.find(deb.hex() + FORM);
        if (found.isPresent()) {
            try (SealedCache.Kept kept = found.get();
                    InputStream tar = new ZstdInputStreamNoFinalizer(kept.content())) {
                DebReader.inflated(tar, visitor);
            }
            return;
        }
        try (SealedDraft draft = cache.draft(deb.hex() + FORM)) {
            try (OutputStream copy =
                    new ZstdOutputStreamNoFinalizer(draft.beside(OutputStream.nullOutputStream()), LEVEL)) {
                DebReader reader = new DebReader(file);
                reader.control();
                reader.data(visitor, tar -> new Copying(tar, copy));
            }
            draft.keep();
        }
    }

    private static final class Copying extends BulkInput {
        private final InputStream in;
        private final OutputStream copy;

        Copying(InputStream in, OutputStream copy) {
            this.in = in;
            this.copy = copy;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = in.read(buffer, offset, length);
            if (n > 0) {
                copy.write(buffer, offset, n);
            }
            return n;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
