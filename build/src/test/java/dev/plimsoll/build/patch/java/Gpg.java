package dev.plimsoll.build.patch.java;

import dev.plimsoll.testkit.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** A real gpg with keys of its own, which publishers of libraries sign with. */
final class Gpg {
    private final Path home;

    /** @param home its directory, short and not there yet: a socket's path has at most 107 bytes */
    Gpg(Path home) throws IOException {
        this.home = Files.createDirectory(
                home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    String run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "gpg", "--homedir", home.toString(), "--batch", "--quiet", "--no-tty", "--passphrase", "", "--yes"));
        command.addAll(List.of(arguments));
        return Command.run(command);
    }

    /** Makes a primary key that signs; such as {@code ed25519} or {@code rsa3072}. */
    void key(String user, String algorithm, String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("--quick-generate-key", user, algorithm, "sign", "never"));
        run(arguments.toArray(String[]::new));
    }

    String fingerprint(String user) {
        return run("--with-colons", "--list-keys", user)
                .lines()
                .filter(line -> line.startsWith("fpr:"))
                .map(line -> line.split(":")[9])
                .findFirst()
                .orElseThrow();
    }

    /** The public keys of users, armoured, in a file of that name. */
    Path export(String name, String... users) throws IOException {
        Path file = home.resolveSibling(name);
        List<String> arguments = new ArrayList<>(List.of("--armor", "--export"));
        arguments.addAll(List.of(users));
        Files.writeString(file, "The keys of our release managers\n\n" + run(arguments.toArray(String[]::new)));
        return file;
    }

    /** Signs a file as Maven's plugin does: {@code FILE.asc} beside it. */
    void sign(Path file, String user, String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(
                List.of("--armor", "--local-user", user, "--output", file + ".asc", "--detach-sign", file.toString()));
        run(arguments.toArray(String[]::new));
    }
}
