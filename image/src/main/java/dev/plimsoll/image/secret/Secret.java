package dev.plimsoll.image.secret;

import java.util.Objects;

/**
 * Where in a text a likely secret stands.
 *
 * @param what the name that it is assigned to, or what kind of secret it looks like; never the secret
 * @param named whether {@code what} is a name
 * @param from where the secret begins in the text
 * @param to where it ends
 */
public record Secret(String what, boolean named, int from, int to) {
    public Secret {
        Objects.requireNonNull(what, "what is null");
    }
}
