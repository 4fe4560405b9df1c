package dev.plimsoll.policy;

import dev.plimsoll.inventory.Component;
import dev.plimsoll.inventory.Distro;
import dev.plimsoll.policy.Remedy.Kind;
import dev.plimsoll.scan.BaseImage;
import dev.plimsoll.scan.Finding;
import dev.plimsoll.scan.ScanResult;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Names the very command or edit that mends a finding, or says plainly that there is none yet. */
public final class Remedies {
    private static final Set<String> ZYPPER =
            Set.of("sles", "sled", "opensuse-leap", "opensuse-tumbleweed", "opensuse");
    private static final String WITHOUT_DPKG = "var/lib/dpkg/status.d/";

    private final Optional<Distro> distro;
    private final Optional<BaseImage> base;

    private final MendingVersions versions;

    private Remedies(Optional<Distro> distro, Optional<BaseImage> base, MendingVersions versions) {
        this.versions = versions;
        this.distro = distro;
        this.base = base;
    }

    /** The remedies of one image's findings. */
    public static Remedies of(ScanResult scan) {
        return new Remedies(scan.inventory().distro(), scan.base(), new MendingVersions(scan.findings()));
    }

    /** What mends a finding. */
    public Remedy of(Finding finding) {
        if (finding.fixedVersion().isEmpty()) {
            return unfixed(finding);
        }
        Component component = finding.component();
        String fixed = versions.of(finding);
        return switch (component.ecosystem()) {
            case "dpkg" -> dpkg(component);
            case "apk" -> command("apk add --no-cache " + Shell.quote(component.name() + ">=" + fixed));
            case "rpm" -> command(rpmTool() + " " + Shell.quote(component.name()));
            case "java" -> java(component, fixed);
            case "node" -> node(component, fixed);
            case "python" ->
                edit("requirements.txt: " + component.name() + ">=" + fixed + " (pip install --upgrade "
                        + Shell.quote(component.name() + ">=" + fixed) + ")");
            case "go" -> go(component, fixed);
            default -> edit("upgrade " + component.name() + " to " + fixed);
        };
    }

    private Remedy unfixed(Finding finding) {
        return switch (finding.fixState()) {
            case WILL_NOT_FIX ->
                new Remedy(
                        Kind.NONE,
                        "none: its publisher says that it will not be fixed; remove the package, or accept it");
            case END_OF_LIFE -> new Remedy(Kind.REBASE, "move to a release that is still looked after" + newerBase());
            case FIXED, NOT_FIXED, NOT_AFFECTED -> new Remedy(Kind.NONE, "none yet: no fixed version is published");
        };
    }

    private String newerBase() {
        return base.map(known -> " (a newer base than " + known.name() + ")").orElse("");
    }

    private Remedy dpkg(Component component) {
        boolean packageManager = component.locations().stream()
                .noneMatch(location -> location.path().startsWith(WITHOUT_DPKG));
        return packageManager
                ? command("apt-get update && apt-get install -y --only-upgrade " + Shell.quote(component.name()))
                : new Remedy(
                        Kind.REBASE, "build again on a newer base, as the image has no package manager" + newerBase());
    }

    private String rpmTool() {
        String id = distro.map(Distro::id).orElse("").toLowerCase(Locale.ROOT);
        return ZYPPER.contains(id) ? "zypper --non-interactive update" : "dnf upgrade -y";
    }

    private static Remedy java(Component component, String fixed) {
        return edit("pom.xml: " + component.name() + ":" + fixed
                + " (in <dependencyManagement> if another dependency brings it)");
    }

    private static Remedy node(Component component, String fixed) {
        boolean npmItself = component.locations().stream()
                .allMatch(location -> location.path().contains("lib/node_modules/npm/"));
        return npmItself
                ? command("npm install -g npm@latest")
                : edit("package.json: \"" + component.name() + "\": \"^" + fixed
                        + "\" (in \"overrides\" if another package brings it)");
    }

    private static Remedy go(Component component, String fixed) {
        if (component.name().equals("stdlib")) {
            return edit("build with Go " + withoutPrefix(fixed, "go") + " or newer");
        }
        String version = fixed.startsWith("v") ? fixed : "v" + fixed;
        return edit("go.mod: go get " + Shell.quote(component.name() + "@" + version)
                + " && go mod tidy, then build again");
    }

    private static String withoutPrefix(String text, String prefix) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }

    private static Remedy command(String text) {
        return new Remedy(Kind.COMMAND, text);
    }

    private static Remedy edit(String text) {
        return new Remedy(Kind.EDIT, text);
    }
}
