package dev.plimsoll.debian;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.Digest;
import java.io.ByteArrayInputStream;
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
        return files.read(file, LIMIT).flatMap(packed -> unpacked(packed, file));
    }

    void put(Digest deb, DebDocs docs) {
        String text = plain(docs.link()) + SEPARATOR + plain(docs.changelog()) + SEPARATOR + plain(docs.rebuilds());
        files.write(file(deb), Zstd.compress(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Path file(Digest deb) {
        return files.cached("docs", deb.hex() + ".1.zst");
    }

    private static String plain(String text) {
        return text.replace(SEPARATOR, ' ');
    }

    private static Optional<DebDocs> unpacked(byte[] packed, Path file) {
        try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(packed))) {
            String text = new String(BoundedInput.readAll(in, LIMIT, file.toString()), StandardCharsets.UTF_8);
            String[] parts = text.split(String.valueOf(SEPARATOR), -1);
            return parts.length == 3 ? Optional.of(new DebDocs(parts[1], parts[2], parts[0])) : Optional.empty();
        } catch (IOException e) {
            // Spoilt by a full disk or a power cut: the package is fetched again.
            return Optional.empty();
        }
    }
}
