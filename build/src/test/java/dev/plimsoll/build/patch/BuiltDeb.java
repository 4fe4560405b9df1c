package dev.plimsoll.build.patch;

import dev.plimsoll.build.unpack.Unpacking;
import dev.plimsoll.debian.catalog.PackageFields;
import dev.plimsoll.debian.deb.DebPackage;
import dev.plimsoll.testkit.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A package that dpkg's own tool makes of what a test wants to be in it. */
public final class BuiltDeb {
    private final Path root;
    private final String name;
    private final String version;
    private String architecture = "amd64";
    private final StringBuilder fields = new StringBuilder();

    /** @param folder where its files and the package are made */
    public BuiltDeb(Path folder, String name, String version) throws IOException {
        this.root = folder.resolve(name + "-" + version);
        this.name = name;
        this.version = version;
        Files.createDirectories(root.resolve("DEBIAN"));
    }

    /** For other machines than amd64. */
    public BuiltDeb architecture(String other) {
        architecture = other;
        return this;
    }

    /** A line of the control file. */
    public BuiltDeb field(String line) {
        fields.append(line).append('\n');
        return this;
    }

    /** A file of the control part. */
    public BuiltDeb control(String file, String text) throws IOException {
        boolean script = !List.of("conffiles", "triggers", "md5sums").contains(file);
        write(root.resolve("DEBIAN").resolve(file), text, script ? "rwxr-xr-x" : "rw-r--r--");
        return this;
    }

    /** A file that it installs. */
    public BuiltDeb file(String path, String text) throws IOException {
        write(root.resolve(path), text, "rw-r--r--");
        return this;
    }

    /** A file whose mode has bits beyond the usual. */
    public BuiltDeb file(String path, String text, String mode) throws IOException {
        file(path, text);
        Command.run("chmod", mode, root.resolve(path).toString());
        return this;
    }

    /** A file of this machine. */
    public BuiltDeb copy(String path, String from) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Command.run("cp", "-L", from, root.resolve(path).toString());
        return this;
    }

    /** A symbolic link. */
    public BuiltDeb link(String path, String target) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.createSymbolicLink(root.resolve(path), Path.of(target));
        return this;
    }

    /** Another name of a file. */
    public BuiltDeb hardLink(String path, String target) throws IOException {
        Files.createLink(root.resolve(path), root.resolve(target));
        return this;
    }

    /** The time of all that is in it by now. */
    public BuiltDeb dated(Instant time) {
        Command.run("find", root.toString(), "-exec", "touch", "-h", "-d", time.toString(), "{}", "+");
        return this;
    }

    /** The list of sums of all its files but its settings, as most packages have it; called last. */
    public BuiltDeb sums() throws IOException {
        Path settings = root.resolve("DEBIAN/conffiles");
        List<String> without = Files.exists(settings) ? Files.readAllLines(settings) : List.of();
        String all = Command.run(
                "sh",
                "-c",
                "cd " + root + " && find . -type f ! -path './DEBIAN/*' -printf '%P\\0' | sort -z | xargs -0r md5sum");
        return control(
                "md5sums",
                all.lines()
                        .filter(line -> !without.contains("/" + line.substring(34)))
                        .map(line -> line + "\n")
                        .collect(Collectors.joining()));
    }

    private static void write(Path file, String text, String permissions) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    /** The package. */
    public Path build() throws IOException {
        Files.writeString(
                root.resolve("DEBIAN/control"),
                "Package: " + name + "\nVersion: " + version
                        + "\nArchitecture: " + architecture
                        + "\nMaintainer: T <t@example.org>\nPriority: optional\nSection: misc\n"
                        + fields + "Description: a test\n with a second line\n");
        Path deb = root.resolveSibling(name + "_" + version + ".deb");
        Command.run("dpkg-deb", "--root-owner-group", "-Znone", "--build", root.toString(), deb.toString());
        return deb;
    }

    /** A package as the archive would describe it. */
    public static Unpacking.Source source(Path deb) throws IOException {
        Map<String, String> fields = new HashMap<>();
        String control = new String(DebPackage.open(deb).control().get("control"), StandardCharsets.UTF_8);
        for (String line : control.lines().toList()) {
            if (!line.startsWith(" ")) {
                fields.put(
                        line.substring(0, line.indexOf(':')),
                        line.substring(line.indexOf(':') + 1).strip());
            }
        }
        return new Unpacking.Source(PackageFields.ofInstalled(fields, deb.toString()), deb);
    }
}
