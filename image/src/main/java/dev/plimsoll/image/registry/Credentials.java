package dev.plimsoll.image.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A login for one registry. */
sealed interface Credentials {

    /** A name and a password (or access token in a password's place). */
    record Password(String user, String password) implements Credentials {
        /** Value of an {@code Authorization} header. */
        String basic() {
            return "Basic "
                    + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String toString() {
            return "password of " + user;
        }
    }

    /** A refresh token, to be changed for access tokens. */
    record IdentityToken(String token) implements Credentials {
        @Override
        public String toString() {
            return "identity token";
        }
    }
}
