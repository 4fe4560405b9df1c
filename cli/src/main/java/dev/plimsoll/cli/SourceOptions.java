package dev.plimsoll.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who is asked what is known. */
final class SourceOptions {
    @Mixin
    private final NetworkOptions network = new NetworkOptions();

    @Option(names = "--no-live", description = "Do not ask the live Debian archive.")
    private boolean noLive;

    @Option(names = "--no-identify", description = "Do not prove jars by the checksums of the Maven repository.")
    private boolean noIdentify;

    @Option(names = "--debian-mirror", paramLabel = "URL", description = "Archive to ask instead of the machine's own.")
    private @Nullable String debianMirror;

    @Option(
            names = "--debian-security-mirror",
            paramLabel = "URL",
            description = "Security archive to ask instead of the machine's own.")
    private @Nullable String debianSecurityMirror;

    @Option(
            names = "--debian-suites",
            split = ",",
            paramLabel = "SUITE",
            description = "Suites to read, for example bookworm,bookworm-security. Default: those of the release.")
    private java.util.List<String> debianSuites = java.util.List.of();

    @Option(
            names = "--allow-expired",
            description = "Accept a Debian index after its Valid-Until; the coverage says so.")
    private boolean allowExpired;

    NetworkOptions network() {
        return network;
    }

    boolean live() {
        return !noLive;
    }

    boolean identify() {
        return !noIdentify;
    }

    @Nullable
    String debianMirror() {
        return debianMirror;
    }

    @Nullable
    String debianSecurityMirror() {
        return debianSecurityMirror;
    }

    java.util.List<String> debianSuites() {
        return debianSuites;
    }

    boolean allowExpired() {
        return allowExpired;
    }
}
