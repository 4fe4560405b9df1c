package dev.plimsoll.build.script;

import dev.plimsoll.build.shell.Script;
import dev.plimsoll.debian.resolve.ArchivePackage;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Interprets one script as dpkg would start it. */
final class ScriptRun {
    private final World world;
    private final Map<String, Tool> tools;

    ScriptRun(World world, Map<String, Tool> tools) {
        this.world = world;
        this.tools = tools;
    }

    void interpret(String text, String name, List<String> arguments, ArchivePackage described, Debconf debconf)
            throws IOException {
        String first = text.lines().findFirst().orElse("");
        if (!first.matches("#! ?/bin/(?:sh|dash|bash)(?: -e?u?)? *")) {
            throw new UnknownWorkException(1, "it is not a script of the shell");
        }
        world.begin(name);
        Interpreter interpreter = new Interpreter(world, debconf, tools, arguments);
        interpreter.stopAtErrors(first.contains(" -e"));
        interpreter
                .variables()
                .putAll(Map.of(
                        "DPKG_MAINTSCRIPT_NAME", name,
                        "DPKG_MAINTSCRIPT_PACKAGE", described.name(),
                        "DPKG_MAINTSCRIPT_ARCH",
                                described.architecture().equals("all") ? world.architecture : described.architecture(),
                        "DPKG_ROOT", "",
                        "DPKG_ADMINDIR", "/var/lib/dpkg",
                        "DEBIAN_FRONTEND", "noninteractive",
                        "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"));
        interpreter.run(Script.read(text));
    }
}
