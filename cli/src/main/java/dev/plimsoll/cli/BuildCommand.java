package dev.plimsoll.cli;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.build.BuildOptions;
import dev.plimsoll.build.BuildOptions.LockUse;
import dev.plimsoll.build.lock.LockFile;
import dev.plimsoll.build.spec.ImageSpec;
import dev.plimsoll.debian.DebianOptions;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.write.LayerCompression;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll build}. */
@Command(
        name = "build",
        description = {
            "Build hardened images from specs (docs/building.md), of packages of the signed Debian archive, without a container",
            "engine: nothing of the packages is run. Each image is scanned and verified; --all writes reports too.",
            "Ends with 0 when all images were built, whatever was found in them: 'plimsoll gate' decides."
        },
        footer = {
            "",
            "TARGET is oci-dir://DIR, archive://FILE (of docker load), registry://NAME or local://NAME (the engine). Default:",
            "an OCI layout out/NAME beside the spec.",
            "",
            "A lock file (redis.lock.json beside redis.yaml) decides which package files are used, if it is there.",
            "The same spec, lock and files give the same digest on every machine.",
            "",
            "With --engine docker the container engine builds the Dockerfile in a directory, as 'docker build' does."
        })
final class BuildCommand implements Callable<Integer> {
    private final CliContext context;

    @Parameters(
            paramLabel = "SPEC",
            arity = "0..*",
            description = "Spec files, for example containers/redis.yaml; with --engine a directory with a Dockerfile")
    private List<Path> files = List.of();

    @Option(
            names = "--all",
            description = "Build every spec in containers/, and write security-reports about the images.")
    private boolean all;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "TARGET",
            description = "Where the image goes.")
    private @Nullable String output;

    @Option(
            names = "--platform",
            paramLabel = "OS/ARCH",
            description = "linux/amd64 or linux/arm64, on either machine. Default: the spec's, else this machine's.")
    private @Nullable String platform;

    @Option(
            names = "--compression",
            paramLabel = "none|gzip|zstd",
            defaultValue = "gzip",
            description = "Of layers, where there is a choice. Default: gzip, which every engine reads.")
    private LayerCompression compression = LayerCompression.GZIP;

    @Option(names = "--lock", description = "Ask the archive anew, and write the lock file.")
    private boolean lock;

    @Option(names = "--no-lock", description = "Ask the archive, whatever the lock file says.")
    private boolean noLock;

    @Option(
            names = "--lock-file",
            paramLabel = "FILE",
            description = "The lock file. Default: beside the spec, with the ending .lock.json.")
    private @Nullable Path lockFile;

    @Option(
            names = "--allow-snapshots",
            description = "Fetch locked files that have left the mirror from the snapshot archive.")
    private boolean snapshots;

    @Option(
            names = "--debian-snapshots",
            paramLabel = "URL",
            description =
                    "The snapshot archive: debian/TIME/ and debian-security/TIME/ lie below it. Default: Debian's own.")
    private @Nullable String snapshotArchive;

    @Option(
            names = "--revision",
            paramLabel = "TEXT",
            description = "Revision of the source, for the label org.opencontainers.image.revision.")
    private @Nullable String revision;

    @Option(names = "--plain-http", description = "Allow a registry without TLS that is not on this machine.")
    private boolean plainHttp;

    @Option(
            names = {"-d", "--directory"},
            paramLabel = "DIR",
            defaultValue = "security-reports",
            description = "Where --all writes the reports. Default: ${DEFAULT-VALUE}.")
    private Path reports = Path.of("security-reports");

    @Mixin
    private final PolicyOptions policies = new PolicyOptions();

    @Mixin
    private final SourceOptions sources = new SourceOptions();

    @Mixin
    private final EngineBuildOptions engine = new EngineBuildOptions();

    BuildCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (engine.isWanted()) {
            return new EngineBuild(context).run(engine, files, Optional.ofNullable(platform));
        }
        List<ImageSpec> specs = SpecFiles.read(context, chosen());
        BuildRun run = new BuildRun(context, sources, archive(), policies.policy(context));
        return run.build(specs, this::options, all ? Optional.of(reports) : Optional.empty());
    }

    private DebianOptions archive() {
        if (snapshotArchive != null && !snapshots) {
            throw usage("--debian-snapshots is of use with --allow-snapshots only");
        }
        DebianOptions archive = Session.debian(sources);
        return Session.uri("--debian-snapshots", snapshotArchive)
                .map(archive::withSnapshotArchive)
                .orElse(archive);
    }

    private List<Path> chosen() {
        if (all == !files.isEmpty()) {
            throw usage("build wants SPEC… or --all, one of the two");
        }
        if (lock && noLock) {
            throw usage("--lock and --no-lock exclude each other");
        }
        List<Path> chosen = all ? SpecFiles.all() : files;
        if (chosen.size() > 1 && (output != null || lockFile != null)) {
            throw usage((output == null ? "--lock-file" : "--output") + " is for one SPEC; there are " + chosen.size());
        }
        return chosen;
    }

    private BuildOptions options(ImageSpec spec) {
        Platform wanted = Optional.ofNullable(platform)
                .map(Platform::parse)
                .or(spec::platform)
                .orElseGet(Platform::ofMachine);
        if (!wanted.os().equals("linux") || !List.of("amd64", "arm64").contains(wanted.architecture())) {
            throw usage("images are built for linux/amd64 and linux/arm64, not for " + wanted + " (--platform)");
        }
        return new BuildOptions(
                wanted,
                output == null ? SpecFiles.output(spec, context.environment()) : ImageReference.parse(output),
                compression,
                lock ? LockUse.WRITE : noLock ? LockUse.IGNORE : LockUse.READ,
                lockFile == null ? LockFile.beside(spec.file()) : lockFile,
                snapshots,
                plainHttp,
                Optional.ofNullable(revision));
    }

    private static PlimsollException usage(String message) {
        return new PlimsollException(ErrorCode.USAGE, message);
    }
}
