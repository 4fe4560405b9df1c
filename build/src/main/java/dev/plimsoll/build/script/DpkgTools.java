package dev.plimsoll.build.script;

import dev.plimsoll.build.script.Tool.Call;
import dev.plimsoll.build.tree.Diversions.Diversion;
import dev.plimsoll.debian.resolve.ArchivePackage;
import dev.plimsoll.debian.resolve.Versions;
import dev.plimsoll.image.write.LayerFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Commands of dpkg's family. */
final class DpkgTools {
    private static final Versions VERSIONS = Versions.of("dpkg");
    private static final String SHELLS = "etc/shells";

    private DpkgTools() {}

    static void addTo(Map<String, Tool> tools) {
        tools.put("dpkg", DpkgTools::dpkg);
        tools.put("dpkg-query", DpkgTools::query);
        tools.put("dpkg-divert", DpkgTools::divert);
        tools.put("dpkg-trigger", DpkgTools::trigger);
        tools.put("update-alternatives", DpkgTools::alternatives);
        tools.put("ucf", DpkgTools::ucf);
        tools.put("add-shell", DpkgTools::addShell);
        tools.put("update-shells", DpkgTools::updateShells);
    }

    private static int dpkg(Call call) throws IOException {
        List<String> args = new ArrayList<>(call.args());
        if (args.size() > 1 && args.get(1).equals("--")) {
            args.remove(1);
        }
        if (args.size() == 4 && args.get(0).equals("--compare-versions")) {
            return compare(args.get(1), args.get(2), args.get(3), call) ? Tool.DONE : Tool.NO;
        }
        if (args.equals(List.of("--print-architecture"))) {
            call.out().line(call.world().architecture);
            return Tool.DONE;
        }
        if (args.size() == 2 && args.get(0).startsWith("--assert-")) {
            return Tool.DONE;
        }
        if (args.size() >= 2 && List.of("-L", "--listfiles").contains(args.get(0))) {
            int status = Tool.DONE;
            for (String name : args.subList(1, args.size())) {
                status = Math.max(status, list(name.replaceFirst(":.*", ""), call));
            }
            return status;
        }
        if (!args.isEmpty() && List.of("-s", "--status", "-l").contains(args.get(0))) {
            return query(call);
        }
        throw call.unknown("is not known to the build");
    }

    /** With no version on the left, as scripts are called that are new: it is before all others, but for {@code -nl}, where it is after. */
    private static boolean compare(String left, String operator, String right, Call call) throws UnknownWorkException {
        boolean late = operator.endsWith("-nl");
        int order;
        if (left.isEmpty() || right.isEmpty()) {
            order = left.equals(right) ? 0 : left.isEmpty() != late ? -1 : 1;
        } else {
            order = VERSIONS.compare(left, right);
        }
        return switch (late ? operator.substring(0, operator.length() - 3) : operator) {
            case "lt", "<<" -> order < 0;
            case "le", "<=", "<" -> order <= 0;
            case "eq", "=" -> order == 0;
            case "ne" -> order != 0;
            case "ge", ">=", ">" -> order >= 0;
            case "gt", ">>" -> order > 0;
            default -> throw call.unknown("is not understood");
        };
    }

    /** Whether a version is before another one, or the same where that counts. */
    static boolean isEarlier(String version, String other, boolean orSame) {
        int order = VERSIONS.compare(version, other);
        return order < 0 || orSame && order == 0;
    }

    /** Only of packages that are not there: those who ask of one that is want to change what older versions left. */
    private static int query(Call call) throws IOException {
        if (call.has("-S", "--search")) {
            return search(call);
        }
        for (String operand : call.operands()) {
            if (call.world().installed.containsKey(operand)) {
                throw call.unknown("asks about a package that is there, which the build does not answer");
            }
        }
        return Tool.NO;
    }

    /** Which package brought a path. */
    private static int search(Call call) throws IOException {
        int status = Tool.DONE;
        for (String operand : call.operands()) {
            Optional<String> owner = call.world()
                    .draft
                    .owner(call.world().place(operand))
                    .or(() -> call.world().draft.owner(call.world().path(operand)));
            if (owner.isEmpty()) {
                status = Tool.NO;
            } else {
                call.out().line(owner.get() + ": " + operand);
            }
        }
        return status;
    }

    private static int trigger(Call call) throws UnknownWorkException {
        call.allow("", "--no-await", "--await", "--by-package=", "--check-supported");
        call.operands().forEach(call.world().triggers::call);
        return Tool.DONE;
    }

    /** What a package brought. */
    private static int list(String name, Call call) throws IOException {
        boolean any = false;
        for (LayerFile file : call.world().draft.files()) {
            if (call.world().draft.owner(file.path()).equals(Optional.of(name))) {
                call.out().line("/" + file.path());
                any = true;
            }
        }
        return any ? Tool.DONE : Tool.NO;
    }

    private static int divert(Call call) throws IOException {
        String owner = "";
        Optional<String> to = Optional.empty();
        List<String> paths = new ArrayList<>();
        List<String> args = call.args();
        for (int i = 0; i < args.size(); i++) {
            String value = i + 1 < args.size() ? args.get(i + 1) : "";
            switch (args.get(i)) {
                case "--package" -> {
                    owner = value;
                    i++;
                }
                case "--divert" -> {
                    to = Optional.of(value);
                    i++;
                }
                case "--local" -> owner = "LOCAL";
                case "--add",
                        "--remove",
                        "--rename",
                        "--no-rename",
                        "--quiet",
                        "--list",
                        "--listpackage",
                        "--truename" -> {}
                default -> paths.add(args.get(i));
            }
        }
        if (paths.size() != 1) {
            throw call.unknown("is not understood");
        }
        String from = call.world().path(paths.get(0));
        Optional<Diversion> known = call.world().diversions.of(from);
        if (call.has("--listpackage")) {
            if (known.isPresent()) {
                call.out().line(known.get().owner());
            }
        } else if (call.has("--truename")) {
            call.out().line(known.map(each -> "/" + each.to()).orElse(paths.get(0)));
        } else if (call.has("--list")) {
            return Tool.DONE;
        } else if (call.has("--remove")) {
            call.world().diversions.remove(from);
        } else {
            add(new Diversion(from, call.world().path(to.orElse(paths.get(0) + ".distrib")), owner), call);
        }
        return Tool.DONE;
    }

    /** The file that others brought already moves, if that is asked for. */
    private static void add(Diversion diversion, Call call) {
        call.world().diversions.add(diversion);
        Optional<LayerFile> there = call.world().draft.find(diversion.from());
        String owner = call.world().draft.owner(diversion.from()).orElse("");
        if (call.has("--rename") && there.isPresent() && !owner.equals(diversion.owner())) {
            LayerFile file = there.get();
            call.world().draft.remove(file.path());
            call.world()
                    .draft
                    .put(
                            new LayerFile(
                                    diversion.to(),
                                    file.type(),
                                    file.mode(),
                                    file.userId(),
                                    file.groupId(),
                                    file.modified(),
                                    file.linkTarget(),
                                    file.body(),
                                    file.xattrs()),
                            owner);
        }
    }

    private static int alternatives(Call call) throws UnknownWorkException {
        List<String> args = new ArrayList<>(call.args());
        args.removeAll(List.of("--quiet", "--force", "--verbose"));
        String action = args.isEmpty() ? "" : args.get(0);
        Alternatives known = call.world().alternatives;
        if (action.equals("--install")) {
            return install(args, call);
        }
        if (action.equals("--remove") && args.size() == 3) {
            known.remove(args.get(1), args.get(2));
            return Tool.DONE;
        }
        if (action.equals("--remove-all") && args.size() == 2) {
            known.paths(args.get(1)).forEach(each -> known.remove(args.get(1), each));
            return Tool.DONE;
        }
        throw call.unknown("is not known to the build");
    }

    private static int install(List<String> args, Call call) throws UnknownWorkException {
        boolean plain = args.size() >= 5
                && args.get(1).startsWith("/")
                && args.get(3).startsWith("/")
                && args.get(4).matches("-?[0-9]{1,8}")
                && (args.size() - 5) % 4 == 0;
        if (!plain) {
            throw call.unknown("is not understood");
        }
        Map<String, String> slaves = new TreeMap<>();
        Map<String, String> links = new TreeMap<>();
        for (int i = 5; i < args.size(); i += 4) {
            if (!args.get(i).equals("--slave")) {
                throw call.unknown("is not understood");
            }
            links.put(args.get(i + 2), args.get(i + 1));
            slaves.put(args.get(i + 2), args.get(i + 3));
        }
        if (call.world().follow(args.get(3)).isEmpty()) {
            throw call.unknown("offers " + args.get(3) + ", which is not there");
        }
        call.world()
                .alternatives
                .install(
                        args.get(2),
                        args.get(1),
                        new Alternatives.Choice(args.get(3), Integer.parseInt(args.get(4)), slaves),
                        links);
        return Tool.DONE;
    }

    /** A configuration that is new is the package's. */
    private static int ucf(Call call) throws UnknownWorkException {
        List<String> operands = call.operands();
        if (call.has("--purge")) {
            return Tool.DONE;
        }
        if (operands.size() != 2) {
            throw call.unknown("is not understood");
        }
        Optional<LayerFile> from =
                call.world().follow(operands.get(0)).filter(each -> each.body().isPresent());
        if (from.isEmpty()) {
            throw call.unknown("copies what is not there");
        }
        if (call.world().at(operands.get(1)).isEmpty()) {
            call.world()
                    .draft
                    .put(LayerFile.file(
                            call.world().place(operands.get(1)),
                            from.get().mode(),
                            call.world().draft.epoch(),
                            from.get().body().orElseThrow()));
        }
        return Tool.DONE;
    }

    private static int addShell(Call call) throws IOException {
        String shells = call.world().draft.text(SHELLS).orElse("# /etc/shells: valid login shells\n");
        for (String shell : call.operands()) {
            if (shells.lines().noneMatch(shell::equals)) {
                shells += shell + "\n";
            }
        }
        call.world().draft.putText(SHELLS, shells);
        return Tool.DONE;
    }

    /** Shells that packages name in {@code shells.d}; those in {@code /bin} stand under both their names. */
    private static int updateShells(Call call) throws IOException {
        String folder = "usr/share/debianutils/shells.d";
        List<String> shells = new ArrayList<>(call.world()
                .draft
                .text("usr/share/debianutils/shells")
                .orElse("")
                .lines()
                .toList());
        for (String each : call.world().draft.children(folder)) {
            shells.addAll(call.world()
                    .draft
                    .text(folder + "/" + each)
                    .orElse("")
                    .lines()
                    .toList());
        }
        List<String> both = new ArrayList<>();
        for (String shell : shells) {
            if (shell.startsWith("/")) {
                both.add(shell);
                String merged = "/" + call.world().path(shell);
                if (!merged.equals(shell)) {
                    both.add(merged);
                }
            }
        }
        return both.isEmpty() ? Tool.DONE : addShell(new Call(call.name(), both, call.in(), call.out(), call.world()));
    }

    /** What is known of a package that is there. */
    static void install(World world, ArchivePackage described) {
        world.installed.put(described.name(), described);
    }
}
