package dev.plimsoll.image.registry;

import java.util.Optional;

/**
 * What was found when a login for a registry was looked for.
 *
 * @param credentials if there are any
 * @param trouble why a place could not be asked, for the error if the registry then refuses; or empty
 */
record Login(Optional<Credentials> credentials, String trouble) {
    static final Login NONE = new Login(Optional.empty(), "");

    static Login of(Credentials credentials) {
        return new Login(Optional.of(credentials), "");
    }

    static Login trouble(String what) {
        return new Login(Optional.empty(), what);
    }
}
