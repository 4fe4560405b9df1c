package dev.plimsoll.server;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Names for what clients come back to: nobody guesses another's. */
final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 16;

    private Ids() {}

    static String next() {
        byte[] id = new byte[BYTES];
        RANDOM.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
