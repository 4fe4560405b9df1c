package dev.plimsoll.build.spec;

import dev.plimsoll.base.BoundedInput;
import dev.plimsoll.base.Digest;
import dev.plimsoll.base.yaml.Faults;
import dev.plimsoll.base.yaml.Fields;
import dev.plimsoll.base.yaml.Values;
import dev.plimsoll.base.yaml.Yaml;
import dev.plimsoll.base.yaml.YamlNode;
import dev.plimsoll.build.spec.ImageSpec.Reading;
import dev.plimsoll.image.Platform;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads one spec file: every key of docs/building.md. */
final class SpecReader {
    private static final int MOST_BYTES = 1 << 20;
    private static final Pattern IMAGE =
            Pattern.compile("[a-z0-9]+(?:[._/:-]+[a-z0-9]+)*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,200}");

    private final Path file;
    private final Faults faults = new Faults();
    private final SpecValues values = new SpecValues(new Values(faults));
    private final AboutReader about = new AboutReader(values);
    private final PackagesReader packages = new PackagesReader(values);
    private final FilesReader files;
    private final RunReader run = new RunReader(values);
    private Optional<String> image = Optional.empty();
    private Optional<Platform> platform = Optional.empty();
    private Map<String, String> labels = Map.of();
    private Budget budget = Budget.NONE;

    SpecReader(Path file) {
        this.file = file;
        Path folder = file.toAbsolutePath().getParent();
        this.files = new FilesReader(values, folder == null ? Path.of("/") : folder);
    }

    Reading read(InputStream in) throws IOException {
        byte[] bytes = BoundedInput.readAll(in, MOST_BYTES, file.toString());
        Optional<YamlNode> root = Yaml.read(new ByteArrayInputStream(bytes), file.toString(), faults);
        if (root.isEmpty() && faults.all().isEmpty()) {
            faults.addAtStart("the spec is empty; it wants image, release, packages and run");
        }
        root.ifPresent(this::all);
        if (!faults.all().isEmpty()) {
            return new Reading(Optional.empty(), faults.all());
        }
        return new Reading(
                Optional.of(new ImageSpec(
                        file,
                        Digest.sha256(bytes),
                        image.orElseThrow(),
                        about.about(),
                        packages.archive(),
                        platform,
                        packages.packages(),
                        packages.recommends(),
                        packages.pins(),
                        packages.omissions(),
                        files.leftOut(),
                        packages.scripts(),
                        files.dlopens(),
                        files.java(),
                        files.users(),
                        files.files(),
                        run.run(),
                        labels,
                        budget)),
                List.of());
    }

    private void all(YamlNode root) {
        Fields fields = new Fields("the spec", faults)
                .must(
                        "image",
                        node -> image = values.text(
                                node,
                                "image",
                                IMAGE,
                                "a name in lower case with a tag, such as plimsoll/redis:latest"));
        about.addTo(fields);
        packages.addTo(fields);
        files.addTo(fields);
        fields.must("run", run::read)
                .may("platform", node -> platform = values.platform(node))
                .may("labels", this::labels)
                .may("budget", this::budget)
                .read(root);
    }

    private void labels(YamlNode node) {
        labels = values.texts(node, "labels", LABEL);
        node.entries().stream()
                .map(YamlNode.Entry::key)
                .filter(key -> BuildLabels.OWN.contains(key.scalar().orElse("")))
                .forEach(key -> faults.add(key, key.shown() + " is set by the build; take it away"));
    }

    private void budget(YamlNode node) {
        List<OptionalLong> size = new ArrayList<>();
        List<OptionalInt> most = new ArrayList<>();
        new Fields("'budget'", faults)
                .may("size", value -> size.add(values.size(value, "size")))
                .may("packages", value -> most.add(values.plain().number(value, "packages")))
                .read(node);
        budget = new Budget(
                size.stream().findFirst().orElse(OptionalLong.empty()),
                most.stream().findFirst().orElse(OptionalInt.empty()));
    }
}
