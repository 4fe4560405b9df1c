package dev.plimsoll.build.root;

import dev.plimsoll.debian.catalog.PackageFields;
import dev.plimsoll.debian.catalog.StanzaReader;
import dev.plimsoll.debian.deb.DebPackage;
import dev.plimsoll.debian.resolve.ArchivePackage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Packages that lie in a folder, as apt-get downloads them. */
final class DebFolder {
    private final Path folder;

    DebFolder(Path folder) {
        this.folder = folder;
    }

    /** The package of a name. */
    RootPackage named(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Path file = files.filter(each -> each.getFileName().toString().startsWith(name + "_"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no " + name + " in " + folder));
            return of(file);
        }
    }

    List<RootPackage> all(List<String> names) throws IOException {
        List<RootPackage> packages = new ArrayList<>();
        for (String name : names) {
            packages.add(named(name));
        }
        return packages;
    }

    /** A package as its own control file describes it. */
    static RootPackage of(Path file) throws IOException {
        byte[] control = DebPackage.open(file).control().get("control");
        byte[] withHash = (new String(control, java.nio.charset.StandardCharsets.UTF_8).strip()
                        + "\nFilename: x.deb\nSize: 1\nSHA256: " + "0".repeat(64) + "\n\n")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        List<ArchivePackage> found = new ArrayList<>();
        StanzaReader.read(
                new ByteArrayInputStream(withHash),
                file.toString(),
                PackageFields.NAMES,
                values -> found.add(PackageFields.toPackage(values, "test", file.toString())));
        return new RootPackage(found.get(0), file);
    }
}
