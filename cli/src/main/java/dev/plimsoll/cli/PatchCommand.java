package dev.plimsoll.cli;

import dev.plimsoll.build.patch.EngineRuns;
import dev.plimsoll.build.patch.ImagePatcher;
import dev.plimsoll.build.patch.PatchOptions;
import dev.plimsoll.build.patch.PatchPlan;
import dev.plimsoll.build.patch.PatchedIndex;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.Platform;
import dev.plimsoll.image.write.LayerCompression;
import dev.plimsoll.inventory.Defaults;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plimsoll patch}. */
@Command(
        name = "patch",
        description = {
            "Mend an image that is there already (docs/patching.md): one new layer brings what the signed Debian archive has newer, and",
            "fixed versions of Java libraries, also of those in other jars.",
            "No Dockerfile, no engine is needed and nothing of the image is run, unless --engine says so; IMAGE itself is not",
            "changed. What is written was scanned anew: a finding that should be gone and is not, or a new one, is an error, and",
            "then nothing is written."
        },
        footer = {
            "",
            "TARGET is oci-dir://DIR, archive://FILE (of docker load), registry://NAME or local://NAME (the engine).",
            "",
            "With --only-… what any of them names is upgraded, with what the new versions need. A package whose scripts do what",
            "is not known stays as it is, and is named with the line; --engine docker upgrades it, by running them in a container.",
            "A Java library that is signed, shaded into another jar, or fixed in another major line only stays too. The same image and",
            "archive give the same digest, but where the engine ran scripts. The layer of a former patch is replaced."
        })
final class PatchCommand implements Callable<Integer> {
    private final CliContext context;

    @Parameters(paramLabel = "IMAGE", description = "What to patch, for example registry://registry.example/app:1")
    @SuppressWarnings("NullAway.Init")
    private String image;

    @Mixin
    private final TargetOptions target = new TargetOptions();

    @Option(names = "--dry-run", description = "Say what would be done, and write nothing.")
    private boolean dryRun;

    @Option(
            names = "--only-package",
            split = ",",
            paramLabel = "NAME",
            description = "Upgrade these packages only; a Java library is named by its artifact, or group:artifact.")
    private Set<String> packages = Set.of();

    @Option(
            names = {"--only-cve", "--only-cve-id"},
            split = ",",
            paramLabel = "ID",
            description = "Mend these flaws only.")
    private Set<String> flaws = Set.of();

    @Option(
            names = "--only-severity",
            split = ",",
            paramLabel = "SEVERITY",
            description = "Mend flaws of these only: critical, high, medium, low, unspecified.")
    private List<String> severities = List.of();

    @Option(
            names = "--to",
            split = ",",
            paramLabel = "NAME=VERSION",
            description =
                    "The version that a Java library gets, such as log4j-core=2.17.1. Default: the nearest one of the same"
                            + " major line that mends what is known against it.")
    private Map<String, String> to = Map.of();

    @Option(
            names = "--maven-repository",
            paramLabel = "URL",
            description = "Where new versions of Java libraries come from. Default: ${DEFAULT-VALUE}.")
    private URI mavenRepository = Defaults.MAVEN_REPOSITORY;

    @Option(
            names = "--maven-keys",
            paramLabel = "[GROUP=]FILE",
            description =
                    "OpenPGP public keys, one of which must have signed new versions of Java libraries of GROUP and of the"
                            + " groups below it; without GROUP, of all others. Can be given several times. Default: checksums do.")
    private List<String> mavenKeys = List.of();

    @Option(
            names = "--engine",
            paramLabel = "docker|podman",
            description =
                    "Upgrade packages whose scripts do what is not known too: the container engine runs these, and no others, as"
                            + " root of a container without network.")
    private @Nullable String engine;

    @Option(
            names = "--platform",
            paramLabel = "OS/ARCH",
            description =
                    "Which of a multi-platform image. Default: each, and one new index; this machine's for an archive and the engine.")
    private @Nullable String platform;

    @Option(names = "--ref", paramLabel = "REF", description = "Which image of an archive that holds several.")
    private @Nullable String ref;

    @Option(
            names = "--compression",
            paramLabel = "none|gzip|zstd",
            defaultValue = "gzip",
            description = "Of the new layer, where there is a choice. Default: gzip, which every engine reads.")
    private LayerCompression compression = LayerCompression.GZIP;

    @Option(
            names = "--squash",
            description = "Make one layer of all layers and the patch; registries can't share it then.")
    private boolean squash;

    @Option(names = "--plain-http", description = "Allow a registry without TLS that is not on this machine.")
    private boolean plainHttp;

    @Mixin
    private final SourceOptions sources = new SourceOptions();

    PatchCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        ImageReference subject = ImageReference.parse(image);
        Optional<ImageReference> place = target.of(subject, dryRun);
        Optional<DocumentFolder> folder = dryRun ? Optional.empty() : target.documents();
        PatchOutput says = new PatchOutput(context);
        try (Session session = Session.open(context, sources)) {
            ImagePatcher patcher =
                    new ImagePatcher(session.tools(context, sources, Session.debian(sources)), session.scanner());
            PatchOptions options = options(subject);
            if (dryRun || place.isEmpty()) {
                Map<Platform, PatchPlan> plans = patcher.planAll(options, place);
                plans.forEach((of, plan) -> says.plan(ImageWords.named(image, of, plans.size()), plan));
            } else {
                patcher.patchAll(options, place.get())
                        .ifPresentOrElse(index -> patched(index, folder, says), () -> says.nothing(image));
            }
            return ExitCode.DONE;
        }
    }

    private void patched(PatchedIndex index, Optional<DocumentFolder> folder, PatchOutput says) {
        int platforms = index.images().size();
        folder.ifPresent(known -> index.images()
                .forEach((of, each) ->
                        known.write(of, platforms > 1, each.documents().get())));
        index.images().forEach((of, each) -> says.patched(ImageWords.named(image, of, platforms), each));
        says.written(index, folder.isPresent());
    }

    private PatchOptions options(ImageReference subject) {
        PatchOptions.Builder options = PatchOptions.builder(subject)
                .onlyPackages(packages)
                .onlyFlaws(flaws)
                .onlySeverities(SeverityWords.parse(severities))
                .to(to)
                .mavenRepository(mavenRepository)
                .compression(compression)
                .plainHttp(plainHttp)
                .squash(squash)
                .mavenKeys(mavenKeys);
        if (platform != null) {
            options.platform(Platform.parse(platform));
        }
        if (ref != null) {
            options.ref(ref);
        }
        if (EngineChoice.isMade(engine)) {
            options.engine(EngineRuns.DEFAULT);
        }
        return options.build();
    }
}
