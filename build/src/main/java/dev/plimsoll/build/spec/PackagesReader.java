package dev.plimsoll.build.spec;

import dev.plimsoll.base.yaml.Fields;
import dev.plimsoll.base.yaml.YamlNode;
import dev.plimsoll.debian.resolve.Pin;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads which packages, from where, and what is not taken of them. */
final class PackagesReader {
    static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9+.-]+");
    static final String WANTED = "the name of a package, such as redis-server";
    private static final Pattern WITH_VERSION = Pattern.compile("[a-z0-9][a-z0-9+.-]+(?:=[A-Za-z0-9.+~:-]+)?");
    private static final Pattern PIN = Pattern.compile("[a-z0-9][a-z0-9+.-]+ ?(?:>=|<=|=|>>|<<) ?[A-Za-z0-9.+~:-]+");
    private static final Pattern CODE_NAME = Pattern.compile("[a-z][a-z0-9]*");
    private static final Pattern SUITE = Pattern.compile("[a-z][a-z0-9-]*(?:/updates)?");
    private static final Pattern COMPONENT = Pattern.compile("[a-z][a-z-]*");
    private static final Pattern INSTEAD = Pattern.compile("none|files");

    private final SpecValues values;
    private Optional<String> release = Optional.empty();
    private List<String> suites = List.of();
    private List<String> components = List.of();
    private List<String> packages = List.of();
    private boolean recommends;
    private List<Pin> pins = List.of();
    private List<Omission> omissions = List.of();
    private List<ScriptStep> scripts = List.of();

    PackagesReader(SpecValues values) {
        this.values = values;
    }

    void addTo(Fields fields) {
        fields.must(
                        "release",
                        node -> release =
                                values.text(node, "release", CODE_NAME, "a release's code name, such as bookworm"))
                .may("archive", this::archive)
                .must("packages", this::packages)
                .may(
                        "recommends",
                        node -> values.plain().bool(node, "recommends").ifPresent(value -> recommends = value))
                .may("pin", node -> pins = values.distinct(node, "pin", this::pin, Pin::toString))
                .may("omit", node -> omissions = values.distinct(node, "omit", this::omission, Omission::name))
                .may("scripts", node -> scripts = values.distinct(node, "scripts", this::script, ScriptStep::name));
    }

    private void archive(YamlNode node) {
        new Fields("'archive'", values.faults())
                .may("suites", value -> suites = names(value, "suites", SUITE, "a suite, such as bookworm-security"))
                .may(
                        "components",
                        value -> components = names(value, "components", COMPONENT, "a component, such as main"))
                .read(node);
    }

    private void packages(YamlNode node) {
        packages = names(node, "packages", WITH_VERSION, "names of packages, or name=version");
        if (node.isList() && node.items().isEmpty()) {
            values.faults().add(node, "'packages' is empty; name at least one package");
        }
    }

    private List<String> names(YamlNode node, String what, Pattern form, String wanted) {
        return values.distinct(node, what, each -> values.text(each, what, form, wanted), Function.identity());
    }

    private Optional<Pin> pin(YamlNode node) {
        return values.text(node, "pin", PIN, "a package with a relation, such as openssl>=3.0.11")
                .map(Pin::parse);
    }

    private Optional<Omission> omission(YamlNode node) {
        Reason reasoned = new Reason(values);
        reasoned.named(new Fields("an element of 'omit'", values.faults())).read(node);
        return reasoned.name.flatMap(name -> reasoned.reason.map(why -> new Omission(name, why, node.line())));
    }

    private Optional<ScriptStep> script(YamlNode node) {
        Reason reasoned = new Reason(values);
        String[] instead = {"none"};
        reasoned.named(new Fields("an element of 'scripts'", values.faults()))
                .must(
                        "instead",
                        value -> values.text(
                                        value,
                                        "instead",
                                        INSTEAD,
                                        "none (nothing is needed) or files (the spec's files and users do it)")
                                .ifPresent(word -> instead[0] = word))
                .read(node);
        return reasoned.name.flatMap(
                name -> reasoned.reason.map(why -> new ScriptStep(name, instead[0], why, node.line())));
    }

    /** A package with a reason. */
    private static final class Reason {
        private final SpecValues values;
        private Optional<String> name = Optional.empty();
        private Optional<String> reason = Optional.empty();

        Reason(SpecValues values) {
            this.values = values;
        }

        Fields named(Fields fields) {
            return fields.must("package", value -> name = values.text(value, "package", NAME, WANTED))
                    .must("reason", value -> reason = values.plain().text(value, "reason"));
        }
    }

    ArchiveParts archive() {
        ArchiveParts usual = ArchiveParts.of(release.orElseThrow());
        return new ArchiveParts(
                usual.release(),
                suites.isEmpty() ? usual.suites() : suites,
                components.isEmpty() ? usual.components() : components);
    }

    List<String> packages() {
        return packages;
    }

    boolean recommends() {
        return recommends;
    }

    List<Pin> pins() {
        return pins;
    }

    List<Omission> omissions() {
        return omissions;
    }

    List<ScriptStep> scripts() {
        return scripts;
    }
}
