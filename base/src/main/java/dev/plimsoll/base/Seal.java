package dev.plimsoll.base;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells what an earlier run of the same user made from what was damaged or put there: a keyed hash, HMAC-SHA-256. The key lies with the
 * user's data and not in a cache, since caches are handed on: a pipeline restores what another one stored. Safe for several threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>
 */
public final class Seal {
    /** Bytes of a seal, and of a key. */
    static final int LENGTH = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final String KEY_FILE = "cache.key";

    private final SecretKeySpec key;

    private Seal(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * The user's own, made at first use. Where no key can be kept, it is this run's alone: what others sealed is then as good as damaged.
     */
    public static Seal of(AppDirectories directories) {
        Path file = directories.data().resolve(KEY_FILE);
        try {
            if (!holdsKey(file)) {
                create(file);
            }
            try (InputStream in = Files.newInputStream(file)) {
                return new Seal(BoundedInput.readAll(in, LENGTH, KEY_FILE));
            }
        } catch (IOException e) {
            return new Seal(newKey());
        }
    }

    private static boolean holdsKey(Path file) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) == LENGTH;
    }

    /** Of two runs that do this at once the last one's key stays. */
    private static void create(Path file) throws IOException {
        try (TempFiles aside = TempFiles.under(Objects.requireNonNull(file.getParent(), "it lies in a directory"))) {
            Path made = aside.newFile("key");
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
            Files.write(made, newKey());
            Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static byte[] newKey() {
        byte[] key = new byte[LENGTH];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /** A new computation, for a content that belongs to a name. */
    Mac begin(String name) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(name.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new AssertionError("every JDK has " + ALGORITHM, e);
        }
    }
}
