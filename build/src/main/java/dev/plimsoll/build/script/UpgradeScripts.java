package dev.plimsoll.build.script;

import dev.plimsoll.base.SafeText;
import dev.plimsoll.build.shell.UnreadableScriptException;
import dev.plimsoll.build.tree.Accounts;
import dev.plimsoll.build.tree.Diversions;
import dev.plimsoll.build.tree.Draft;
import dev.plimsoll.debian.resolve.ArchivePackage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Does what packages' scripts would do while the packages are upgraded, in a tree that was installed before. What a script says is
 * carried out command by command; at the first that is not known it is given up, with whatever was done until then. For one thread.
 *
 * @see <a href="https://www.debian.org/doc/debian-policy/ch-maintainerscripts.html">Debian policy: maintainer scripts</a>
 */
public final class UpgradeScripts {
    private static final int QUOTED = 200;
    private static final int ALL_BITS = 07777;

    private final World world;
    private final Map<String, Tool> tools;
    private final Map<String, String> answers;

    /**
     * Scripts for one tree.
     *
     * @param draft the tree; while scripts run it is changed by nobody else
     * @param overrides absolute paths that have other owners and modes than their packages say
     * @param upgraded names of the packages that are upgraded
     * @throws IOException if what the tree keeps for scripts can't be read
     */
    public UpgradeScripts(
            Draft draft,
            Accounts accounts,
            Diversions diversions,
            Set<String> overrides,
            String architecture,
            Set<String> upgraded)
            throws IOException {
        this.world =
                new World(draft, accounts, diversions, architecture, new Triggers(draft, upgraded::contains), ALL_BITS);
        world.alternatives.read();
        world.overrides.addAll(overrides);
        this.tools = Tools.forUpgrade(new UpgradeTools(draft));
        this.answers = DebconfAnswers.read(draft);
    }

    /**
     * Why a script was given up.
     *
     * @param script its name, such as {@code postinst}
     * @param line in it, from 1
     * @param quoted what stands there
     * @param why in words
     */
    public record Refusal(String script, int line, String quoted, String why) {
        /** For people. */
        public String words(String packageName) {
            return "its " + script + " has work that can't be done in its place: " + why + " (" + packageName + ":"
                    + script + ":" + line + ": " + quoted + ")";
        }
    }

    /** Takes in what a package that is there already listens to. */
    public void listen(String packageName, String triggers) {
        world.triggers.listen(packageName, triggers);
    }

    /** Takes in what a package that was unpacked listens to, and calls. */
    public void unpacked(ArchivePackage described, String triggers) {
        world.triggers.forget(described.name());
        world.triggers.add(described.name(), triggers);
    }

    /** Names and paths that a package is called for, with blanks between; empty if it is not. */
    public String calls(String packageName) {
        return world.triggers.of(packageName);
    }

    /** Packages that brought what another is called for, as far as files tell it. */
    public Set<String> callers(String packageName) {
        return world.triggers.callers(packageName);
    }

    /**
     * Runs a script.
     *
     * @param name such as {@code postinst}
     * @param text of it
     * @param templates the package's questions, perhaps empty
     * @param arguments as dpkg gives them
     * @return empty if all of it was done
     */
    public Optional<Refusal> run(
            ArchivePackage described, String name, String text, String templates, List<String> arguments) {
        Debconf debconf = new Debconf(templates);
        debconf.remember(answers);
        try {
            Optional<KnownScripts.Work> known = KnownScripts.ofUpgrade(described.name(), name, text);
            if (known.isPresent()) {
                known.get().run(world);
                return Optional.empty();
            }
            new ScriptRun(world, tools).interpret(text, name, arguments, described, debconf);
            return Optional.empty();
        } catch (UnknownWorkException e) {
            return Optional.of(refusal(name, e.line(), String.valueOf(e.getMessage()), text));
        } catch (UnreadableScriptException e) {
            return Optional.of(refusal(name, e.line(), "it can't be understood: " + e.getMessage(), text));
        } catch (IOException e) {
            return Optional.of(refusal(name, 1, String.valueOf(e.getMessage()), text));
        }
    }

    private static Refusal refusal(String name, int line, String why, String text) {
        String quoted =
                text.lines().skip(Math.max(0, line - 1)).findFirst().orElse("").strip();
        return new Refusal(name, line, SafeText.oneLine(quoted, QUOTED), SafeText.oneLine(why, QUOTED));
    }
}
