package dev.plimsoll.debian;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;

/** The certificates whose signatures count. Immutable. */
final class Keyring {
    static final Keyring EMPTY = new Keyring(List.of());

    private final List<Pinned> certificates;

    /** A certificate and the name its primary key is pinned under. */
    private record Pinned(String owner, Certificate certificate) {}

    private Keyring(List<Pinned> certificates) {
        this.certificates = List.copyOf(certificates);
    }

    /**
     * The pinned certificates among those of a keyring, binary or armoured. What is not pinned, or can't be read, is passed over: a
     * keyring holds whatever its deliverer put there.
     */
    static Keyring read(byte[] keyring, PinnedKeys pins) {
        List<Pinned> found = new ArrayList<>();
        for (Certificate certificate : certificates(keyring)) {
            Optional<String> name = pins.name(certificate.fingerprint());
            name.ifPresent(owner -> found.add(new Pinned(owner, certificate)));
        }
        return new Keyring(found);
    }

    /** Both keyrings' certificates. */
    Keyring plus(Keyring other) {
        List<Pinned> all = new ArrayList<>(certificates);
        all.addAll(other.certificates);
        return new Keyring(all);
    }

    boolean isEmpty() {
        return certificates.isEmpty();
    }

    /**
     * The keys with this 64 bit id that may sign. Certificates are examined one by one as the stream is read: each costs several
     * RSA computations, and mostly the first one will do.
     */
    Stream<SigningKey> withId(long keyId) {
        return certificates.stream()
                .filter(pinned -> pinned.certificate().hasKey(keyId))
                .flatMap(pinned -> pinned.certificate().signingKeys(pinned.owner()).stream())
                .filter(key -> key.key().getKeyID() == keyId);
    }

    /** All certificates of a keyring, binary or armoured; those before the first that can't be read. */
    static List<Certificate> certificates(byte[] keyring) {
        List<Certificate> found = new ArrayList<>();
        try {
            boolean armoured = keyring.length > 0 && keyring[0] == '-';
            ByteArrayInputStream bytes = new ByteArrayInputStream(keyring);
            PGPObjectFactory objects = new PGPObjectFactory(
                    armoured ? new ArmoredInputStream(bytes) : bytes, new BcKeyFingerprintCalculator());
            for (Object object = objects.nextObject(); object != null; object = objects.nextObject()) {
                if (object instanceof PGPPublicKeyRing ring) {
                    found.add(new Certificate(ring));
                }
            }
        } catch (IOException | RuntimeException e) {
            // What was read before the unreadable place still counts: each key is proved by its own fingerprint.
            return found;
        }
        return found;
    }
}
