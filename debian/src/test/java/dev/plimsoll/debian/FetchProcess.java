package dev.plimsoll.debian;

import dev.plimsoll.base.Digest;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.Progress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Fetches one package in a process of its own, to be killed. */
final class FetchProcess {
    private FetchProcess() {}

    /** Arguments: where the cache is, the address, the SHA-256, the size. */
    public static void main(String[] arguments) {
        new PackagePool(
                        HttpFetcher.online(Map.of()),
                        new ArchiveFiles(RealMirror.directories(Path.of(arguments[0]))),
                        Progress.NONE)
                .fetch(
                        List.of(new PackagePool.Wanted(
                                "the package",
                                new Expected(
                                        Digest.parse("sha256:" + arguments[2]).orElseThrow(),
                                        Long.parseLong(arguments[3])),
                                List.of(URI.create(arguments[1])))),
                        "");
    }

    static Process start(Path directory, URI uri, byte[] content) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FetchProcess.class.getName(),
                        directory.toString(),
                        uri.toString(),
                        Digest.sha256(content).hex(),
                        Integer.toString(content.length))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile())
                .start();
    }
}
