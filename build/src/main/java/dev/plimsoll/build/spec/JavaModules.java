package dev.plimsoll.build.spec;

import java.util.List;

/**
 * Modules that the image's Java runtimes keep; what these need stays too, everything else goes.
 *
 * @param modules their names
 * @param reason why the others can be left out
 * @param line where the spec says so, from 1
 */
public record JavaModules(List<String> modules, String reason, int line) {
    public JavaModules {
        modules = List.copyOf(modules);
    }
}
