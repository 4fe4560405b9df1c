package dev.plimsoll.scan;

import dev.plimsoll.advisory.AdvisorySource;
import dev.plimsoll.base.AppDirectories;
import dev.plimsoll.base.HttpFetcher;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.Progress;
import dev.plimsoll.base.TempFiles;
import dev.plimsoll.image.Image;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.dockerfile.LayerLines;
import dev.plimsoll.inventory.EndOfLife;
import dev.plimsoll.inventory.Inventory;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Scans images: the door for Java programs.
 *
 * <pre>{@code
 * try (Scanner scanner = Scanner.builder(System.getenv(), Clock.systemUTC()).source(source).build()) {
 *     ScanResult result = scanner.scan("archive://app.tar");
 *     result.findings().forEach(finding -> System.out.println(finding.id() + " " + finding.component().name()));
 *     System.out.println(result.summary());
 * }
 * }</pre>
 *
 * <p>Nothing is written outside the cache directory and one directory for temporary files, which is gone when the scan ends. For one
 * thread; closing it closes its sources and its network.
 */
public final class Scanner implements AutoCloseable {
    private final Builder settings;
    private final HttpFetcher fetcher;
    private final Subjects subjects;

    private Scanner(Builder settings) {
        this.settings = settings;
        this.fetcher = Objects.requireNonNullElseGet(settings.fetcher, () -> HttpFetcher.online(settings.environment));
        this.subjects =
                new Subjects(settings.environment, fetcher, settings.progress, settings.standardInput, settings.clock);
    }

    /**
     * A scanner's parts; all others have a default.
     *
     * @param environment as {@link System#getenv()}: proxies, credentials, XDG directories
     * @param clock what the time is, which decides what is past its end of life
     */
    public static Builder builder(Map<String, String> environment, Clock clock) {
        return new Builder(environment, clock);
    }

    /** As {@link #scan(ImageReference, ScanOptions)}, with {@link ScanOptions#DEFAULT}. */
    public ScanResult scan(String reference) {
        return scan(ImageReference.parse(reference), ScanOptions.DEFAULT);
    }

    /**
     * Scans one image, directory or SBOM.
     *
     * @throws PlimsollException if the image can't be found, reached or read; a single file that can't be read is a gap in the result,
     *     and a source that fails is told in the coverage
     */
    public ScanResult scan(ImageReference reference, ScanOptions options) {
        return scan(options, tempFiles -> subjects.readWithProvenance(reference, options, settings.cache(), tempFiles));
    }

    /**
     * Scans an image that is open already; it stays open.
     *
     * @throws PlimsollException as {@link #scan(ImageReference, ScanOptions)}
     */
    public ScanResult scan(Image image, ScanOptions options) {
        return scan(options, tempFiles -> subjects.readWithProvenance(image, options, settings.cache(), tempFiles));
    }

    private ScanResult scan(ScanOptions options, Function<TempFiles, Subjects.Subject> reading) {
        Instant now = settings.clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<String> notes = new ArrayList<>();
        try (TempFiles tempFiles = settings.tempFiles()) {
            Subjects.Subject read = reading.apply(tempFiles);
            InventoryOf subject = read.contents();
            Inventory inventory = subject.inventory();
            Optional<EndOfLife.Support> support = inventory.distro().flatMap(EndOfLife::of);
            Judge.Judgement judgement = new Judge(settings.sources, today).judge(inventory, support);
            Optional<BaseImage> base = subjects.base(read, options, tempFiles, notes);
            Enrichments enrichments = new Enrichments(settings.sources);
            List<Finding> findings =
                    new FindingAssembler(enrichments, new LayerOrigins(base)).assemble(judgement.matches());
            LayerLines lines = LinesOfLayers.of(read, options, notes);
            return result(subject, now, findings, judgement, support, base, lines, enrichments, notes);
        }
    }

    /**
     * Reads what is installed, without judging it.
     *
     * @throws PlimsollException as {@link #scan(ImageReference, ScanOptions)}
     */
    public InventoryOf inventory(ImageReference reference, ScanOptions options) {
        try (TempFiles tempFiles = settings.tempFiles()) {
            return subjects.read(reference, options, settings.cache(), tempFiles);
        }
    }

    private static ScanResult result(
            InventoryOf subject,
            Instant now,
            List<Finding> all,
            Judge.Judgement judgement,
            Optional<EndOfLife.Support> support,
            Optional<BaseImage> base,
            LayerLines lines,
            Enrichments enrichments,
            List<String> notes) {
        List<Finding> findings = new ArrayList<>();
        List<Suppressed> suppressed = new ArrayList<>();
        for (Finding finding : all) {
            KernelHeaders.explain(finding.component())
                    .ifPresentOrElse(
                            reason -> suppressed.add(new Suppressed(finding, reason)), () -> findings.add(finding));
        }
        findings.sort(WORST_FIRST);
        suppressed.sort(Comparator.comparing(Suppressed::finding, WORST_FIRST));
        return new ScanResult(
                subject.image(),
                now,
                subject.inventory(),
                findings,
                suppressed,
                judgement.coverage(),
                support,
                base,
                lines,
                enrichments.kinds(),
                notes);
    }

    /** By package, and within one worst first. */
    private static final Comparator<Finding> WORST_FIRST = Comparator.comparing(
                    (Finding finding) -> finding.component().ecosystem())
            .thenComparing(finding -> finding.component().name())
            .thenComparing(finding -> finding.component().version())
            .thenComparing(finding -> finding.component().locations().get(0).path())
            .thenComparing(Finding::severity)
            .thenComparing(Finding::id);

    @Override
    public void close() {
        settings.sources.forEach(AdvisorySource::close);
        fetcher.close();
    }

    /** Collects a {@link Scanner}'s parts. */
    public static final class Builder {
        private final Map<String, String> environment;
        private final Clock clock;
        private final List<AdvisorySource> sources = new ArrayList<>();
        private @Nullable HttpFetcher fetcher;
        private Progress progress = Progress.NONE;
        private InputStream standardInput = InputStream.nullInputStream();
        private @Nullable Path temporary;

        private Builder(Map<String, String> environment, Clock clock) {
            this.environment = Map.copyOf(environment);
            this.clock = Objects.requireNonNull(clock, "clock is null");
        }

        /** Adds whom to ask; several are asked in turn, and closed with the scanner. */
        public Builder source(AdvisorySource source) {
            sources.add(Objects.requireNonNull(source, "source is null"));
            return this;
        }

        /** The network; the default fetches through the proxies of the environment. {@link HttpFetcher#offline()} opens no socket. */
        public Builder fetcher(HttpFetcher newFetcher) {
            this.fetcher = newFetcher;
            return this;
        }

        /** Who is told of long work; the default is nobody. */
        public Builder progress(Progress newProgress) {
            this.progress = newProgress;
            return this;
        }

        /** Where {@code sbom://} without a file name reads from; the default is empty. */
        public Builder standardInput(InputStream in) {
            this.standardInput = in;
            return this;
        }

        /** Below which directory temporary files lie, which is made when the first is; the default is the JVM's. */
        public Builder temporaryFilesUnder(Path parent) {
            this.temporary = parent;
            return this;
        }

        /** A scanner of these parts. */
        public Scanner build() {
            return new Scanner(this);
        }

        private TempFiles tempFiles() {
            return temporary == null ? TempFiles.ofSystem() : TempFiles.under(temporary);
        }

        private Path cache() {
            return AppDirectories.of(environment).cache();
        }
    }
}
