package dev.plimsoll.cli;

import dev.plimsoll.build.rebase.ImageRebaser;
import dev.plimsoll.build.rebase.RebaseOptions;
import dev.plimsoll.build.rebase.RebasedIndex;
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
            "or changed a file that NEW_BASE changes too; another release; a base with less or older packages; a platform that NEW_BASE",
            "is not there for."
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

    @Mixin
    private final TargetOptions target = new TargetOptions();

    @Option(names = "--dry-run", description = "Prove that it can be done, say what would be, and write nothing.")
    private boolean dryRun;

    @Option(
            names = "--platform",
            paramLabel = "OS/ARCH",
            description =
                    "Which of a multi-platform image. Default: each, and one new index; this machine's for an archive and the engine.")
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
        ImageReference subject = ImageReference.parse(image);
        Optional<ImageReference> place = target.of(subject, dryRun);
        Optional<DocumentFolder> folder = dryRun ? Optional.empty() : target.documents();
        RebaseOutput says = new RebaseOutput(context, image, onto);
        try (Session session = Session.open(context, sources)) {
            ImageRebaser rebaser =
                    new ImageRebaser(session.tools(context, sources, Session.debian(sources)), session.scanner());
            RebaseOptions options = options(subject);
            if (dryRun || place.isEmpty()) {
                says.plan(rebaser.planAll(options, place));
            } else {
                rebaser.rebaseAll(options, place.get())
                        .ifPresentOrElse(index -> rebased(index, folder, says), says::nothing);
            }
            return ExitCode.DONE;
        }
    }

    private static void rebased(RebasedIndex index, Optional<DocumentFolder> folder, RebaseOutput says) {
        boolean several = index.images().size() > 1;
        folder.ifPresent(known -> index.images()
                .forEach((of, each) -> known.write(of, several, each.documents().get())));
        says.rebased(index, folder.isPresent());
    }

    private RebaseOptions options(ImageReference subject) {
        return new RebaseOptions(
                subject,
                ImageReference.parse(onto),
                Optional.ofNullable(from).map(ImageReference::parse),
                Optional.ofNullable(platform).map(Platform::parse),
                compression,
                plainHttp);
    }
}
