package dev.plimsoll.cli;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.build.rebase.ImageRebaser;
import dev.plimsoll.build.rebase.RebaseOptions;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.write.LayerCompression;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll rebase}. */
@Command(
        name = "rebase",
        description = {
            "Put an image on a new base without building it (docs/rebasing.md): the layers of its old base are exchanged for those of",
            "NEW_BASE, its own stay. Patch one base, and mend all its children. Nothing is run; CHILD itself is not changed.",
            "What is written was scanned anew: a finding that NEW_BASE mended and is still there, or a new one, is an error, and then",
            "nothing is written."
        },
        footer = {
            "",
            "TARGET is oci-dir://DIR, archive://FILE (of docker load), registry://NAME or local://NAME (the engine).",
            "",
            "The old base is NEW_BASE without its patch, if CHILD's lowest layers are those; else what --from or CHILD's labels",
            "(org.opencontainers.image.base.name and .digest) name. Refused, with the files: a child that installed packages itself,",
            "or changed a file that NEW_BASE changes too; another platform or release; a base with less or older packages."
        })
final class RebaseCommand implements Callable<Integer> {
    private final CliContext context;

    @Parameters(
            paramLabel = "CHILD",
            description = "What gets a new base, for example registry://registry.example/app:1")
    @SuppressWarnings("NullAway.Init")
    private String image;

    @Option(names = "--onto", required = true, paramLabel = "NEW_BASE", description = "The new base.")
    @SuppressWarnings("NullAway.Init")
    private String onto;

    @Option(
            names = "--from",
            paramLabel = "OLD_BASE",
            description = "The very image that CHILD was built on, by its digest best.")
    private @Nullable String from;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "TARGET",
            description = "Where the new image goes.")
    private @Nullable String output;

    @Option(names = "--dry-run", description = "Prove that it can be done, say what would be, and write nothing.")
    private boolean dryRun;

    @Option(
            names = "--platform",
            paramLabel = "OS/ARCH",
            description = "Which of multi-platform images. Default: this machine's, or the only one.")
    private @Nullable String platform;

    @Option(
            names = "--compression",
            paramLabel = "none|gzip|zstd",
            defaultValue = "gzip",
            description = "Of layers that are stored without, where there is a choice. Default: gzip.")
    private LayerCompression compression = LayerCompression.GZIP;

    @Option(names = "--plain-http", description = "Allow a registry without TLS that is not on this machine.")
    private boolean plainHttp;

    @Mixin
    private final SourceOptions sources = new SourceOptions();

    RebaseCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (output == null && !dryRun) {
            throw new PlimsollException(ErrorCode.USAGE, "rebase wants -o TARGET, or --dry-run");
        }
        RebaseOutput says = new RebaseOutput(context, image, onto);
        try (HttpFetcher fetcher = sources.network().fetcher(context);
                Session session = Session.open(context, sources)) {
            ImageRebaser rebaser = new ImageRebaser(
                    Session.tools(context, sources, Session.debian(sources), fetcher), session.scanner());
            if (dryRun || output == null) {
                rebaser.plan(options()).ifPresentOrElse(says::plan, says::nothing);
            } else {
                rebaser.rebase(options(), ImageReference.parse(output)).ifPresentOrElse(says::rebased, says::nothing);
            }
            return ExitCode.DONE;
        }
    }

    private RebaseOptions options() {
        return new RebaseOptions(
                ImageReference.parse(image),
                ImageReference.parse(onto),
                Optional.ofNullable(from).map(ImageReference::parse),
                Optional.ofNullable(platform).map(Platform::parse),
                compression,
                plainHttp);
    }
}
