package dev.plimsoll.cli;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.Limits;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Platform;
import dev.plimsoll.inventory.ReadAs;
import dev.plimsoll.scan.ScanOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How images are read. */
final class ReadOptions {
    @Option(names = "--platform", paramLabel = "OS/ARCH", description = "Which of a multi-platform image.")
    private @Nullable String platform;

    @Option(names = "--ref", paramLabel = "REF", description = "Which image of an archive that holds several.")
    private @Nullable String ref;

    @Option(
            names = "--as",
            paramLabel = "root|source",
            description = "Read a directory as a root file system (what is installed counts) or as a source tree"
                    + " (lock files count). Default: what it looks like.")
    private @Nullable String as;

    @Option(names = "--cross-mounts", description = "With fs://, enter local file systems mounted below it.")
    private boolean crossMounts;

    @Option(names = "--plain-http", description = "Allow a registry without TLS that is not on this machine.")
    private boolean plainHttp;

    @Option(names = "--base", paramLabel = "IMAGE", description = "The base image, if its labels do not name it.")
    private @Nullable String base;

    @Option(
            names = "--java-repository",
            paramLabel = "URL",
            description = "Maven repository whose checksums prove jars that state no coordinate.")
    private @Nullable String javaRepository;

    @Option(
            names = "--limit",
            paramLabel = "NAME=VALUE",
            description = "Bound for hostile input: layer-bytes, inflation-ratio, entries, file-bytes, json-bytes,"
                    + " json-depth, archive-depth, path-length. Repeatable.")
    private Map<String, String> limits = new LinkedHashMap<>();

    ScanOptions scanOptions(boolean resolveBase, boolean identify) {
        Map<String, String> settings = javaRepository == null ? Map.of() : Map.of("java.repository", javaRepository);
        return new ScanOptions(
                Optional.ofNullable(platform).map(Platform::parse),
                Optional.ofNullable(ref),
                Optional.ofNullable(as).map(ReadOptions::readAs),
                crossMounts,
                plainHttp,
                Optional.ofNullable(base).map(ImageReference::parse),
                resolveBase,
                identify,
                settings,
                limits(),
                List.of(),
                List.of());
    }

    private static ReadAs readAs(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "root" -> ReadAs.ROOT;
            case "source" -> ReadAs.SOURCE;
            default -> throw new PlimsollException(ErrorCode.USAGE, "--as wants root or source, not '" + text + "'");
        };
    }

    private Limits limits() {
        Limits result = Limits.DEFAULT;
        for (Map.Entry<String, String> limit : limits.entrySet()) {
            try {
                result = result.with(limit.getKey(), Long.parseLong(limit.getValue()));
            } catch (NumberFormatException e) {
                throw new PlimsollException(
                        ErrorCode.USAGE,
                        "--limit " + limit.getKey() + " wants a whole number, not '" + limit.getValue() + "'",
                        e);
            }
        }
        return result;
    }
}
