package dev.plimsoll.debian;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The primary keys that may sign the archive, by fingerprint. Only fingerprints are kept here, no key material: a key found
 * anywhere counts if it has one of these. (Fingerprints of version 4 keys are SHA-1; forging a key for one takes a second preimage,
 * which nobody can do, and apt relies on the same.)
 *
 * @see <a href="https://ftp-master.debian.org/keys.html">The archive's keys</a>
 */
final class PinnedKeys {
    /** The keys of Debian 10 to 13, as {@code gpg --show-keys} shows them for the package debian-archive-keyring. */
    static final PinnedKeys DEBIAN = new PinnedKeys(Map.ofEntries(
            Map.entry("80D15823B7FD1561F9F7BCDDDC30D7C23CBBABEE", "Debian Archive Automatic Signing Key (10/buster)"),
            Map.entry(
                    "5E61B217265DA9807A23C5FF4DFAB270CAA96DFA",
                    "Debian Security Archive Automatic Signing Key (10/buster)"),
            Map.entry("6D33866EDD8FFA41C0143AEDDCC9EFBF77E11517", "Debian Stable Release Key (10/buster)"),
            Map.entry("1F89983E0081FDE018F3CC9673A4F27B8DD47936", "Debian Archive Automatic Signing Key (11/bullseye)"),
            Map.entry(
                    "AC530D520F2F3269F5E98313A48449044AAD5C5D",
                    "Debian Security Archive Automatic Signing Key (11/bullseye)"),
            Map.entry("A4285295FC7B1A81600062A9605C66F00D6C9793", "Debian Stable Release Key (11/bullseye)"),
            Map.entry("B8B80B5B623EAB6AD8775C45B7C5D7D6350947F8", "Debian Archive Automatic Signing Key (12/bookworm)"),
            Map.entry(
                    "05AB90340C0C5E797F44A8C8254CF3B5AEC0A8F0",
                    "Debian Security Archive Automatic Signing Key (12/bookworm)"),
            Map.entry("4D64FEC119C2029067D6E791F8D2585B8783D481", "Debian Stable Release Key (12/bookworm)"),
            Map.entry("04B54C3CDCA79751B16BC6B5225629DF75B188BD", "Debian Archive Automatic Signing Key (13/trixie)"),
            Map.entry(
                    "5E04A1E3223A19A20706E20F9904613D4CCE68C6",
                    "Debian Security Archive Automatic Signing Key (13/trixie)"),
            Map.entry("41587F7DB8C774BCCF131416762F67A0B2C39DE4", "Debian Stable Release Key (13/trixie)")));

    private final Map<String, String> names;

    /** @param names by fingerprint in hexadecimal digits */
    PinnedKeys(Map<String, String> names) {
        this.names = names.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        entry -> entry.getKey().toUpperCase(Locale.ROOT), Map.Entry::getValue));
    }

    /** The name of a pinned primary key; empty if it is not one. */
    Optional<String> name(String fingerprint) {
        return Optional.ofNullable(names.get(fingerprint.toUpperCase(Locale.ROOT)));
    }
}
