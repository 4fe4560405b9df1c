package dev.plimsoll.policy.image;

import dev.plimsoll.advisory.Coverage;
import dev.plimsoll.advisory.Enrichment;
import dev.plimsoll.base.Limits;
import dev.plimsoll.image.FileContent;
import dev.plimsoll.image.FileTreeBuilder;
import dev.plimsoll.image.FileTreeBuilder.Attributes;
import dev.plimsoll.image.Gap;
import dev.plimsoll.image.HealthTiming;
import dev.plimsoll.image.ImageInfo;
import dev.plimsoll.image.ImageInfo.History;
import dev.plimsoll.image.ImageReference;
import dev.plimsoll.image.RunConfig;
import dev.plimsoll.image.dockerfile.LayerLines;
import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Inventory;
import dev.plimsoll.inventory.Location;
import dev.plimsoll.inventory.Purl;
import dev.plimsoll.inventory.ReadAs;
import dev.plimsoll.policy.Effect;
import dev.plimsoll.policy.Policy;
import dev.plimsoll.policy.PolicyBuilder;
import dev.plimsoll.policy.RuleResult;
import dev.plimsoll.scan.BaseImage;
import dev.plimsoll.scan.ComponentCoverage;
import dev.plimsoll.scan.ScanResult;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** An image to judge, told piece by piece. */
final class SampleImage {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final FileTreeBuilder tree = new FileTreeBuilder(Limits.DEFAULT);
    private final List<String> environment = new ArrayList<>();
    private final List<String> volumes = new ArrayList<>();
    private final List<History> history = new ArrayList<>();
    private final Map<String, String> labels = new LinkedHashMap<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final List<ComponentCoverage> coverage = new ArrayList<>();
    private final PolicyBuilder policy = Policy.DEFAULT.toBuilder();
    private String reference = "archive://app.tar";
    private String user = "";
    private String workingDirectory = "";
    private boolean configured = true;
    private boolean walked = true;
    private Optional<Instant> created = Optional.empty();
    private Optional<BaseImage> base = Optional.empty();

    SampleImage reference(String text) {
        reference = text;
        return this;
    }

    SampleImage withoutConfiguration() {
        configured = false;
        return this;
    }

    SampleImage withoutTree() {
        walked = false;
        return this;
    }

    SampleImage user(String text) {
        user = text;
        return this;
    }

    SampleImage environment(String line) {
        environment.add(line);
        return this;
    }

    SampleImage volume(String path) {
        volumes.add(path);
        return this;
    }

    SampleImage workingDirectory(String path) {
        workingDirectory = path;
        return this;
    }

    SampleImage history(String createdBy) {
        return history(createdBy, NOW);
    }

    SampleImage history(String createdBy, Instant made) {
        history.add(new History(createdBy, Optional.of(made), false));
        return this;
    }

    SampleImage label(String name, String value) {
        labels.put(name, value);
        return this;
    }

    SampleImage created(Instant time) {
        created = Optional.of(time);
        return this;
    }

    SampleImage base(String name, int layers) {
        base = Optional.of(
                new BaseImage(name, layers == 0 ? OptionalInt.empty() : OptionalInt.of(layers), "label base.name"));
        return this;
    }

    SampleImage file(String path, int mode) {
        tree.file(path, 10, new Attributes(mode, 0, 0), Optional.empty());
        return this;
    }

    SampleImage text(String path, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        tree.file(path, bytes.length, Attributes.FILE, Optional.of(new FileContent() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public InputStream stream() {
                return new ByteArrayInputStream(bytes);
            }

            @Override
            public SeekableByteChannel channel() {
                throw new UnsupportedOperationException();
            }
        }));
        return this;
    }

    SampleImage directory(String path, int mode, int uid, int gid) {
        tree.directory(path, new Attributes(mode, uid, gid));
        return this;
    }

    SampleImage link(String path, String target) {
        tree.symlink(path, target, new Attributes(0777, 0, 0));
        return this;
    }

    /** A package of Debian's, with the version that its archive offers; empty if that is not known. */
    SampleImage installed(String name, String version, String newest) {
        Component component = Component.of(
                "dpkg",
                name,
                version,
                Purl.of("deb", "debian", name, version, Map.of()),
                new Location("var/lib/dpkg/status", OptionalInt.of(0)));
        Coverage known = Coverage.notJudged("debian-archive", Coverage.Reason.NOT_ASKED, "nobody was asked");
        coverage.add(new ComponentCoverage(
                component, known, List.of(known), List.of(), Optional.of(newest).filter(each -> !each.isEmpty())));
        return this;
    }

    SampleImage unreadable(String path) {
        gaps.add(new Gap(path, OptionalInt.of(0), Gap.Reason.CORRUPT, "it is cut off"));
        return this;
    }

    SampleImage effect(String rule, Effect effect) {
        policy.imageRule(rule, effect);
        return this;
    }

    SampleImage setting(String name, String value) {
        policy.imageSetting(name, value);
        return this;
    }

    List<RuleResult> judge() {
        return ImageRules.apply(policy.build(), scan(), facts(), NOW);
    }

    /** The result of one rule; it is a mistake of the test to ask for one that says nothing. */
    RuleResult judge(String rule) {
        List<RuleResult> all = judge();
        return all.stream()
                .filter(result -> result.rule().equals("image/" + rule))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + rule + " in " + all));
    }

    Optional<ImageFacts> facts() {
        ImageObserver observer = new ImageObserver();
        if (walked) {
            observer.observe(scan().image(), tree.build());
        }
        return observer.facts();
    }

    ScanResult scan() {
        return new ScanResult(
                info(),
                NOW,
                new Inventory(ReadAs.ROOT, Optional.empty(), List.of(), List.of(), gaps, ""),
                List.of(),
                List.of(),
                coverage,
                Optional.empty(),
                base,
                LayerLines.NONE,
                Set.of(Enrichment.Kind.EXPLOITED, Enrichment.Kind.SCORED),
                List.of());
    }

    private ImageInfo info() {
        ImageReference parsed = ImageReference.parse(reference);
        RunConfig run = new RunConfig(
                user,
                environment,
                List.of(),
                List.of(),
                workingDirectory,
                volumes,
                List.of(),
                Optional.empty(),
                HealthTiming.NONE,
                "");
        return new ImageInfo(
                parsed,
                parsed.scheme(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                created,
                labels,
                configured ? Optional.of(run) : Optional.empty(),
                history,
                -1);
    }
}
