package dev.plimsoll.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A spec that needs little of the archive: the C library and what Debian's own images can't do without. */
final class SmallImage {
    private SmallImage() {}

    /** Writes it; more lines may follow. */
    static Path spec(Path folder, String... more) throws IOException {
        return write(folder, "base-files, base-passwd, netbase", more);
    }

    /** The same of other packages. */
    static Path write(Path folder, String packages, String... more) throws IOException {
        return Files.writeString(folder.resolve("small.yaml"), """
                image: plimsoll/small:latest
                release: bookworm
                platform: linux/amd64
                packages: [%s]
                omit:
                  - {package: mawk, reason: nothing runs it}
                  - {package: libdebconfclient0, reason: only update-passwd uses it}
                  - {package: libselinux1, reason: only update-passwd uses it}
                  - {package: libpcre2-8-0, reason: only libselinux1 uses it}
                leave-out:
                  - {path: "/etc/update-motd.d/**", reason: nobody logs in}
                  - {path: /usr/sbin/update-passwd, reason: users are made by the build}
                run: {user: "999:999", entrypoint: [/sbin/ldconfig]}
                """.formatted(packages) + String.join("\n", more));
    }
}
