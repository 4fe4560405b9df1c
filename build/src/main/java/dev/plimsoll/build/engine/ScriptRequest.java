package dev.plimsoll.build.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.image.write.LayerFile;
import java.time.Duration;
import java.util.List;

/**
 * A script that is to run as root in a container: without network, and with those rights only that files and users need.
 *
 * @param what it does, for messages: {@code upgrading locales}
 * @param script for {@code /bin/sh}, which ends at the first command that fails
 * @param environment {@code NAME=value} lines; it has no others
 * @param files that it needs, at their paths in the container
 * @param longest how long it may take
 */
public record ScriptRequest(
        String what, String script, List<String> environment, List<LayerFile> files, Duration longest) {
    private static final long MEMORY = 2L << 30;
    private static final int PROCESSES = 1024;

    /** Root's, by which it writes what is not its own, and becomes another user. */
    private static final List<String> RIGHTS =
            List.of("CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "SETFCAP", "SETGID", "SETUID");

    public ScriptRequest {
        environment = List.copyOf(environment);
        files = List.copyOf(files);
    }

    /** As the engine is asked for it. */
    ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("User", "0:0");
        body.put("WorkingDir", "/");
        body.putArray("Entrypoint").add("/bin/sh").add("-ec").add(script);
        body.putArray("Cmd");
        environment.forEach(body.putArray("Env")::add);
        ObjectNode host = body.putObject("HostConfig");
        host.putArray("CapDrop").add("ALL");
        RIGHTS.forEach(host.putArray("CapAdd")::add);
        host.putArray("SecurityOpt").add("no-new-privileges");
        host.put("Memory", MEMORY);
        host.put("MemorySwap", MEMORY);
        host.put("PidsLimit", PROCESSES);
        host.put("NetworkMode", "none");
        return body;
    }
}
