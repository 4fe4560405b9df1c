package dev.plimsoll.debian;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.debian.deb.DebReader;
import dev.plimsoll.image.FileEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the archive's public keys come from: this machine's keyrings, never the image's, or else the archive's own keyring package.
 *
 * <p>That package is fetched without any check, and that is safe: a key counts only if its fingerprint is pinned in
 * {@link PinnedKeys}, and a subkey only if the pinned key has signed for it. Whoever tampers with the download can leave keys out,
 * but can't bring any in.
 */
final class KeySource {
    private static final String KEYRING_FILES = "usr/share/keyrings/debian-archive-";

    private final Trust trust;
    private final Mirror mirror;
    private final IndexLoader indexes;
    private final ArchiveFiles files;

    KeySource(Trust trust, Mirror mirror, IndexLoader indexes, ArchiveFiles files) {
        this.trust = trust;
        this.mirror = mirror;
        this.indexes = indexes;
        this.files = files;
    }

    /** The pinned keys on this machine, and those fetched before; perhaps none. */
    Keyring local() {
        Keyring found = Keyring.EMPTY;
        for (Path place : trust.keyrings()) {
            for (Path file : filesAt(place)) {
                found = found.plus(Keyring.read(read(file), trust.pins()));
            }
        }
        for (Path file : filesAt(files.cached("keys"))) {
            found = found.plus(Keyring.read(read(file), trust.pins()));
        }
        return found;
    }

    /**
     * The pinned keys in the keyring package of a suite.
     *
     * @param unverified the suite's InRelease as the mirror gave it
     */
    Keyring fetched(Suite suite, byte[] unverified, String architecture) {
        String text = CleartextMessage.parse(unverified, "InRelease of " + suite.name())
                .text();
        ReleaseFile release = ReleaseFile.parse(text, "InRelease of " + suite.name());
        Optional<PackageEntry> entry =
                indexes
                        .load(suite, release, Defaults.MAIN_COMPONENT, architecture, Set.of(Defaults.KEYRING_PACKAGE))
                        .stream()
                        .filter(each -> each.name().equals(Defaults.KEYRING_PACKAGE))
                        .findFirst();
        return entry.isEmpty() ? Keyring.EMPTY : fromPackage(suite, entry.get());
    }

    private Keyring fromPackage(Suite suite, PackageEntry entry) {
        List<byte[]> keyrings = mirror.readVerified(suite.pool(entry.filename()), entry.file(), in -> {
            List<byte[]> found = new ArrayList<>();
            DebReader.walk(in, file -> {
                boolean keyring = file.kind() == FileEntry.Kind.FILE
                        && file.path().startsWith(KEYRING_FILES)
                        && isKeyring(file.path());
                if (keyring) {
                    found.add(BoundedInput.readAll(file.content(), Defaults.KEYRING_BYTES, file.path()));
                }
                return true;
            });
            return found;
        });
        Keyring keys = Keyring.EMPTY;
        for (int i = 0; i < keyrings.size(); i++) {
            Keyring some = Keyring.read(keyrings.get(i), trust.pins());
            if (!some.isEmpty()) {
                files.write(files.cached("keys", i + ".gpg"), keyrings.get(i));
            }
            keys = keys.plus(some);
        }
        return keys;
    }

    private static boolean isKeyring(String name) {
        return name.endsWith(".gpg") || name.endsWith(".pgp") || name.endsWith(".asc");
    }

    private static List<Path> filesAt(Path place) {
        if (!Files.isDirectory(place)) {
            return Files.isRegularFile(place) ? List.of(place) : List.of();
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(place)) {
            for (Path entry : entries) {
                if (isKeyring(entry.toString()) && Files.isRegularFile(entry)) {
                    found.add(entry);
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        return found;
    }

    /** A keyring that can't be read holds no keys; if none is left, the keyring package is asked. */
    private static byte[] read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return BoundedInput.readAll(in, Defaults.KEYRING_BYTES, file.toString());
        } catch (IOException e) {
            return "".getBytes(StandardCharsets.US_ASCII);
        }
    }
}
