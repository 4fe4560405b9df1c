package dev.plimsoll.debian;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.SealedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Keeps what verified packages say of their history, under their hash: kilobytes instead of the packages' megabytes. */
final class DocsCache {
    private static final long LIMIT = 3 * Defaults.CHANGELOG_BYTES;
    private static final char SEPARATOR = '\0';

    private final ArchiveFiles files;

    DocsCache(ArchiveFiles files) {
        this.files = files;
    }

    Optional<DebDocs> get(Digest deb) {
        Path file = file(deb);
        Optional<SealedFile> found = files.sealed(file);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (SealedFile kept = found.get();
                InputStream in = new ZstdInputStream(kept.content())) {
            String text = new String(BoundedInput.readAll(in, LIMIT, file.toString()), StandardCharsets.UTF_8);
            String[] parts = text.split(String.valueOf(SEPARATOR), -1);
            return parts.length == 3 ? Optional.of(new DebDocs(parts[1], parts[2], parts[0])) : Optional.empty();
        } catch (IOException e) {
            throw ArchiveFiles.unusable(file, e);
        }
    }

    void put(Digest deb, DebDocs docs) {
        String text = plain(docs.link()) + SEPARATOR + plain(docs.changelog()) + SEPARATOR + plain(docs.rebuilds());
        files.writeSealed(file(deb), Zstd.compress(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Path file(Digest deb) {
        return files.cached("docs", deb.hex() + ".2.zst");
    }

    private static String plain(String text) {
        return text.replace(SEPARATOR, ' ');
    }
}
