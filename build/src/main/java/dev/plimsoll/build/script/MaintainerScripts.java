package dev.plimsoll.build.script;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import dev.plimsoll.base.SafeText;
import dev.plimsoll.build.shell.UnreadableScriptException;
import dev.plimsoll.build.spec.ScriptStep;
import dev.plimsoll.build.tree.Accounts;
import dev.plimsoll.build.tree.Diversions;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.debian.deb.DebPackage;
import dev.plimsoll.debian.resolve.ArchivePackage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Does what packages' scripts would do when the packages are installed for the first time. What a script says is carried out command by
 * command on the tree; the first command that is not known is an error. {@code prerm} and {@code postrm} are not looked at, as nothing
 * is ever taken away again, and {@code config} asks questions that nobody would answer. For one thread.
 *
 * @see <a href="https://www.debian.org/doc/debian-policy/ch-maintainerscripts.html">Debian policy: maintainer scripts</a>
 */
public final class MaintainerScripts {
    private static final int QUOTED = 200;

    private final World world;
    private final Map<String, Tool> tools = Tools.all();
    private final List<ScriptStep> steps;

    /**
     * Scripts of packages for one tree.
     *
     * @param steps packages whose scripts the spec says are not needed
     * @param architecture Debian's name of it
     */
    public MaintainerScripts(
            Draft draft, Accounts accounts, Diversions diversions, List<ScriptStep> steps, String architecture) {
        this.world = new World(draft, accounts, diversions, architecture);
        this.steps = List.copyOf(steps);
    }

    /**
     * What a package does before its files are there.
     *
     * @throws PlimsollException BUILD_FAILED quoting the line that is not known
     */
    public void before(ArchivePackage described, DebPackage deb) {
        run("preinst", List.of("install", ""), described, deb);
    }

    /**
     * What a package does once all files are there.
     *
     * @throws PlimsollException BUILD_FAILED quoting the line that is not known
     */
    public void after(ArchivePackage described, DebPackage deb) {
        run("postinst", List.of("configure", ""), described, deb);
        DpkgTools.install(world, described);
        world.triggers.add(described.name(), text(deb, "triggers"));
    }

    /**
     * What a package does because of others, once all are configured.
     *
     * @throws PlimsollException BUILD_FAILED quoting the line that is not known
     */
    public void triggered(ArchivePackage described, DebPackage deb) {
        String names = world.triggers.of(described.name());
        if (!names.isEmpty()) {
            run("postinst", List.of("triggered", names), described, deb);
        }
    }

    private static String text(DebPackage deb, String file) {
        return new String(deb.control().getOrDefault(file, new byte[0]), StandardCharsets.UTF_8);
    }

    private void run(String name, List<String> arguments, ArchivePackage described, DebPackage deb) {
        byte[] content = deb.control().get(name);
        boolean replaced = steps.stream().anyMatch(each -> each.name().equals(described.name()));
        if (content == null || replaced) {
            return;
        }
        String text = new String(content, StandardCharsets.UTF_8);
        Optional<KnownScripts.Work> known = KnownScripts.of(described.name(), name, text);
        try {
            if (known.isPresent()) {
                known.get().run(world);
            } else {
                new ScriptRun(world, tools)
                        .interpret(text, name, arguments, described, new Debconf(text(deb, "templates")));
            }
        } catch (UnknownWorkException e) {
            throw unknown(e.line(), String.valueOf(e.getMessage()), text, name, described);
        } catch (UnreadableScriptException e) {
            throw unknown(e.line(), "it can't be understood: " + e.getMessage(), text, name, described);
        } catch (IOException e) {
            throw new PlimsollException(
                    ErrorCode.FILE_ACCESS, "could not do what " + described + " asks for: " + e.getMessage(), e);
        }
    }

    private static PlimsollException unknown(int line, String why, String text, String name, ArchivePackage described) {
        String quoted =
                text.lines().skip(Math.max(0, line - 1)).findFirst().orElse("").strip();
        return new PlimsollException(
                ErrorCode.BUILD_FAILED,
                "the package " + described + " has work in its " + name
                        + " that the build can't do in its place: " + SafeText.oneLine(why, QUOTED) + "\n  "
                        + described.name() + ":" + name + ":" + line + ": " + SafeText.oneLine(quoted, QUOTED)
                        + "\nOmit the package if nothing needs it, or look at what the script is for and say in the spec's 'scripts'"
                        + " what stands in its place: {package: " + described.name()
                        + ", instead: none or files, reason: …}");
    }
}
