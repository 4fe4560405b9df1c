package dev.plimsoll.cli;

import dev.plimsoll.base.Digest;
import dev.plimsoll.testkit.LoopbackServer;
import dev.plimsoll.testkit.image.TinyTar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A mirror that has nothing but packages made by the test, a spec that asks for them, and its lock: so nothing has to be signed. */
final class LockedPackagesServer implements AutoCloseable {
    private static final byte[] MAGIC = "!<arch>\n".getBytes(StandardCharsets.US_ASCII);

    private final LoopbackServer server = LoopbackServer.start();
    private final Map<String, byte[]> packages = new TreeMap<>();

    LoopbackServer server() {
        return server;
    }

    /** A package called so with these files, in version 1. */
    LockedPackagesServer deb(String name, TinyTar files) {
        byte[] deb = bytes(name, files);
        packages.put(name, deb);
        server.put("/debian/" + filename(name), deb);
        return this;
    }

    /** Where a package lies, below an archive's address. */
    static String filename(String name) {
        return "pool/" + name + "_1_amd64.deb";
    }

    /** Those of the archive. */
    byte[] deb(String name) {
        return packages.getOrDefault(name, new byte[0]);
    }

    /** Writes a spec of all packages, with its lock beside it. */
    Path spec(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path spec = Files.writeString(folder.resolve("app.yaml"), """
                image: plimsoll/app:latest
                release: bookworm
                packages: [%s]
                run: {user: "999:999", entrypoint: [/usr/bin/app]}
                """.formatted(String.join(", ", packages.keySet())));
        List<String> locked = new ArrayList<>();
        packages.forEach((name, content) -> locked.add(
                """
                {"name": "%s", "version": "1", "architecture": "amd64", "suite": "bookworm",
                 "filename": "%s", "sha256": "%s", "size": %d}""".formatted(name, filename(name), Digest.sha256(content).hex(), content.length)));
        Files.writeString(folder.resolve("app.lock.json"), """
                {"version": 1, "platforms": {"linux/amd64": {
                  "request": {"release": "bookworm", "suites": ["bookworm", "bookworm-security", "bookworm-updates"],
                    "components": ["main"], "packages": ["%s"], "pin": [], "recommends": false},
                  "suites": [{"name": "bookworm", "date": "2026-11-01T00:00:00Z", "in-release": "sha256:%s"}],
                  "packages": [%s]}}}
                """.formatted(
                        String.join("\", \"", packages.keySet()), "0".repeat(64), String.join(",\n", locked)));
        return spec;
    }

    /** Build options that ask this mirror, and no archive when the image is verified. */
    List<String> options() {
        return List.of(
                "--debian-mirror",
                server.uri("/debian").toString(),
                "--debian-security-mirror",
                server.uri("/debian-security").toString(),
                "--no-live",
                "--platform",
                "linux/amd64");
    }

    private static byte[] bytes(String name, TinyTar files) {
        TinyTar control = new TinyTar()
                .file(
                        "./control",
                        "Package: " + name + "\nVersion: 1\nArchitecture: amd64\nMaintainer: T <t@example.org>\n"
                                + "Description: a test\n");
        ByteArrayOutputStream ar = new ByteArrayOutputStream();
        ar.writeBytes(MAGIC);
        member(ar, "debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII));
        member(ar, "control.tar", control.bytes());
        member(ar, "data.tar", files.bytes());
        return ar.toByteArray();
    }

    private static void member(ByteArrayOutputStream ar, String name, byte[] content) {
        ar.writeBytes(
                String.format(Locale.ROOT, "%-16s%-12d%-6d%-6d%-8s%-10d`\n", name, 0, 0, 0, "100644", content.length)
                        .getBytes(StandardCharsets.US_ASCII));
        ar.writeBytes(content);
        if (content.length % 2 == 1) {
            ar.write('\n');
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
