package dev.plimsoll.build.jre;

import dev.plimsoll.base.ErrorCode;
import dev.plimsoll.base.PlimsollException;
import java.io.IOException;
import java.lang.module.InvalidModuleDescriptorException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which modules of a runtime need which others. */
final class ModuleGraph {
    private static final int VERSION_AT = 4;
    private static final int JAVA_9 = 53;

    private final Map<String, Set<Requires>> modules = new TreeMap<>();

    /**
     * Adds a module.
     *
     * @param moduleInfo bytes of its module-info.class, which may be of a newer Java than this one
     */
    void add(byte[] moduleInfo) throws IOException {
        if (moduleInfo.length < VERSION_AT + Integer.BYTES) {
            throw new IOException("a module-info.class in it is cut off");
        }
        // What says which modules are needed is the same since Java 9; Java only reads versions up to its own.
        ByteBuffer bytes = ByteBuffer.wrap(moduleInfo.clone());
        bytes.putInt(VERSION_AT, JAVA_9);
        try {
            ModuleDescriptor descriptor = ModuleDescriptor.read(bytes);
            modules.put(descriptor.name(), descriptor.requires());
        } catch (InvalidModuleDescriptorException e) {
            throw new IOException("a module-info.class in it can't be read: " + e.getMessage(), e);
        }
    }

    /**
     * Modules with all that they need.
     *
     * @throws PlimsollException BUILD_FAILED if there is no such module
     */
    NavigableSet<String> closure(Collection<String> wanted) throws IOException {
        NavigableSet<String> closure = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(wanted);
        open.add("java.base");
        while (!open.isEmpty()) {
            String name = open.remove();
            if (!closure.add(name)) {
                continue;
            }
            Set<Requires> requires = modules.get(name);
            if (requires == null) {
                throw new PlimsollException(
                        ErrorCode.BUILD_FAILED,
                        "the Java runtime has no module '" + name + "'; it has " + String.join(", ", modules.keySet()));
            }
            for (Requires each : requires) {
                if (!each.modifiers().contains(Requires.Modifier.STATIC)) {
                    open.add(each.name());
                }
            }
        }
        return closure;
    }
}
