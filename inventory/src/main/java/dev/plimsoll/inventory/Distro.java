package dev.plimsoll.inventory;

import java.util.List;
import java.util.Objects;

/**
 * The distribution as {@code os-release} states it.
 *
 * @param id {@code ID}, for example {@code debian}; never guessed from {@code ID_LIKE}
 * @param versionId {@code VERSION_ID}, for example {@code 12}; empty for rolling ones and Debian testing
 * @param codename {@code VERSION_CODENAME}, or empty
 * @param prettyName {@code PRETTY_NAME}, or empty
 * @param idLike {@code ID_LIKE}, split; for showing only
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/os-release.html">os-release(5)</a>
 */
public record Distro(String id, String versionId, String codename, String prettyName, List<String> idLike) {
    public Distro {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(versionId, "versionId is null");
        Objects.requireNonNull(codename, "codename is null");
        Objects.requireNonNull(prettyName, "prettyName is null");
        idLike = List.copyOf(idLike);
    }
}
